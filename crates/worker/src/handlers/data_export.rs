//! Makes exports of what is known of customers. What a run has written that was cut off is thrown away by the next, which begins
//! anew; no more than a page of what is known and a part of each document is held at a time.

use async_trait::async_trait;
use regulars_consent::{ConsentLedgerReads, CustomerKey, SealingKeys};
use regulars_flows::{
    DataExport, DataExportForm, DataExportReads, DataExportState, DataExportStore, Documents, MakeDataExport,
    Section, gather, language_of,
};
use regulars_identity::IdentityReads;
use regulars_jobs::JobPayload;
use regulars_kernel::{Language, StoreError};
use regulars_persistence::Database;

use crate::work::{JobFailure, JobHandler, JobWork};

/// From so many bytes on what is written becomes a part.
const PART: usize = 64 * 1024;

/// Makes exports of what is known of customers.
pub struct DataExportHandler {
    /// Where it is.
    pub database: Database,
    /// What opens the customers' keys.
    pub sealing: SealingKeys,
}

#[async_trait]
impl JobHandler for DataExportHandler {
    fn kind(&self) -> &'static str {
        MakeDataExport::KIND
    }

    async fn run(&self, work: &JobWork) -> Result<(), JobFailure> {
        let payload: MakeDataExport =
            work.job.payload().map_err(|error| JobFailure::Permanent { error: error.to_string() })?;
        let (id, now) = (payload.export(), work.environment.now());
        let begun = self.database.write(work.scope, move |tx| {
            Box::pin(async move {
                tx.forget_ended_exports(now).await?;
                tx.forget_export_parts(id).await?;
                tx.find_data_export(id).await
            })
        });
        let begun: Result<Option<DataExport>, StoreError> = begun.await;
        // Gone with its customer, or ended before anybody came to it.
        let Some(export) = begun?.filter(|export| export.state == DataExportState::Making) else {
            return Ok(());
        };
        let Some((key, language)) = self.key_and_language(work, &export).await? else { return Ok(()) };
        if !self.write_documents(work, &export, &key, language).await? {
            return Ok(());
        }
        let ready = DataExport {
            state: DataExportState::Ready,
            expires_at: work.environment.now() + DataExport::KEPT_FOR,
            ..export
        };
        let written: Result<bool, StoreError> = self
            .database
            .write(work.scope, move |tx| Box::pin(async move { tx.update_data_export(&ready).await }))
            .await;
        Ok(written.map(drop)?)
    }
}

impl DataExportHandler {
    /// What seals the parts, and the language of the page.
    async fn key_and_language(
        &self,
        work: &JobWork,
        export: &DataExport,
    ) -> Result<Option<(CustomerKey, Language)>, StoreError> {
        let customer = export.customer;
        let read = self.database.read(work.scope, async move |tx| {
            let subject = tx.find_subject(customer).await?;
            let own = language_of(tx, customer).await?;
            Ok::<_, StoreError>((subject, own, tx.merchant_facts().await?))
        });
        let (subject, own, facts) = read.await?;
        let Some(sealed) = subject.and_then(|subject| subject.key) else { return Ok(None) };
        let key = self
            .sealing
            .open_customer_key(work.scope.merchant(), customer, &sealed)
            .map_err(|error| StoreError::inconsistent("customer_keys", error))?;
        Ok(Some((key, own.unwrap_or_else(|| facts.locale.language()))))
    }

    /// False when the export is gone meanwhile.
    async fn write_documents(
        &self,
        work: &JobWork,
        export: &DataExport,
        key: &CustomerKey,
        language: Language,
    ) -> Result<bool, StoreError> {
        let mut documents = Documents::begin(language);
        let mut number = 0;
        for section in Section::ALL {
            documents.begin_section(section);
            let mut after = None;
            loop {
                let (sealing, merchant, customer) =
                    (self.sealing.clone(), work.scope.merchant(), export.customer);
                let page = self.database.read(work.scope, async move |tx| {
                    gather(tx, &sealing, merchant, customer, section, after).await
                });
                let (items, next) = page.await?;
                for item in &items {
                    documents.item(item);
                    if documents.waiting() >= PART {
                        if !self.write_part(work, export, key, &mut documents, number).await? {
                            return Ok(false);
                        }
                        number += 1;
                    }
                }
                match next {
                    Some(next) => after = Some(next),
                    None => break,
                }
            }
            documents.end_section();
        }
        documents.end();
        self.write_part(work, export, key, &mut documents, number).await
    }

    async fn write_part(
        &self,
        work: &JobWork,
        export: &DataExport,
        key: &CustomerKey,
        documents: &mut Documents,
        number: u32,
    ) -> Result<bool, StoreError> {
        let id = export.id;
        let (json, html) = documents.take();
        let sealed = |form: DataExportForm, text: &str| {
            key.seal(&work.environment, &DataExport::surroundings(id, form, number), text.as_bytes())
                .map_err(|error| StoreError::inconsistent("customer_keys", error))
        };
        let parts = [
            (DataExportForm::Json, sealed(DataExportForm::Json, &json)?),
            (DataExportForm::Html, sealed(DataExportForm::Html, &html)?),
        ];
        self.database
            .write(work.scope, move |tx| {
                Box::pin(async move {
                    for (form, sealed) in parts {
                        if !tx.insert_export_part(id, form, number, sealed).await? {
                            return Ok(false);
                        }
                    }
                    Ok(true)
                })
            })
            .await
    }
}

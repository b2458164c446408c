//! Makes exports of what is known of customers, and throws those away whose time is over. What a run has written that was cut
//! off is thrown away by the next, which begins anew; no more than a page of what is known and a part of each document is held
//! at a time.

use async_trait::async_trait;
use regulars_consent::{ConsentLedgerReads, CustomerKey, SealingKeys};
use regulars_flows::{
    DataExport, DataExportForm, Documents, ForgetDataExport, GatherTerms, MakeDataExport, SealedPart,
    Section, SectionPlace, begin_run, fail_data_export, finish_run, forget_data_export, gather, keep_part,
    page_language,
};
use regulars_identity::IdentityReads;
use regulars_jobs::JobPayload;
use regulars_kernel::{DataExportId, StoreError};
use regulars_persistence::{Database, WriteTx};
use serde_json::Value;

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
        // Gone with its customer, or over before anybody came to it.
        let Some(export) = self.begin(work, payload.export()).await? else { return Ok(()) };
        let Some(mut writing) = self.writing(work, export).await? else { return Ok(()) };
        for section in Section::ALL {
            if !self.write_section(work, &mut writing, section).await? {
                return Ok(());
            }
        }
        writing.documents.end();
        if self.write_part(work, &mut writing).await? {
            let (export, environment) = (writing.export, work.environment.clone());
            let finished = self.database.write(work.scope, move |tx| {
                Box::pin(async move { finish_run(tx, &environment, &export, Section::COUNT).await })
            });
            finished.await?;
        }
        Ok(())
    }

    async fn give_up(&self, store: &mut WriteTx, work: &JobWork) -> Result<(), StoreError> {
        let Ok(payload) = work.job.payload::<MakeDataExport>() else { return Ok(()) };
        fail_data_export(store, &work.environment, payload.export()).await
    }
}

/// What a run holds.
struct Writing {
    export: DataExport,
    key: CustomerKey,
    terms: GatherTerms,
    documents: Documents,
    parts: u32,
    sections: u16,
}

impl DataExportHandler {
    async fn begin(&self, work: &JobWork, id: DataExportId) -> Result<Option<DataExport>, StoreError> {
        let mut begun = None;
        loop {
            let environment = work.environment.clone();
            let step = self.database.write(work.scope, move |tx| {
                Box::pin(async move { begin_run(tx, &environment, id, begun).await })
            });
            match step.await? {
                Some((export, true)) => begun = Some(export),
                Some((export, false)) => return Ok(Some(export)),
                None => return Ok(None),
            }
        }
    }

    /// What seals the parts, and the documents in the language of their reader.
    async fn writing(&self, work: &JobWork, export: DataExport) -> Result<Option<Writing>, StoreError> {
        let (customer, merchant) = (export.customer, work.scope.merchant());
        let read = self.database.read(work.scope, async move |tx| {
            let subject = tx.find_subject(customer).await?;
            let language = page_language(tx, customer).await?;
            Ok::<_, StoreError>((subject, language, tx.merchant_facts().await?))
        });
        let (subject, language, facts) = read.await?;
        let Some(sealed) = subject.and_then(|subject| subject.key) else { return Ok(None) };
        let key = self
            .sealing
            .open_customer_key(merchant, customer, &sealed)
            .map_err(|error| StoreError::inconsistent("customer_keys", error))?;
        let terms = GatherTerms { sealing: self.sealing.clone(), merchant, now: work.environment.now() };
        let documents = Documents::begin(language, facts.calendar);
        Ok(Some(Writing { export, key, terms, documents, parts: 0, sections: 0 }))
    }

    /// False when the export is gone meanwhile, or another run has begun.
    async fn write_section(
        &self,
        work: &JobWork,
        writing: &mut Writing,
        section: Section,
    ) -> Result<bool, StoreError> {
        writing.documents.begin_section(section);
        let mut after = None;
        loop {
            let (items, next) = self.page(work, writing, section, after).await?;
            for item in &items {
                writing.documents.item(item);
                if writing.documents.waiting() >= PART && !self.write_part(work, writing).await? {
                    return Ok(false);
                }
            }
            match next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        writing.documents.end_section();
        writing.sections += 1;
        Ok(true)
    }

    async fn page(
        &self,
        work: &JobWork,
        writing: &Writing,
        section: Section,
        after: Option<SectionPlace>,
    ) -> Result<(Vec<Value>, Option<SectionPlace>), StoreError> {
        let (terms, customer) = (writing.terms.clone(), writing.export.customer);
        self.database
            .read(work.scope, async move |tx| gather(tx, &terms, customer, section, after).await)
            .await
    }

    async fn write_part(&self, work: &JobWork, writing: &mut Writing) -> Result<bool, StoreError> {
        let (json, html) = writing.documents.take();
        let mut sealed = Vec::new();
        for (form, text) in [(DataExportForm::Json, json), (DataExportForm::Html, html)] {
            let around = DataExport::surroundings(writing.export.id, form, writing.parts);
            let part = writing
                .key
                .seal(&work.environment, &around, text.as_bytes())
                .map_err(|error| StoreError::inconsistent("customer_keys", error))?;
            sealed.push((form, part));
        }
        let part = SealedPart { number: writing.parts, sealed, sections_done: writing.sections };
        writing.parts += 1;
        let export = writing.export.clone();
        self.database
            .write(work.scope, move |tx| Box::pin(async move { keep_part(tx, &export, part).await }))
            .await
    }
}

/// Throws away what is left of exports whose time is over.
pub struct ForgetDataExportHandler {
    /// Where they are.
    pub database: Database,
}

#[async_trait]
impl JobHandler for ForgetDataExportHandler {
    fn kind(&self) -> &'static str {
        ForgetDataExport::KIND
    }

    async fn run(&self, work: &JobWork) -> Result<(), JobFailure> {
        let payload: ForgetDataExport =
            work.job.payload().map_err(|error| JobFailure::Permanent { error: error.to_string() })?;
        let id = payload.export();
        loop {
            let environment = work.environment.clone();
            let more = self.database.write(work.scope, move |tx| {
                Box::pin(async move { forget_data_export(tx, &environment, id).await })
            });
            if !more.await? {
                return Ok(());
            }
        }
    }
}

//! An export of what is known of a customer, ready to be fetched for as long as the demo is there.

use chrono::Duration;
use regulars_consent::ConsentLedgerReads;
use regulars_flows::{
    DataExport, DataExportForm, DataExportState, DataExportStore, Documents, GatherTerms, Section, gather,
    page_language,
};
use regulars_identity::IdentityReads;
use regulars_kernel::{CustomerId, DataExportId, JobId};
use uuid::{Uuid, uuid};

use super::fixed_id::instant_of;
use super::invalid;
use super::known_customers::MILICA;
use super::merchant::{MERCHANT, scope};
use super::past::Ground;
use crate::SeedError;

/// The one that the examples of the document name.
const EXPORT: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e50");
/// The examples are tried for longer than an export is kept.
const KEPT_FOR: Duration = Duration::days(3_650);

/// Makes it, as a worker leaves it.
pub async fn make_data_exports(ground: &Ground<'_>) -> Result<(), SeedError> {
    let (customer, made_at) = (CustomerId::new(MILICA), instant_of(EXPORT)?);
    let export = DataExport {
        id: DataExportId::new(EXPORT),
        customer,
        job: JobId::new(EXPORT),
        state: DataExportState::Ready,
        run: 1,
        sections_done: Section::COUNT,
        created_at: made_at,
        ready_at: Some(made_at),
        expires_at: ground.now + KEPT_FOR,
    };
    let (sealing, environment) = (ground.sealing(), ground.environment.clone());
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                let subject = tx.find_subject(customer).await?;
                let key =
                    subject.and_then(|subject| subject.key).ok_or_else(|| invalid("there is no key"))?;
                let key = sealing.open_customer_key(MERCHANT, customer, &key).map_err(invalid)?;
                let language = page_language(tx, customer).await?;
                let mut documents = Documents::begin(language, tx.merchant_facts().await?.calendar);
                let terms = GatherTerms { sealing, merchant: MERCHANT, now: made_at };
                for section in Section::ALL {
                    documents.begin_section(section);
                    let mut after = None;
                    loop {
                        let (items, next) = gather(tx, &terms, customer, section, after).await?;
                        items.iter().for_each(|item| documents.item(item));
                        match next {
                            Some(next) => after = Some(next),
                            None => break,
                        }
                    }
                    documents.end_section();
                }
                documents.end();
                let (json, html) = documents.take();
                tx.insert_data_export(&export).await?;
                for (form, text) in [(DataExportForm::Json, json), (DataExportForm::Html, html)] {
                    let around = DataExport::surroundings(export.id, form, 0);
                    let sealed = key.seal(&environment, &around, text.as_bytes()).map_err(invalid)?;
                    tx.insert_data_export_part(&export, form, 0, sealed).await?;
                }
                Ok::<_, SeedError>(())
            })
        })
        .await
}

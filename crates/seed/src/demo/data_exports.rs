//! An export of what is known of a customer, ready to be fetched for as long as the demo is there.

use chrono::Duration;
use regulars_flows::{DataExport, DataExportReads, DataExportState, DataExportStore, begin_data_export};
use regulars_kernel::CustomerId;
use uuid::{Uuid, uuid};

use super::fixed_id::environment_of;
use super::invalid;
use super::known_customers::NADA;
use super::merchant::{MERCHANT, scope};
use super::past::Ground;
use crate::SeedError;

/// The one that the examples of the document name.
const EXPORT: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fbb");
/// How long it can be fetched.
const YEARS: Duration = Duration::days(3_650);

/// Makes it.
pub async fn make_data_exports(ground: &Ground<'_>) -> Result<(), SeedError> {
    let (environment, now) = (environment_of(EXPORT)?, ground.now);
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                let begun =
                    begin_data_export(tx, &environment, CustomerId::new(NADA)).await.map_err(invalid)?;
                let lasting = DataExport { expires_at: now + YEARS, ..begun };
                tx.update_data_export(&lasting).await?;
                Ok::<_, SeedError>(())
            })
        })
        .await?;
    let past = ground.past();
    ground.worker(&past).work_for(MERCHANT).await?;
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                let made = tx.find_data_export(regulars_kernel::DataExportId::new(EXPORT)).await?;
                let made = made.ok_or_else(|| invalid("the export is not there"))?;
                let ready = DataExport { state: DataExportState::Ready, expires_at: now + YEARS, ..made };
                tx.update_data_export(&ready).await?;
                Ok::<_, SeedError>(())
            })
        })
        .await
}

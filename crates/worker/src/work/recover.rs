//! Takes back what dead workers held.

use std::sync::Arc;

use regulars_kernel::{LeaseId, StoreError};
use regulars_newsletters::{CampaignReads, DeliveryStore};

use super::settle_quota;
use crate::engine::{Engine, MerchantWork};

/// Takes back a merchant's deliveries whose lease has ended, and tells of how many newsletters.
pub(crate) async fn recover(engine: &Arc<Engine>, work: &MerchantWork) -> Result<u64, StoreError> {
    let now = engine.environment.now();
    let merchant_now = work.environment.now();
    let own: Arc<[LeaseId]> = engine.held.all().into();
    let spared = Arc::clone(&own);
    let newsletters =
        engine.database.read(work.scope, async move |tx| tx.with_ended_leases(now, &spared).await).await?;
    let mut recovered = 0;
    for newsletter in newsletters {
        let (environment, own) = (work.environment.clone(), Arc::clone(&own));
        let tally = engine
            .database
            .write(work.scope, move |tx| {
                Box::pin(async move {
                    let tally = tx.recover(newsletter, now, &own, merchant_now).await?;
                    // A newsletter that is paused has nobody else to end it.
                    tx.finish(newsletter, merchant_now).await?;
                    settle_quota(tx, &environment, newsletter).await?;
                    Ok::<_, StoreError>(tally)
                })
            })
            .await?;
        recovered += 1;
        if tally.unknown > 0 {
            tracing::warn!(%newsletter, unknown = tally.unknown, "a worker was lost with messages on the wire");
        }
    }
    Ok(recovered)
}

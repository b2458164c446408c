//! Makes codes, some at a time.

use regulars_jobs::{JobPayload, NewJob};
use regulars_kernel::{CouponBatchId, Environment, StoreError};
use regulars_loyalty::{
    CouponBatchError, CouponCampaign, CouponCode, CouponPrefix, CouponStore, create_coupon_batch,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::store::CouponJobStore;

/// Makes the codes of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeCouponCodes {
    /// The batch.
    pub batch: Uuid,
}

impl JobPayload for MakeCouponCodes {
    const KIND: &'static str = "coupon_codes";
}

/// How many codes are written in one transaction: tens of milliseconds on the one writer of SQLite.
const CODES: i64 = 5_000;

/// Asks for codes of a held campaign, which a job makes.
pub async fn begin_coupon_codes(
    store: &mut dyn CouponJobStore,
    environment: &Environment,
    campaign: &CouponCampaign,
    count: u32,
    prefix: CouponPrefix,
) -> Result<CouponCampaign, CouponBatchError> {
    let (after, batch) = create_coupon_batch(store, environment, campaign, count, prefix).await?;
    let job = NewJob::now(environment, &MakeCouponCodes { batch: batch.id.value() });
    store.enqueue(&job.map_err(|error| StoreError::inconsistent("jobs", error))?).await?;
    Ok(after)
}

/// Makes the next codes of a batch. False when there are none left to make; whoever dies in between has made none of them.
pub async fn make_some_coupon_codes(
    store: &mut dyn CouponStore,
    environment: &Environment,
    payload: &MakeCouponCodes,
) -> Result<bool, StoreError> {
    let id = CouponBatchId::new(payload.batch);
    let Some(batch) = store.find_coupon_batch_for_change(id).await? else { return Ok(false) };
    let missing = (batch.wanted - batch.made).min(CODES);
    if missing <= 0 {
        return Ok(false);
    }
    let codes: Vec<CouponCode> =
        (0..missing).map(|_| CouponCode::generate(environment, &batch.prefix)).collect();
    // One in 2^64 may be there already, and is made anew.
    let added = store.insert_coupon_codes(&batch, &codes).await?;
    Ok(batch.made + added < batch.wanted)
}

//! Makes codes of coupons, piece by piece. Whatever piece a run ends at, the next run goes on there.

use async_trait::async_trait;
use regulars_flows::{MakeCouponCodes, make_some_coupon_codes};
use regulars_jobs::JobPayload;
use regulars_persistence::Database;

use crate::work::{JobFailure, JobHandler, JobWork};

/// How many pieces are done before the merchant's other jobs have their turn.
const TURNS: usize = 50;

/// Makes codes of coupons.
pub struct CouponCodeHandler {
    /// Where they are.
    pub database: Database,
}

#[async_trait]
impl JobHandler for CouponCodeHandler {
    fn kind(&self) -> &'static str {
        MakeCouponCodes::KIND
    }

    async fn run(&self, work: &JobWork) -> Result<(), JobFailure> {
        let payload: MakeCouponCodes =
            work.job.payload().map_err(|error| JobFailure::Permanent { error: error.to_string() })?;
        for _ in 0..TURNS {
            let (payload, environment) = (payload.clone(), work.environment.clone());
            let goes_on = self
                .database
                .write(work.scope, move |tx| {
                    Box::pin(async move { make_some_coupon_codes(tx, &environment, &payload).await })
                })
                .await
                .map_err(JobFailure::from)?;
            if !goes_on {
                return Ok(());
            }
        }
        let error = "there are more codes".to_owned();
        Err(JobFailure::Postpone { pause: chrono::Duration::zero(), error })
    }
}

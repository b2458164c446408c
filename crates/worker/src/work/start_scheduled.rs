//! Starts newsletters whose scheduled instant has come.

use std::sync::{Arc, PoisonError};

use chrono::Duration;
use regulars_kernel::StoreError;
use regulars_newsletters::CampaignReads;

use crate::engine::{Engine, MerchantWork};

/// How long a newsletter is left alone that could not be started.
const POSTPONED: Duration = Duration::minutes(1);

/// Starts a merchant's newsletters whose instant has come, and tells how many.
pub(crate) async fn start_scheduled(engine: &Arc<Engine>, work: &MerchantWork) -> Result<u64, StoreError> {
    let Some(starter) = &engine.scheduled else { return Ok(0) };
    let merchant_now = work.environment.now();
    let due = engine.database.read(work.scope, async move |tx| tx.scheduled_by(merchant_now).await).await?;
    let mut started = 0;
    for newsletter in due {
        let now = engine.environment.now();
        let postponed = {
            let mut postponed = engine.postponed.lock().unwrap_or_else(PoisonError::into_inner);
            postponed.retain(|_, until| now < *until);
            postponed.contains_key(&newsletter)
        };
        if postponed {
            continue;
        }
        match starter.start(work.scope, &work.environment, newsletter).await {
            Ok(()) => started += 1,
            Err(error) => {
                tracing::error!(%newsletter, %error, "a scheduled newsletter could not be started");
                let mut postponed = engine.postponed.lock().unwrap_or_else(PoisonError::into_inner);
                postponed.insert(newsletter, now + POSTPONED);
            }
        }
    }
    Ok(started)
}

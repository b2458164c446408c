//! The dispatch of newsletters that are being sent.

mod capture;
mod commit;
mod coordinator;
mod line;
mod outcome;
mod prepare;
mod refusals;

use std::sync::Arc;

use regulars_kernel::{NewsletterId, StoreError};
use regulars_newsletters::{CampaignReads, CampaignStore, DeliveryStore, Pause, PauseReason};

use crate::engine::{Engine, MerchantWork};
use crate::work::settle_quota;
use prepare::{Readiness, prepare};

/// How a turn of one newsletter went.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slice {
    /// How many deliveries have moved on.
    pub(crate) progress: u64,
    /// Whether the relay could not be used.
    pub(crate) relay_failed: bool,
    /// What the relay said, if it said for good that it does not serve us.
    pub(crate) turned_away: Option<Pause>,
    /// What the relay said, if it has put off everything for a while.
    pub(crate) defers: Option<Pause>,
}

/// Gives each newsletter of a merchant one turn, the oldest first, and tells how many deliveries have moved on.
pub(crate) async fn dispatch_merchant(engine: &Arc<Engine>, work: &MerchantWork) -> Result<u64, StoreError> {
    let now = work.environment.now();
    let due = engine.database.read(work.scope, async move |tx| tx.dispatchable(now).await).await?;
    let mut progress = 0;
    for newsletter in due {
        if engine.is_stopping() {
            break;
        }
        progress += dispatch_newsletter(engine, work, newsletter).await?;
    }
    Ok(progress)
}

/// Pauses a newsletter by itself. Its owner reads why.
async fn pause(
    engine: &Arc<Engine>,
    work: &MerchantWork,
    newsletter: NewsletterId,
    why: Pause,
) -> Result<u64, StoreError> {
    let (merchant, reason) = (work.scope.merchant(), why.reason.as_str());
    tracing::warn!(%newsletter, %merchant, reason, "a newsletter has paused");
    let now = work.environment.now();
    engine
        .database
        .write(work.scope, move |tx| Box::pin(async move { tx.hold(newsletter, &why, now).await }))
        .await?;
    Ok(1)
}

/// How often in a row a relay says so before the newsletter pauses. What is put off may be taken in a minute, which is the
/// longest that such a relay is left alone.
const fn enough_of(reason: PauseReason) -> u32 {
    if matches!(reason, PauseReason::RelayDefers) { 60 } else { refusals::IN_A_ROW }
}

async fn dispatch_newsletter(
    engine: &Arc<Engine>,
    work: &MerchantWork,
    newsletter: NewsletterId,
) -> Result<u64, StoreError> {
    let slice = match prepare(engine, work, newsletter).await? {
        Readiness::Gone => return Ok(0),
        // Nothing of it can leave as it stands; a person must look at it.
        Readiness::Broken(why) => return pause(engine, work, newsletter, why).await,
        Readiness::Sandbox(renderer) => capture::capture_slice(engine, work, &renderer).await?,
        Readiness::Live(renderer, resumed_from) => {
            let Some(route) = engine.routes.route(work.scope.merchant()) else {
                let why = Pause { reason: PauseReason::NoMailRelay, detail: None };
                return pause(engine, work, newsletter, why).await;
            };
            if engine.backoff.holds(&route.name, engine.environment.now()) {
                return Ok(0);
            }
            let name = Arc::clone(&route.name);
            let slice = coordinator::send_slice(engine, work, renderer, route, resumed_from).await?;
            if slice.relay_failed {
                let said = slice.turned_away.clone().or_else(|| slice.defers.clone());
                let times = engine.backoff.failed(&name, said.is_some(), engine.environment.now());
                if let Some(why) = said.filter(|said| times >= enough_of(said.reason)) {
                    pause(engine, work, newsletter, why).await?;
                }
            } else if slice.progress > 0 {
                engine.backoff.succeeded(&name);
            }
            slice
        }
    };
    let environment = work.environment.clone();
    let finished = engine
        .database
        .write(work.scope, move |tx| {
            Box::pin(async move {
                let finished = tx.finish(newsletter, environment.now()).await?;
                settle_quota(tx, &environment, newsletter).await?;
                Ok::<_, StoreError>(finished)
            })
        })
        .await?;
    if finished {
        tracing::info!(%newsletter, merchant = %work.scope.merchant(), "a newsletter has been sent");
    }
    Ok(slice.progress + u64::from(finished))
}

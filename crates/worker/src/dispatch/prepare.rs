//! Makes a newsletter ready to be sent: read, and compiled once.

use std::sync::Arc;

use regulars_identity::{IdentityReads, MerchantMode};
use regulars_kernel::{NewsletterId, StoreError};
use regulars_newsletters::{CampaignReads, NewsletterState, Pause, PauseReason};

use crate::engine::{Engine, MerchantWork};
use crate::rendering::{Renderer, compile};

/// From how many recipients on the database is told of a newsletter.
const LARGE: u32 = 2_000;

/// Whether a newsletter can be sent.
pub(super) enum Readiness {
    /// It is no longer being sent.
    Gone,
    /// It cannot be sent as it stands.
    Broken(Pause),
    /// Its messages are captured.
    Sandbox(Arc<Renderer>),
    /// Its messages leave. It was resumed from such a pause of its own.
    Live(Arc<Renderer>, Option<PauseReason>),
}

pub(super) async fn prepare(
    engine: &Arc<Engine>,
    work: &MerchantWork,
    newsletter: NewsletterId,
) -> Result<Readiness, StoreError> {
    let (merchant, campaign) = engine
        .database
        .read(work.scope, async move |tx| {
            let merchant = tx.own_merchant().await?;
            Ok::<_, StoreError>((merchant, tx.campaign(newsletter).await?))
        })
        .await?;
    let Some(campaign) = campaign.filter(|campaign| campaign.state == NewsletterState::Sending) else {
        return Ok(Readiness::Gone);
    };
    let (mode, recipients, resumed_from) = (merchant.mode, campaign.recipients, campaign.resumed_from);
    let key = (merchant.id, newsletter);
    let edited = (campaign.updated_at, merchant.updated_at);
    let renderer = match engine.compiled.find(key, edited) {
        Some(renderer) => renderer,
        None => {
            if recipients >= LARGE {
                notice(engine).await;
            }
            let signer = Arc::clone(&engine.signer);
            let public_url = engine.settings.public_url.clone();
            let compiling =
                tokio::task::spawn_blocking(move || compile(&merchant, &campaign, &public_url, signer));
            match compiling.await.map_err(|error| StoreError::Defect(error.into()))? {
                Ok(renderer) => {
                    let renderer = Arc::new(renderer);
                    engine.compiled.keep(key, edited, &renderer);
                    renderer
                }
                Err(why) => return Ok(Readiness::Broken(why)),
            }
        }
    };
    Ok(match mode {
        MerchantMode::Live => Readiness::Live(renderer, resumed_from),
        MerchantMode::Sandbox => Readiness::Sandbox(renderer),
    })
}

/// It is slow and not wrong without it.
async fn notice(engine: &Arc<Engine>) {
    if let Err(error) = engine.database.notice_new_deliveries().await {
        tracing::warn!(%error, "the database could not be told of a new newsletter");
    }
}

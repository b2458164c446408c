//! Makes a newsletter ready to be sent: read, and compiled once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use regulars_flows::{link_origin, link_tracking, merchant_profile};
use regulars_identity::{IdentityStore, Merchant, MerchantMode};
use regulars_kernel::{Instant, MerchantId, NewsletterId, StoreError};
use regulars_newsletters::{
    Block, Campaign, CampaignStore, CompiledNewsletter, ImageSource, LinkSigner, MediaUrls, NewsletterState,
};

use super::renderer::{Renderer, RendererParts};
use super::sender::sender_of;
use crate::engine::{Engine, MerchantWork};

/// How many compiled newsletters are kept.
const KEPT: usize = 64;

/// From how many recipients on the database is told of a newsletter.
const LARGE: u32 = 2_000;

/// Whether a newsletter can be sent.
pub(super) enum Readiness {
    /// It is no longer being sent.
    Gone,
    /// It cannot be sent as it stands.
    Broken(String),
    /// Its messages are captured.
    Sandbox(Arc<Renderer>),
    /// Its messages leave.
    Live(Arc<Renderer>),
}

/// Compiled newsletters, as they and their merchants were last edited.
#[derive(Default)]
pub(crate) struct CompiledCampaigns(Mutex<HashMap<(MerchantId, NewsletterId), Compiled>>);

struct Compiled {
    edited: (Instant, Instant),
    renderer: Arc<Renderer>,
}

impl CompiledCampaigns {
    fn compiled(&self) -> MutexGuard<'_, HashMap<(MerchantId, NewsletterId), Compiled>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, key: (MerchantId, NewsletterId), edited: (Instant, Instant)) -> Option<Arc<Renderer>> {
        let compiled = self.compiled();
        compiled
            .get(&key)
            .filter(|compiled| compiled.edited == edited)
            .map(|found| Arc::clone(&found.renderer))
    }

    fn keep(&self, key: (MerchantId, NewsletterId), edited: (Instant, Instant), renderer: &Arc<Renderer>) {
        let mut compiled = self.compiled();
        if compiled.len() >= KEPT {
            compiled.clear();
        }
        compiled.insert(key, Compiled { edited, renderer: Arc::clone(renderer) });
    }
}

pub(super) async fn prepare(
    engine: &Arc<Engine>,
    work: &MerchantWork,
    newsletter: NewsletterId,
) -> Result<Readiness, StoreError> {
    let (merchant, campaign) = engine
        .database
        .read(work.scope, move |tx| {
            Box::pin(async move {
                let merchant = tx.own_merchant().await?;
                Ok::<_, StoreError>((merchant, tx.campaign(newsletter).await?))
            })
        })
        .await?;
    let Some(campaign) = campaign.filter(|campaign| campaign.state == NewsletterState::Sending) else {
        return Ok(Readiness::Gone);
    };
    let (mode, recipients) = (merchant.mode, campaign.recipients);
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
            match compiling.await.unwrap_or_else(|error| Err(error.to_string())) {
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
        MerchantMode::Live => Readiness::Live(renderer),
        MerchantMode::Sandbox => Readiness::Sandbox(renderer),
    })
}

/// It is slow and not wrong without it.
async fn notice(engine: &Arc<Engine>) {
    if let Err(error) = engine.database.notice_new_deliveries().await {
        tracing::warn!(%error, "the database could not be told of a new newsletter");
    }
}

fn compile(
    merchant: &Merchant,
    campaign: &Campaign,
    public_url: &str,
    signer: Arc<dyn LinkSigner>,
) -> Result<Renderer, String> {
    let origin = link_origin(merchant, public_url);
    let (from, reply_to) = sender_of(merchant).ok_or("the merchant has no address to send from")?;
    let profile = merchant_profile(merchant, &|merchant, media| signer.media(merchant.id, &origin, media));
    let mut media = MediaUrls::new();
    for block in campaign.draft.content.blocks() {
        if let Block::Image { source: ImageSource::Media(id), .. } = block {
            let url = signer.media(merchant.id, &origin, *id);
            media.insert(*id, url.parse().map_err(|error| format!("the address of an image: {error}"))?);
        }
    }
    let compiled = CompiledNewsletter::compile(&campaign.draft, &profile, &campaign.template, &media)
        .map_err(|error| error.to_string())?;
    Renderer::new(RendererParts {
        compiled,
        merchant: merchant.id,
        merchant_name: merchant.name.as_str().to_owned(),
        newsletter: campaign.newsletter,
        origin,
        tracking: link_tracking(merchant),
        from,
        reply_to,
        signer,
    })
}

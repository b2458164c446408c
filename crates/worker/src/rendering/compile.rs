//! Compiles a newsletter into what writes its messages.

use std::sync::Arc;

use regulars_channels::Mailbox;
use regulars_flows::{link_origin, merchant_profile};
use regulars_identity::Merchant;
use regulars_newsletters::{
    Block, Campaign, CompiledNewsletter, ImageSource, LinkSigner, Pause, PauseReason, References,
};

use super::renderer::{Renderer, RendererParts};
use super::sender::sender_of;

/// Compiles a newsletter as its merchant is now, or tells why it cannot be sent as it stands.
pub(crate) fn compile(
    merchant: &Merchant,
    campaign: &Campaign,
    public_url: &str,
    signer: Arc<dyn LinkSigner>,
) -> Result<Renderer, Pause> {
    let Some((from, reply_to)) = sender_of(merchant) else {
        return Err(Pause { reason: PauseReason::NoSender, detail: None });
    };
    compile_from(merchant, campaign, public_url, signer, (from, reply_to))
        .map_err(|why| Pause { reason: PauseReason::ContentMistakes, detail: Some(why) })
}

fn compile_from(
    merchant: &Merchant,
    campaign: &Campaign,
    public_url: &str,
    signer: Arc<dyn LinkSigner>,
    (from, reply_to): (Mailbox, Option<Mailbox>),
) -> Result<Renderer, String> {
    let origin = link_origin(merchant, public_url);
    let profile = merchant_profile(merchant, &|merchant, media| signer.media(merchant.id, &origin, media));
    let mut media = References::new();
    for block in campaign.draft.content.blocks() {
        if let Block::Image { source: ImageSource::Media(id), .. } = block {
            let url = signer.media(merchant.id, &origin, *id);
            media.insert(*id, url.parse().map_err(|error| format!("the address of an image: {error}"))?);
        }
    }
    let surveys = campaign.surveys.iter().cloned();
    let references = media.with_surveys(surveys.map(|survey| survey.asked_by(merchant.name.as_str())));
    let compiled = CompiledNewsletter::compile(&campaign.draft, &profile, &campaign.template, &references)
        .map_err(|error| error.to_string())?;
    Renderer::new(RendererParts {
        compiled,
        merchant: merchant.id,
        merchant_name: merchant.name.as_str().to_owned(),
        newsletter: campaign.newsletter,
        origin,
        tracking: merchant.tracking,
        from,
        reply_to,
        signer,
    })
}

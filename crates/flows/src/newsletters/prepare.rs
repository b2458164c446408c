//! Everything that a newsletter is compiled from.

use regulars_identity::Merchant;
use regulars_kernel::StoreError;
use regulars_newsletters::{
    CompileError, CompiledNewsletter, Draft, DraftingReads, MediaUrls, MerchantProfile, Newsletter,
    Recipient, Template, Warning, find_template, preflight,
};

use super::merchant_profile::{MediaAddress, merchant_profile};
use super::placeholder_links::PlaceholderLinks;

/// Everything that a newsletter is compiled from.
pub(super) struct Prepared {
    pub(super) draft: Draft,
    pub(super) merchant: MerchantProfile,
    pub(super) template: Template,
    pub(super) media: MediaUrls,
}

impl Prepared {
    /// Reads what the newsletter names.
    pub(super) async fn read(
        store: &mut dyn DraftingReads,
        merchant: &Merchant,
        newsletter: &Newsletter,
        media_address: &MediaAddress<'_>,
    ) -> Result<Self, StoreError> {
        let template = find_template(store, newsletter.template).await?;
        let known = store.known_media(&newsletter.content.media()).await?;
        Ok(Self {
            draft: newsletter.draft(),
            merchant: merchant_profile(merchant, media_address),
            template: template.map(|template| template.template).unwrap_or_default(),
            media: known
                .into_iter()
                .filter_map(|id| Some((id, media_address(merchant, id).parse().ok()?)))
                .collect(),
        })
    }

    /// What somebody should look at before it leaves.
    pub(super) fn warnings(&self, sample: &Recipient) -> Result<Vec<Warning>, CompileError> {
        let links = PlaceholderLinks { counted: true };
        preflight(&self.draft, &self.merchant, &self.template, &self.media, (sample, &links))
    }

    /// The newsletter, ready to be rendered.
    pub(super) fn compile(&self) -> Result<CompiledNewsletter, CompileError> {
        CompiledNewsletter::compile(&self.draft, &self.merchant, &self.template, &self.media)
    }
}

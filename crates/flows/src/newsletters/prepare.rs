//! Everything that a newsletter is compiled from.

use regulars_identity::Merchant;
use regulars_kernel::StoreError;
use regulars_newsletters::{
    CompileError, CompiledNewsletter, Draft, DraftingReads, MerchantProfile, Newsletter, Recipient,
    References, Template, Warning, find_template, named_attributes, preflight,
};

use super::merchant_profile::{MediaAddress, merchant_profile};
use super::placeholder_links::PlaceholderLinks;

/// Everything that a newsletter is compiled from.
pub(super) struct Prepared {
    pub(super) draft: Draft,
    pub(super) merchant: MerchantProfile,
    pub(super) template: Template,
    pub(super) references: References,
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
        let language = newsletter.locale.language();
        let surveys = store.survey_views(&newsletter.content.surveys(), language).await?;
        let draft = newsletter.draft();
        let attributes = store.known_attributes(&named_attributes(&draft)).await?;
        let name = merchant.name.as_str();
        let images = known.into_iter().filter_map(|id| Some((id, media_address(merchant, id).parse().ok()?)));
        Ok(Self {
            draft,
            merchant: merchant_profile(merchant, media_address),
            template: template.map(|template| template.template).unwrap_or_default(),
            references: images
                .collect::<References>()
                .with_surveys(surveys.into_iter().map(|survey| survey.asked_by(name)))
                .with_attributes(attributes)
                .with_attributes(newsletter.coupon_field()),
        })
    }

    /// What somebody should look at before it leaves.
    pub(super) fn warnings(&self, sample: &Recipient) -> Result<Vec<Warning>, CompileError> {
        let links = PlaceholderLinks { counted: true };
        preflight(&self.draft, &self.merchant, &self.template, &self.references, (sample, &links))
    }

    /// The newsletter, ready to be rendered.
    pub(super) fn compile(&self) -> Result<CompiledNewsletter, CompileError> {
        CompiledNewsletter::compile(&self.draft, &self.merchant, &self.template, &self.references)
    }
}

//! Shows a newsletter as one customer would get it.

use regulars_customers::{AttributeReads, CustomerReads};
use regulars_identity::IdentityReads;
use regulars_kernel::{CustomerId, Instant, NewsletterId, Personal, StoreError};
use regulars_newsletters::{
    CompileError, DraftingReads, MergeAttribute, MergePoints, MergeValue, Newsletter, Recipient, Rendered,
    Warning, named_attributes,
};

use super::merchant_profile::MediaAddress;
use super::placeholder_links::PlaceholderLinks;
use super::prepare::Prepared;
use super::recipient::{recipient_of, sample_recipient};
use super::sample_attributes::{sample_attributes, sample_coupon};

/// What a preview looks at.
pub trait PreviewReads: DraftingReads + IdentityReads + CustomerReads + AttributeReads {}

impl<Store: DraftingReads + IdentityReads + CustomerReads + AttributeReads + ?Sized> PreviewReads for Store {}

/// A newsletter as one customer would get it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsletterPreview {
    /// The message. Its links lead nowhere, except those in the content.
    pub message: Rendered,
    /// What somebody should look at before it leaves.
    pub warnings: Vec<Warning>,
}

/// For whom a newsletter is rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreviewFor {
    /// For somebody invented.
    Anybody,
    /// For a customer.
    Customer(CustomerId),
}

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
pub enum PreviewNewsletterError {
    /// The merchant has no such newsletter.
    #[error("there is no such newsletter")]
    UnknownNewsletter,
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The newsletter does not compile, which saving it should have found.
    #[error(transparent)]
    Compile(#[from] CompileError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A newsletter that has been read and is still to be rendered, which takes long for a large one.
pub struct PreparedPreview {
    prepared: Prepared,
    recipient: Recipient,
}

impl PreparedPreview {
    /// Renders the newsletter.
    pub fn render(&self) -> Result<NewsletterPreview, PreviewNewsletterError> {
        let warnings = self.prepared.warnings(&self.recipient)?;
        let links = PlaceholderLinks { counted: false };
        let message = self.prepared.compile()?.render(&self.recipient, &links);
        Ok(NewsletterPreview { message: message.map_err(CompileError::from)?, warnings })
    }
}

/// The recipient with what the newsletter names of the customer's points.
pub(super) async fn with_points(
    store: &mut (impl DraftingReads + ?Sized),
    newsletter: &Newsletter,
    mut recipient: Recipient,
    (customer, now): (CustomerId, Instant),
) -> Result<Recipient, StoreError> {
    let named = named_attributes(&newsletter.draft());
    let mut points = store.merge_points_of(&[customer], &named, now).await?;
    recipient.attributes.extend(points.remove(&customer).unwrap_or_default());
    Ok(recipient)
}

/// The recipient with the coupon that came with the newsletter, if the texts show it; else with what stands there instead.
pub(super) async fn with_coupon(
    store: &mut (impl DraftingReads + ?Sized),
    newsletter: &Newsletter,
    mut recipient: Recipient,
    customer: CustomerId,
    instead: Option<MergeValue>,
) -> Result<Recipient, StoreError> {
    let coupon = MergeAttribute::of_points(MergePoints::Coupon);
    if named_attributes(&newsletter.draft()).contains(&coupon) {
        let code = store.coupon_of_recipient(newsletter.id, customer).await?;
        let shown = code.map(|code| MergeValue::Text(Personal::new(code))).or(instead);
        recipient.attributes.extend(shown.map(|shown| (coupon, shown)));
    }
    Ok(recipient)
}

/// Reads what it takes to render a newsletter as somebody would get it.
pub async fn preview_newsletter(
    store: &mut dyn PreviewReads,
    id: NewsletterId,
    whom: PreviewFor,
    media_address: &MediaAddress<'_>,
    now: Instant,
) -> Result<PreparedPreview, PreviewNewsletterError> {
    let newsletter = store.find_newsletter(id).await?.ok_or(PreviewNewsletterError::UnknownNewsletter)?;
    let language = newsletter.locale.language();
    let recipient = match whom {
        PreviewFor::Anybody => sample_recipient(language, None, sample_attributes(store, &newsletter).await?),
        PreviewFor::Customer(customer) => {
            let record = store.find_customer(customer).await?;
            let record = record.ok_or(PreviewNewsletterError::UnknownCustomer)?;
            let known = recipient_of(&record.customer);
            let recipient = with_points(store, &newsletter, known, (customer, now)).await?;
            with_coupon(store, &newsletter, recipient, customer, Some(sample_coupon())).await?
        }
    };
    let merchant = store.own_merchant().await?;
    let prepared = Prepared::read(store, &merchant, &newsletter, media_address).await?;
    Ok(PreparedPreview { prepared, recipient })
}

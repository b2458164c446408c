//! Shows a newsletter in a browser as a customer got it.

use regulars_identity::Merchant;
use regulars_kernel::{CustomerId, Email, Instant, MediaId, MerchantId, NewsletterId, StoreError, Tracking};
use regulars_newsletters::{CompileError, DeliveryLinks, LinkOwner, LinkSigner, Recipient, Rendered};

use super::link_terms::link_origin;
use super::prepare::Prepared;
use super::preview_newsletter::{PreviewReads, with_coupon, with_points};
use super::recipient::recipient_of;

/// Why there is nothing to show.
#[derive(Debug, thiserror::Error)]
pub enum ViewNewsletterError {
    /// The newsletter was never sent, or the newsletter or the customer is gone.
    #[error("there is no such message")]
    UnknownMessage,
    /// The newsletter does not compile, which saving it should have found.
    #[error(transparent)]
    Compile(#[from] CompileError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A newsletter that has been read and is still to be rendered, which takes long for a large one.
pub struct PreparedView {
    prepared: Prepared,
    recipient: Recipient,
    merchant: MerchantId,
    origin: String,
    newsletter: NewsletterId,
    customer: CustomerId,
    address: Email,
    tracking: Tracking,
}

impl PreparedView {
    /// Renders the newsletter with the customer's own links, as the message had them.
    pub fn render(&self, signer: &dyn LinkSigner) -> Result<Rendered, ViewNewsletterError> {
        let owner = LinkOwner {
            merchant: self.merchant,
            origin: &self.origin,
            newsletter: self.newsletter,
            customer: Some(self.customer),
            address: &self.address,
        };
        let links = DeliveryLinks { signer, owner, tracking: self.tracking };
        Ok(self.prepared.compile()?.render(&self.recipient, &links).map_err(CompileError::from)?)
    }
}

/// Reads what it takes to show a newsletter to a customer. `public_url` is where merchants without a host of their own are
/// reached.
pub async fn view_newsletter(
    store: &mut dyn PreviewReads,
    signer: &dyn LinkSigner,
    public_url: &str,
    newsletter: NewsletterId,
    customer: CustomerId,
    now: Instant,
) -> Result<PreparedView, ViewNewsletterError> {
    let newsletter =
        store.find_newsletter(newsletter).await?.filter(|newsletter| newsletter.frozen_at.is_some());
    let newsletter = newsletter.ok_or(ViewNewsletterError::UnknownMessage)?;
    let record = store.find_customer(customer).await?.ok_or(ViewNewsletterError::UnknownMessage)?;
    let address = record.customer.email.clone().ok_or(ViewNewsletterError::UnknownMessage)?;
    let recipient = recipient_of(&record.customer);
    let recipient = with_points(store, &newsletter, recipient, (customer, now)).await?;
    let recipient = with_coupon(store, &newsletter, recipient, customer, None).await?;
    let merchant = store.own_merchant().await?;
    let origin = link_origin(&merchant, public_url);
    let media = |_: &Merchant, media: MediaId| signer.media(merchant.id, &origin, media);
    let prepared = Prepared::read(store, &merchant, &newsletter, &media).await?;
    Ok(PreparedView {
        prepared,
        recipient,
        merchant: merchant.id,
        tracking: merchant.tracking,
        origin,
        newsletter: newsletter.id,
        customer,
        address,
    })
}

//! Shows a newsletter in a browser as a customer got it.

use regulars_identity::Merchant;
use regulars_kernel::{CustomerId, MediaId, NewsletterId, StoreError};
use regulars_newsletters::{CompileError, DeliveryLinks, LinkOwner, LinkSigner, Rendered};

use super::link_terms::{link_origin, link_tracking};
use super::prepare::Prepared;
use super::preview_newsletter::PreviewStore;
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

/// Renders a newsletter with the customer's own links, as the message had them. `public_url` is where merchants without
/// a host of their own are reached.
pub async fn view_newsletter(
    store: &mut dyn PreviewStore,
    signer: &dyn LinkSigner,
    public_url: &str,
    newsletter: NewsletterId,
    customer: CustomerId,
) -> Result<Rendered, ViewNewsletterError> {
    let newsletter =
        store.find_newsletter(newsletter).await?.filter(|newsletter| newsletter.frozen_at.is_some());
    let newsletter = newsletter.ok_or(ViewNewsletterError::UnknownMessage)?;
    let record = store.find_customer(customer).await?.ok_or(ViewNewsletterError::UnknownMessage)?;
    let address = record.customer.email.clone().ok_or(ViewNewsletterError::UnknownMessage)?;
    let merchant = store.own_merchant().await?;
    let origin = link_origin(&merchant, public_url);
    let media = |_: &Merchant, media: MediaId| signer.media(merchant.id, &origin, media);
    let prepared = Prepared::read(store, &merchant, &newsletter, &media).await?;
    let owner = LinkOwner {
        merchant: merchant.id,
        origin: &origin,
        newsletter: newsletter.id,
        customer: Some(customer),
        address: &address,
    };
    let links = DeliveryLinks { signer, owner, tracking: link_tracking(&merchant) };
    let rendered = prepared.compile()?.render(&recipient_of(&record.customer), &links);
    Ok(rendered.map_err(CompileError::from)?)
}

//! Where the tracked links of a newsletter lead.

use regulars_identity::IdentityReads;
use regulars_kernel::{NewsletterId, StoreError};
use regulars_newsletters::{DraftingReads, content_links};

use super::merchant_profile::MediaAddress;
use super::prepare::Prepared;

/// What is read to follow a link.
pub trait LinkTargetReads: DraftingReads + IdentityReads {}

impl<Store: DraftingReads + IdentityReads> LinkTargetReads for Store {}

/// The addresses behind the links of a newsletter, the first at position one. None when there is no such newsletter, or
/// when it was never sent: then no message holds a link of it.
pub async fn link_targets(
    store: &mut dyn LinkTargetReads,
    id: NewsletterId,
    media_address: &MediaAddress<'_>,
) -> Result<Option<Vec<String>>, StoreError> {
    let Some(newsletter) = store.find_newsletter(id).await? else { return Ok(None) };
    if newsletter.frozen_at.is_none() {
        return Ok(None);
    }
    let merchant = store.own_merchant().await?;
    let prepared = Prepared::read(store, &merchant, &newsletter, media_address).await?;
    let links = content_links(&prepared.draft, &prepared.references);
    Ok(Some(links.into_iter().map(|link| link.url).collect()))
}

//! What links to cards need from a store.

use async_trait::async_trait;
use regulars_kernel::{CardLinkId, CustomerId, Instant, StoreError};

use super::link::CardLink;

/// The links to cards of one merchant's customers, as they are read.
#[async_trait]
pub trait CardLinkReads: Send {
    /// The link with that id, whether it holds or not.
    async fn find_card_link(&mut self, id: CardLinkId) -> Result<Option<CardLink>, StoreError>;
    /// Of the links of a customer that hold the one that was issued last.
    async fn card_link_of(&mut self, customer: CustomerId) -> Result<Option<CardLink>, StoreError>;
}

/// The links to cards of one merchant's customers.
#[async_trait]
pub trait CardLinkStore: CardLinkReads {
    /// Adds a link.
    async fn insert_card_link(&mut self, link: &CardLink) -> Result<(), StoreError>;
    /// Revokes every link of a customer, those among them that came with customers who were merged into this one.
    async fn revoke_card_links(&mut self, customer: CustomerId, now: Instant) -> Result<(), StoreError>;
}

//! What a store of reactions promises.

use async_trait::async_trait;
use regulars_kernel::{CustomerId, Email, Instant, NewsletterId, StoreError};

use super::Hit;

/// One merchant's records of how customers reacted to newsletters.
#[async_trait]
pub trait ReactionStore: Send {
    /// When the messages of a newsletter to these customers were settled, on the merchant's clock.
    async fn settled_messages(
        &mut self,
        newsletter: NewsletterId,
        customers: &[CustomerId],
    ) -> Result<Vec<(CustomerId, Instant)>, StoreError>;
    /// The address that the message of a newsletter to a customer was for.
    async fn address_of_message(
        &mut self,
        newsletter: NewsletterId,
        customer: CustomerId,
    ) -> Result<Option<Email>, StoreError>;
    /// Adds hits.
    async fn insert_hits(&mut self, hits: &[Hit]) -> Result<(), StoreError>;
    /// Notes that a customer unsubscribed through a newsletter. Once is enough: later ones change nothing. A newsletter
    /// that the merchant does not have is nothing to note.
    async fn note_unsubscribe(
        &mut self,
        newsletter: NewsletterId,
        customer: CustomerId,
        merchant_now: Instant,
    ) -> Result<(), StoreError>;
}

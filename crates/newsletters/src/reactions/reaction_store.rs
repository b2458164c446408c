//! What a store of reactions promises.

use async_trait::async_trait;
use regulars_kernel::{CustomerId, Instant, NewsletterId, Personal, StoreError, Tracking};

use super::{Burst, Hit, ReaderKey, ReaderMark};
use crate::delivery::key::DeliveryKey;

/// What may be recorded of the reactions to a newsletter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordedNewsletter {
    /// How much.
    pub tracking: Tracking,
    /// When its audience was frozen.
    pub frozen_at: Instant,
}

/// One merchant's records of how customers reacted to newsletters, as they are read.
#[async_trait]
pub trait ReactionReads: Send {
    /// What may be recorded of a newsletter. None when the merchant has none with that id, or it was never sent.
    async fn recorded_newsletter(
        &mut self,
        newsletter: NewsletterId,
    ) -> Result<Option<RecordedNewsletter>, StoreError>;
    /// When these messages of a newsletter were settled, on the merchant's clock.
    async fn settled_messages(
        &mut self,
        newsletter: NewsletterId,
        messages: &[DeliveryKey],
    ) -> Result<Vec<(DeliveryKey, Instant)>, StoreError>;
    /// Who of these customers may be named: those whose consent to profiling is granted.
    async fn who_may_be_profiled(&mut self, customers: &[CustomerId]) -> Result<Vec<CustomerId>, StoreError>;
    /// The marks that these customers have, of those who were named.
    async fn marks_of_named(
        &mut self,
        newsletter: NewsletterId,
        customers: &[CustomerId],
    ) -> Result<Vec<(CustomerId, ReaderMark)>, StoreError>;
    /// The address that a message of a newsletter was for, in the form in which addresses of its channel are compared.
    async fn address_of_message(
        &mut self,
        newsletter: NewsletterId,
        message: DeliveryKey,
    ) -> Result<Option<Personal<String>>, StoreError>;
}

/// One merchant's records of how customers reacted to newsletters.
#[async_trait]
pub trait ReactionStore: ReactionReads {
    /// The key of a newsletter's marks: `fresh`, which is kept, if it had none.
    async fn reader_key(
        &mut self,
        newsletter: NewsletterId,
        fresh: &ReaderKey,
        now: Instant,
    ) -> Result<ReaderKey, StoreError>;
    /// Destroys the key of a newsletter's marks.
    async fn destroy_reader_key(&mut self, newsletter: NewsletterId) -> Result<(), StoreError>;
    /// Adds hits.
    async fn insert_hits(&mut self, hits: &[Hit]) -> Result<(), StoreError>;
    /// Takes what was fetched shortly before a burst for the machine's.
    async fn take_for_machines(&mut self, bursts: &[Burst]) -> Result<(), StoreError>;
    /// Notes that a customer unsubscribed through a message of a newsletter, and over which channel that message came. Once
    /// is enough, since customers are counted: later ones change nothing, whatever the channel. A newsletter that the merchant
    /// does not have is nothing to note.
    async fn note_unsubscribe(
        &mut self,
        newsletter: NewsletterId,
        message: DeliveryKey,
        merchant_now: Instant,
    ) -> Result<(), StoreError>;
}

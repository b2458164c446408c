//! What the network needs from a store: a few calls, each of which is about one member or one card.

use async_trait::async_trait;
use regulars_kernel::{Instant, MemberId, StoreError};

use crate::{Card, CardNumber, Member};

/// Members and cards of the platform. There is no call that lists or searches members: whoever holds neither a card, as they are read.
#[async_trait]
pub trait NetworkReads: Send {
    /// The card with that number, whatever its status.
    async fn find_card(&mut self, number: &CardNumber) -> Result<Option<Card>, StoreError>;
    /// Every card of a member, the oldest first.
    async fn cards_of(&mut self, member: MemberId) -> Result<Vec<Card>, StoreError>;
    /// The member with that id.
    async fn find_member(&mut self, id: MemberId) -> Result<Option<Member>, StoreError>;
}

/// Members and cards of the platform. There is no call that lists or searches members: whoever holds neither a card
/// nor a member's id learns nothing.
#[async_trait]
pub trait NetworkStore: NetworkReads {
    /// Adds a member.
    async fn insert_member(&mut self, member: &Member) -> Result<(), StoreError>;
    /// Adds a card. False when its number is taken, and then nothing is changed.
    async fn insert_card(&mut self, card: &Card) -> Result<bool, StoreError>;
    /// Blocks an active card. False when there is no active card with that number.
    async fn block_card(&mut self, number: &CardNumber, now: Instant) -> Result<bool, StoreError>;
    /// Marks an active or blocked card as replaced by another one. False when there is no such card.
    async fn replace_card(
        &mut self,
        number: &CardNumber,
        replaced_by: &CardNumber,
        now: Instant,
    ) -> Result<bool, StoreError>;
}

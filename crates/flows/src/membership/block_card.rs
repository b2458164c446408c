//! Blocks a card, so that it does not identify its member any more.

use regulars_kernel::{Environment, StoreError};
use regulars_network::{Card, CardNumber, CardStatus};

use crate::membership::become_regular::refresh_cards;
use crate::membership::own_customer::card_of_own_customer;
use crate::membership::store::MembershipStore;

/// Why a card was not blocked.
#[derive(Debug, thiserror::Error)]
pub enum BlockCardError {
    /// There is no such card, or its member is no customer of the merchant.
    #[error("there is no such card")]
    UnknownCard,
    /// Another card has taken its place already.
    #[error("the card has been replaced")]
    AlreadyReplaced,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Blocks a card of one of the merchant's customers. A card that is blocked already stays as it is.
pub async fn block_card(
    store: &mut dyn MembershipStore,
    environment: &Environment,
    number: &CardNumber,
) -> Result<Card, BlockCardError> {
    let (card, record) = card_of_own_customer(store, number).await?.ok_or(BlockCardError::UnknownCard)?;
    match card.status {
        CardStatus::Blocked => return Ok(card),
        CardStatus::Replaced => return Err(BlockCardError::AlreadyReplaced),
        CardStatus::Active => {}
    }
    let now = environment.now();
    if !store.block_card(number, now).await? {
        // Another request blocked or replaced it just now.
        return Err(StoreError::Contended.into());
    }
    refresh_cards(store, environment, record, card.member).await?;
    Ok(Card { status: CardStatus::Blocked, updated_at: now, ..card })
}

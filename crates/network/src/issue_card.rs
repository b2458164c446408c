//! Issues a card to a member.

use regulars_kernel::{Environment, MemberId, MerchantId, StoreError};

use crate::{Card, CardNumber, NetworkStore};

/// How often a fresh number is drawn before the store is taken to be at fault. The range holds 10^11 numbers.
const DRAWS: usize = 8;

/// Why a card was not issued.
#[derive(Debug, thiserror::Error)]
pub enum IssueCardError {
    /// There is a card with that number already.
    #[error("the card number is taken")]
    NumberTaken,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Issues a card of `merchant` to `member`: one with the given number, or with a fresh one of the platform.
pub async fn issue_card(
    store: &mut dyn NetworkStore,
    environment: &Environment,
    merchant: MerchantId,
    member: MemberId,
    number: Option<CardNumber>,
) -> Result<Card, IssueCardError> {
    let now = environment.now();
    if let Some(number) = number {
        let card = Card::issued(number, member, merchant, now);
        return if store.insert_card(&card).await? { Ok(card) } else { Err(IssueCardError::NumberTaken) };
    }
    for _ in 0..DRAWS {
        let card = Card::issued(CardNumber::generate(environment), member, merchant, now);
        if store.insert_card(&card).await? {
            return Ok(card);
        }
    }
    Err(StoreError::inconsistent("cards", "every number that was drawn is taken").into())
}

//! Issues a card to a member.

use regulars_kernel::{Environment, MemberId, MerchantId, StoreError};

use crate::{Card, CardForm, CardNumber, NetworkStore};

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

/// A card that is to be issued.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewCard {
    /// The number of the card that is handed over. A fresh one is drawn where there is none.
    pub number: Option<CardNumber>,
    /// How it is issued, where that was said.
    pub form: Option<CardForm>,
}

impl NewCard {
    /// A card that is handed over.
    pub const fn plastic(number: CardNumber) -> Self {
        Self { number: Some(number), form: Some(CardForm::Plastic) }
    }

    /// How it is issued: what has a number already is a thing, unless somebody said otherwise.
    pub fn form(&self) -> CardForm {
        let usual = if self.number.is_some() { CardForm::Plastic } else { CardForm::Virtual };
        self.form.unwrap_or(usual)
    }
}

/// Issues a card of `merchant` to `member`: one with the given number, or with a fresh one of the platform.
pub async fn issue_card(
    store: &mut dyn NetworkStore,
    environment: &Environment,
    merchant: MerchantId,
    member: MemberId,
    new: NewCard,
) -> Result<Card, IssueCardError> {
    let (now, form) = (environment.now(), new.form());
    if let Some(number) = new.number {
        let card = Card::issued(number, form, member, merchant, now);
        return if store.insert_card(&card).await? { Ok(card) } else { Err(IssueCardError::NumberTaken) };
    }
    for _ in 0..DRAWS {
        let card = Card::issued(CardNumber::generate(environment), form, member, merchant, now);
        if store.insert_card(&card).await? {
            return Ok(card);
        }
    }
    Err(StoreError::inconsistent("cards", "every number that was drawn is taken").into())
}

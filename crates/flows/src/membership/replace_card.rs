//! Replaces a card by another one of the same member.

use regulars_customers::CustomerRecord;
use regulars_kernel::{Environment, Scope, StoreError};
use regulars_network::{Card, CardNumber, CardStatus, IssueCardError, NewCard, issue_card};

use crate::membership::become_regular::become_regular;
use crate::membership::own_customer::card_of_own_customer;
use crate::membership::store::MembershipStore;

/// A card that has been replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplacedCard {
    /// The card that does not identify any more.
    pub old: Card,
    /// The card in its place.
    pub new: Card,
    /// The customer who holds it.
    pub customer: CustomerRecord,
}

/// Why a card was not replaced.
#[derive(Debug, thiserror::Error)]
pub enum ReplaceCardError {
    /// There is no such card, or its member is no customer of the merchant.
    #[error("there is no such card")]
    UnknownCard,
    /// Another card has taken its place already.
    #[error("the card has been replaced")]
    AlreadyReplaced,
    /// There is a card with the new number already.
    #[error("the card number is taken")]
    CardTaken,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<IssueCardError> for ReplaceCardError {
    fn from(error: IssueCardError) -> Self {
        match error {
            IssueCardError::NumberTaken => Self::CardTaken,
            IssueCardError::Store(error) => Self::Store(error),
        }
    }
}

/// Replaces an active or blocked card of one of the merchant's customers. The new card is the merchant's own, so its
/// holder is a regular of the merchant afterwards. A fresh number is issued when none is given, in the form of the old card
/// unless another one is.
pub async fn replace_card(
    store: &mut dyn MembershipStore,
    environment: &Environment,
    scope: Scope,
    number: &CardNumber,
    new: NewCard,
) -> Result<ReplacedCard, ReplaceCardError> {
    let (old, record) = card_of_own_customer(store, number).await?.ok_or(ReplaceCardError::UnknownCard)?;
    if old.status == CardStatus::Replaced {
        return Err(ReplaceCardError::AlreadyReplaced);
    }
    let member = old.member;
    let form = if new.number.is_some() { new.form } else { new.form.or(Some(old.form)) };
    let new = NewCard { form, ..new };
    let new = issue_card(store, environment, scope.merchant(), member, new).await?;
    let now = environment.now();
    if !store.replace_card(number, &new.number, now).await? {
        // Another request replaced it just now.
        return Err(StoreError::Contended.into());
    }
    let customer = become_regular(store, environment, record, member).await?;
    let replaced_by = Some(new.number.clone());
    let old = Card { status: CardStatus::Replaced, replaced_by, updated_at: now, ..old };
    Ok(ReplacedCard { old, new, customer })
}

//! Gives a member the merchant's own card, which makes the member its regular.

use regulars_customers::CustomerRecord;
use regulars_kernel::{CustomerId, Environment, MemberId, MerchantCalendar, Scope, StoreError};
use regulars_network::{Card, CardNumber, IssueCardError, NewCard, issue_card};

use crate::membership::become_regular::become_regular;
use crate::membership::meet_member::meet_member;
use crate::membership::store::MembershipStore;

/// The member who gets a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// The member behind one of the merchant's customers.
    Customer(CustomerId),
    /// The member who shows another card, whichever merchant issued it.
    Card(CardNumber),
}

/// The merchant's own card in a member's hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignedCard {
    /// The card.
    pub card: Card,
    /// The regular who holds it.
    pub customer: CustomerRecord,
}

/// Why a card was not assigned.
#[derive(Debug, thiserror::Error)]
pub enum AssignCardError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The card by which the member is named does not exist or does not identify anybody.
    #[error("the member's card does not identify anybody")]
    UnknownHolder,
    /// The customer is not a member, and must be enrolled first.
    #[error("the customer is not a member")]
    NotAMember,
    /// The card belongs to another member.
    #[error("the card number is taken")]
    CardTaken,
    /// The member holds the card, but another merchant issued it.
    #[error("the card was issued by another merchant")]
    NotOwnCard,
    /// The member holds the card, but it is blocked or replaced.
    #[error("the card is blocked or replaced")]
    NotActive,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<IssueCardError> for AssignCardError {
    fn from(error: IssueCardError) -> Self {
        match error {
            IssueCardError::NumberTaken => Self::CardTaken,
            IssueCardError::Store(error) => Self::Store(error),
        }
    }
}

/// Assigns the merchant's own card with that number to a member: a new card is issued by the merchant, and a card that
/// the merchant issued to this very member before is taken as it is. Either way the member is a regular of the merchant
/// afterwards; a member whom it did not know becomes its customer.
pub async fn assign_card(
    store: &mut dyn MembershipStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    scope: Scope,
    number: CardNumber,
    holder: Holder,
) -> Result<AssignedCard, AssignCardError> {
    let (record, member) = match holder {
        Holder::Customer(id) => member_customer(store, id).await?,
        Holder::Card(shown) => {
            let shown = store.find_card(&shown).await?.filter(|card| card.status.identifies());
            let member = shown.ok_or(AssignCardError::UnknownHolder)?.member;
            (meet_member(store, environment, calendar, scope, member).await?, member)
        }
    };
    let card = match store.find_card(&number).await? {
        None => issue_card(store, environment, scope.merchant(), member, NewCard::plastic(number)).await?,
        Some(card) if card.member != member => return Err(AssignCardError::CardTaken),
        Some(card) if card.issued_by != scope.merchant() => return Err(AssignCardError::NotOwnCard),
        Some(card) if !card.status.identifies() => return Err(AssignCardError::NotActive),
        Some(card) => card,
    };
    let customer = become_regular(store, environment, record, member).await?;
    Ok(AssignedCard { card, customer })
}

/// Issues another card of the merchant's own to the member behind a customer, who becomes its regular. A fresh number
/// is issued when none is given.
pub async fn issue_card_to_customer(
    store: &mut dyn MembershipStore,
    environment: &Environment,
    scope: Scope,
    id: CustomerId,
    new: NewCard,
) -> Result<AssignedCard, AssignCardError> {
    let (record, member) = member_customer(store, id).await?;
    let card = issue_card(store, environment, scope.merchant(), member, new).await?;
    let customer = become_regular(store, environment, record, member).await?;
    Ok(AssignedCard { card, customer })
}

async fn member_customer(
    store: &mut dyn MembershipStore,
    id: CustomerId,
) -> Result<(CustomerRecord, MemberId), AssignCardError> {
    let record = store.find_customer_for_change(id).await?.ok_or(AssignCardError::UnknownCustomer)?;
    let member = record.customer.member.ok_or(AssignCardError::NotAMember)?;
    Ok((record, member))
}

//! Turns a customer who is not a member into a member and a regular.

use regulars_customers::CustomerRecord;
use regulars_kernel::{CustomerId, Environment, Scope, StoreError};
use regulars_network::{IssueCardError, NewCard, issue_card};

use crate::membership::become_regular::become_regular;
use crate::membership::member_data::member_of_customer;
use crate::membership::register_member::RegisteredMember;
use crate::membership::store::MembershipStore;

/// Why a customer was not enrolled.
#[derive(Debug, thiserror::Error)]
pub enum EnrollCustomerError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The customer is a member already.
    #[error("the customer is a member already")]
    AlreadyMember,
    /// There is a card with that number already.
    #[error("the card number is taken")]
    CardTaken,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<IssueCardError> for EnrollCustomerError {
    fn from(error: IssueCardError) -> Self {
        match error {
            IssueCardError::NumberTaken => Self::CardTaken,
            IssueCardError::Store(error) => Self::Store(error),
        }
    }
}

/// Registers the customer in the network with what is known about it. The record keeps its id and becomes `regular`.
/// A fresh card is issued when no number is given.
pub async fn enroll_customer(
    store: &mut dyn MembershipStore,
    environment: &Environment,
    scope: Scope,
    id: CustomerId,
    card: NewCard,
) -> Result<RegisteredMember, EnrollCustomerError> {
    let record = store.find_customer_for_change(id).await?.ok_or(EnrollCustomerError::UnknownCustomer)?;
    if record.customer.member.is_some() {
        return Err(EnrollCustomerError::AlreadyMember);
    }
    let member = member_of_customer(&record.customer, scope.merchant(), environment);
    store.insert_member(&member).await?;
    let card = issue_card(store, environment, scope.merchant(), member.id, card).await?;
    let customer: CustomerRecord = become_regular(store, environment, record, member.id).await?;
    Ok(RegisteredMember { member: member.id, card, customer })
}

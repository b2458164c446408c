//! A member shows a card at a merchant.

use regulars_customers::{
    CreateCustomerError, CustomerRecord, NewCustomer, NewMemberCustomer, create_member_customer,
};
use regulars_kernel::{Environment, MemberId, MerchantCalendar, Scope, StoreError};
use regulars_network::CardNumber;

use crate::membership::store::MembershipStore;

/// The merchant's customer who is that member, read for change. A member whom the merchant does not know yet becomes a
/// customer of type `member` without any personal data.
pub async fn meet_member(
    store: &mut dyn MembershipStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    scope: Scope,
    member: MemberId,
) -> Result<CustomerRecord, StoreError> {
    if let Some(record) = store.find_customer_of_member_for_change(member).await? {
        return Ok(record);
    }
    let cards: Vec<CardNumber> = store
        .cards_of(member)
        .await?
        .into_iter()
        .filter(|card| card.status.identifies())
        .map(|card| card.number)
        .collect();
    let new = NewMemberCustomer { member, regular: false, cards, details: NewCustomer::default() };
    match create_member_customer(store, environment, calendar, scope, new).await {
        Ok(record) => Ok(record),
        Err(CreateCustomerError::Store(error)) => Err(error),
        // Another request met the member in the meantime.
        Err(CreateCustomerError::MemberTaken) => store
            .find_customer_of_member_for_change(member)
            .await?
            .ok_or_else(|| StoreError::inconsistent("customers", "that of a member vanished")),
        Err(impossible) => Err(StoreError::inconsistent("customers", impossible)),
    }
}

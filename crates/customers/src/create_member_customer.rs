//! Adds a customer who is a member of the network.

use regulars_kernel::{CustomerType, Environment, MemberId, MerchantCalendar, Scope};
use regulars_network::CardNumber;

use crate::create_customer::insert;
use crate::{CreateCustomerError, Customer, CustomerRecord, CustomerStore, NewCustomer};

/// A member who becomes a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMemberCustomer {
    /// The member.
    pub member: MemberId,
    /// Whether the customer is a regular from now on. Otherwise it is a member whom the till has met.
    pub regular: bool,
    /// Numbers of the member's active cards.
    pub cards: Vec<CardNumber>,
    /// What the merchant may know about the person: nothing about a member whom the till has just met.
    pub details: NewCustomer,
}

/// Adds the merchant's record of a member. The platform has the member's consent, so no statement of the merchant is
/// needed.
///
/// Another request may have added the record meanwhile: then the error is `MemberTaken`, the transaction can go on, and
/// the caller can read the record that is there.
pub async fn create_member_customer(
    store: &mut dyn CustomerStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    scope: Scope,
    new: NewMemberCustomer,
) -> Result<CustomerRecord, CreateCustomerError> {
    let (customer, assigned) = new.details.into_customer(environment, calendar, scope)?;
    let customer = Customer { member: Some(new.member), customer_type: CustomerType::Member, ..customer };
    let customer = if new.regular { customer.as_regular(environment.now()) } else { customer };
    insert(store, environment, customer, assigned, new.cards).await
}

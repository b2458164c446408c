//! Makes a member's customer a regular of the merchant.

use regulars_customers::{Customer, CustomerRecord, Written, search_text};
use regulars_kernel::{CustomerType, Environment, MemberId, StoreError};
use regulars_network::{Card, CardNumber};

use crate::membership::member_data::completed;
use crate::membership::store::MembershipStore;

/// Makes the customer, who must be a member, a regular from now on; one who is a regular already stays so since then.
/// A member's data appear when it becomes a regular: the record is completed from the network where it is empty.
/// `record` must have been read for change in this transaction. The record's cards are read anew.
pub async fn become_regular(
    store: &mut dyn MembershipStore,
    environment: &Environment,
    record: CustomerRecord,
    member: MemberId,
) -> Result<CustomerRecord, StoreError> {
    if record.customer.customer_type == CustomerType::Regular {
        return refresh_cards(store, environment, record, member).await;
    }
    let before = record.clone();
    let known = store
        .find_member(member)
        .await?
        .ok_or_else(|| StoreError::inconsistent("members", "that of a customer does not exist"))?;
    let customer = completed(record.customer.as_regular(environment.now()), &known);
    let customer = Customer { member: Some(member), ..customer };
    write_with_cards(store, environment, &before, CustomerRecord { customer, ..record }, member).await
}

/// Writes the customer with the cards that the member has now.
pub(crate) async fn refresh_cards(
    store: &mut dyn MembershipStore,
    environment: &Environment,
    record: CustomerRecord,
    member: MemberId,
) -> Result<CustomerRecord, StoreError> {
    let before = record.clone();
    write_with_cards(store, environment, &before, record, member).await
}

async fn write_with_cards(
    store: &mut dyn MembershipStore,
    environment: &Environment,
    before: &CustomerRecord,
    record: CustomerRecord,
    member: MemberId,
) -> Result<CustomerRecord, StoreError> {
    let cards = active_numbers(store.cards_of(member).await?);
    let customer = Customer { updated_at: environment.now(), ..record.customer };
    match store.update_customer(&customer, &search_text(&customer, &cards)).await? {
        Written::Done => {}
        Written::ExternalIdTaken | Written::MemberTaken => {
            return Err(StoreError::inconsistent(
                "customers",
                "unique values were taken although they stayed",
            ));
        }
    }
    let record = CustomerRecord { customer, cards, ..record };
    store.note_if(environment, record.note_updated(before)).await?;
    Ok(record)
}

fn active_numbers(cards: Vec<Card>) -> Vec<CardNumber> {
    cards.into_iter().filter(|card| card.status.identifies()).map(|card| card.number).collect()
}

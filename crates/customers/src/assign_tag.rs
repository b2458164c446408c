//! Gives a customer one tag, or takes one away.

use regulars_kernel::{Change, CustomerId, Environment, Label, MerchantCalendar, StoreError, TagId};

use crate::{CustomerPatch, CustomerRecord, CustomerStore, Tag, UpdateCustomerError, fold, update_customer};

/// Why a customer did not get a tag, or was not freed of one.
#[derive(Debug, thiserror::Error)]
pub enum AssignTagError {
    /// The merchant has no such tag.
    #[error("there is no such tag")]
    UnknownTag,
    /// The customer could not be changed.
    #[error(transparent)]
    Customer(#[from] UpdateCustomerError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Gives the customer the tag. One who has it already stays as it is.
pub async fn assign_tag(
    store: &mut dyn CustomerStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    customer: CustomerId,
    tag: TagId,
) -> Result<CustomerRecord, AssignTagError> {
    let (record, tag) = both(store, customer, tag).await?;
    if has(&record, &tag) {
        return Ok(record);
    }
    let names = record.tags.into_iter().chain([tag.name]).collect();
    write(store, environment, calendar, customer, names).await
}

/// Takes the tag from the customer. One who does not have it stays as it is.
pub async fn take_tag(
    store: &mut dyn CustomerStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    customer: CustomerId,
    tag: TagId,
) -> Result<CustomerRecord, AssignTagError> {
    let (record, tag) = both(store, customer, tag).await?;
    if !has(&record, &tag) {
        return Ok(record);
    }
    let names = record.tags.into_iter().filter(|name| !is_name_of(name, &tag)).collect();
    write(store, environment, calendar, customer, names).await
}

async fn both(
    store: &mut dyn CustomerStore,
    customer: CustomerId,
    tag: TagId,
) -> Result<(CustomerRecord, Tag), AssignTagError> {
    let record = store.find_customer_for_change(customer).await?;
    let record = record.ok_or(UpdateCustomerError::UnknownCustomer)?;
    let tag = store.find_tag(tag).await?.ok_or(AssignTagError::UnknownTag)?;
    Ok((record, tag))
}

fn is_name_of(name: &Label, tag: &Tag) -> bool {
    fold(name.as_str()) == fold(tag.name.as_str())
}

fn has(record: &CustomerRecord, tag: &Tag) -> bool {
    record.tags.iter().any(|name| is_name_of(name, tag))
}

async fn write(
    store: &mut dyn CustomerStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    customer: CustomerId,
    names: Vec<Label>,
) -> Result<CustomerRecord, AssignTagError> {
    let patch = CustomerPatch { tags: Change::Set(names), ..CustomerPatch::default() };
    Ok(update_customer(store, environment, calendar, customer, patch).await?)
}

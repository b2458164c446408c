//! Adds a customer who is not a member of the network.

use regulars_kernel::{
    BuyingRhythm, Environment, Label, MerchantCalendar, PurchaseTotals, Scope, StoreError,
};
use regulars_network::CardNumber;

use crate::{
    Assigned, Attributes, BirthDateOutOfRange, Customer, CustomerRecord, CustomerStore, FaultyAttribute,
    NewCustomer, ResolveAttributesError, ResolveTagsError, TooManyAttributes, Written, resolve_attributes,
    resolve_tags, search_text,
};

/// Why a customer was not added.
#[derive(Debug, thiserror::Error)]
pub enum CreateCustomerError {
    /// A person who is not a member is stored only with a statement that the merchant may do so.
    #[error("storing a person who is not a member needs the consent that the merchant holds")]
    DataConsentMissing,
    /// Nobody is born on that date.
    #[error(transparent)]
    BirthDate(#[from] BirthDateOutOfRange),
    /// Attributes do not fit their definitions.
    #[error("attributes do not fit their definitions")]
    Attributes(Vec<FaultyAttribute>),
    /// The customer would have too many attributes.
    #[error(transparent)]
    TooManyAttributes(#[from] TooManyAttributes),
    /// The merchant has no tags of these names.
    #[error("there are no tags of these names")]
    UnknownTags(Vec<Label>),
    /// There are more tags than a customer has.
    #[error("these are too many tags")]
    TooManyTags,
    /// Another customer of the merchant has that number.
    #[error("another customer has that external id")]
    ExternalIdTaken,
    /// The merchant has a customer for that member.
    #[error("the member is a customer already")]
    MemberTaken,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<ResolveTagsError> for CreateCustomerError {
    fn from(error: ResolveTagsError) -> Self {
        match error {
            ResolveTagsError::UnknownTags(names) => Self::UnknownTags(names),
            ResolveTagsError::TooManyTags => Self::TooManyTags,
            ResolveTagsError::Store(error) => Self::Store(error),
        }
    }
}

impl From<ResolveAttributesError> for CreateCustomerError {
    fn from(error: ResolveAttributesError) -> Self {
        match error {
            ResolveAttributesError::Faulty(faults) => Self::Attributes(faults),
            ResolveAttributesError::Store(error) => Self::Store(error),
        }
    }
}

/// Adds a customer who is not a member.
pub async fn create_customer(
    store: &mut dyn CustomerStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    scope: Scope,
    new: NewCustomer,
) -> Result<CustomerRecord, CreateCustomerError> {
    if new.data_consent.is_none() {
        return Err(CreateCustomerError::DataConsentMissing);
    }
    let (customer, assigned) = new.into_customer(environment, calendar, scope)?;
    insert(store, environment, customer, assigned, Vec::new()).await
}

/// Adds the record with its tags and attributes.
pub(crate) async fn insert(
    store: &mut dyn CustomerStore,
    environment: &Environment,
    customer: Customer,
    assigned: Assigned,
    cards: Vec<CardNumber>,
) -> Result<CustomerRecord, CreateCustomerError> {
    let tags = resolve_tags(store, assigned.tags).await?;
    let given = assigned.attributes.into_iter().map(|(key, value)| (key, Some(value))).collect();
    let attributes = Attributes::default().merged(resolve_attributes(store, given).await?)?;
    let customer = Customer { attributes, ..customer };
    match store.insert_customer(&customer, &search_text(&customer, &cards)).await? {
        Written::Done => {}
        Written::ExternalIdTaken => return Err(CreateCustomerError::ExternalIdTaken),
        Written::MemberTaken => return Err(CreateCustomerError::MemberTaken),
    }
    if !tags.is_empty() {
        let ids: Vec<_> = tags.iter().map(|tag| tag.id).collect();
        store.set_customer_tags(customer.id, &ids).await?;
    }
    if !customer.attributes.is_empty() {
        store.set_customer_attributes(customer.id, &customer.attributes).await?;
    }
    let tags = tags.into_iter().map(|tag| tag.name).collect();
    let record = CustomerRecord {
        customer,
        tags,
        cards,
        purchases: PurchaseTotals::default(),
        rfm: None,
        rhythm: BuyingRhythm::default(),
    };
    store.note(environment, record.note_created()).await?;
    Ok(record)
}

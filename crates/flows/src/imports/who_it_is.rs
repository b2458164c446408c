//! Which customer a row is about.

use regulars_consent::ContactAddress;
use regulars_customers::{CustomerRecord, KnownAgainBy};
use regulars_interchange::{Remark, RemarkCode};
use regulars_kernel::{Channel, CustomerId, KnownNames, Label, Personal, StoreError, fold};

use crate::imports::row_values::{Given, RowValues};
use crate::imports::store::ImportingStore;

/// How many customers may share an address that still says something about who a row is about. What more have is what somebody
/// types who has to type something.
pub const MOST_CARRIERS: usize = 100;

/// Which customer a row is about.
pub(crate) enum WhoItIs {
    /// This one.
    Customer(Box<CustomerRecord>),
    /// Perhaps this one, or somebody who shares the mailbox, the phone or the name.
    Perhaps(CustomerId),
    /// Nobody who is there.
    Nobody,
    /// Nobody can tell.
    Unclear(Remark),
}

/// Finds the customer by the id, the merchant's own number and the card, which each are one customer's.
pub(crate) async fn by_number(
    store: &mut dyn ImportingStore,
    values: &RowValues,
) -> Result<WhoItIs, StoreError> {
    if let Some(given) = &values.id {
        return by_id(store, values, given).await;
    }
    let by_number = match &values.external_id {
        Some(given) => store.find_by_external_id(&given.value).await?,
        None => None,
    };
    let by_card = match &values.card {
        None => None,
        Some(given) => {
            let holder = store.find_by_card(&given.value).await?.and_then(|holder| holder.customer);
            match holder {
                Some(customer) => Some(customer.id),
                None => {
                    let detail = "nobody among your customers has that card";
                    let remark =
                        Remark::of_cell(given.column, RemarkCode::UnknownCard, given.value.expose(), detail);
                    return Ok(WhoItIs::Unclear(remark));
                }
            }
        }
    };
    if let (Some(one), Some(other)) = (by_number, by_card)
        && one != other
    {
        let detail = "the external id is of one customer and the card of another";
        return Ok(WhoItIs::Unclear(Remark::of_row(RemarkCode::Conflicting, detail)));
    }
    match by_number.or(by_card) {
        Some(id) => certain(store, id).await,
        None => Ok(WhoItIs::Nobody),
    }
}

/// The customer with the id that an export has written, or whom that was merged into since. What else the row says of numbers
/// must not be somebody else's.
async fn by_id(
    store: &mut dyn ImportingStore,
    values: &RowValues,
    given: &Given<CustomerId>,
) -> Result<WhoItIs, StoreError> {
    let id = store.survivors_of(&[given.value]).await?.remove(&given.value).unwrap_or(given.value);
    let conflicting = |what: &str| {
        let detail = format!("the id is of one customer and the {what} of another");
        Ok(WhoItIs::Unclear(Remark::of_row(RemarkCode::Conflicting, detail)))
    };
    if let Some(number) = &values.external_id {
        let numbered = store.find_by_external_id(&number.value).await?;
        if numbered.is_some_and(|customer| customer != id) {
            return conflicting("external id");
        }
    }
    if let Some(card) = &values.card {
        let holder = store.find_by_card(&card.value).await?.and_then(|holder| holder.customer);
        if holder.is_none_or(|holder| holder.id != id) {
            return conflicting("card");
        }
    }
    match certain(store, id).await? {
        WhoItIs::Nobody => {
            let detail = "none of your customers has that id";
            let id = given.value.to_string();
            let remark = Remark::of_cell(given.column, RemarkCode::UnknownCustomer, &id, detail);
            Ok(WhoItIs::Unclear(remark))
        }
        found => Ok(found),
    }
}

/// Finds the customer by the e-mail address, else by the phone number, unless the names differ; else by what a person is known
/// again by.
pub(crate) async fn by_address(
    store: &mut dyn ImportingStore,
    values: &RowValues,
) -> Result<WhoItIs, StoreError> {
    let email = values.email.as_ref().map(|given| ContactAddress::of_email(&given.value));
    let phone = values.phone.as_ref().map(|given| ContactAddress::of_phone(&given.value));
    for (channel, address) in [(Channel::Email, email), (Channel::Sms, phone)] {
        let Some(address) = address else { continue };
        let carriers = store.customers_at(channel, &address).await?;
        if carriers.len() > MOST_CARRIERS {
            continue;
        }
        let mut records = store.find_customers(&carriers).await?;
        records.retain(|record| !has_other_number(values, record));
        let Some(first) = records.first().map(|record| record.customer.id) else { continue };
        let mut fitting = records.iter().filter(|record| names_agree(&values.names, &record.customer.names));
        return match (fitting.next(), fitting.next()) {
            (Some(record), None) => certain(store, record.customer.id).await,
            _ => Ok(WhoItIs::Perhaps(first)),
        };
    }
    same_person(store, values).await
}

/// The one customer who carries an address of the row and has its given and family name.
pub(crate) async fn by_address_and_names(
    store: &mut dyn ImportingStore,
    values: &RowValues,
) -> Result<WhoItIs, StoreError> {
    let (Some(first_name), Some(last_name)) = (&values.names.first_name, &values.names.last_name) else {
        return Ok(WhoItIs::Nobody);
    };
    let person = KnownAgainBy {
        first_name: first_name.clone(),
        last_name: last_name.clone(),
        birth_date: None,
        email: values.email.as_ref().map(|given| given.value.clone()),
        phone: values.phone.as_ref().map(|given| given.value.clone()),
    };
    let Some(id) = store.find_same_person(&person).await? else { return Ok(WhoItIs::Nobody) };
    match certain(store, id).await? {
        WhoItIs::Customer(record) if has_other_number(values, &record) => Ok(WhoItIs::Nobody),
        found => Ok(found),
    }
}

async fn certain(store: &mut dyn ImportingStore, id: CustomerId) -> Result<WhoItIs, StoreError> {
    let record = store.find_customer_for_change(id).await?;
    Ok(record.map_or(WhoItIs::Nobody, |record| WhoItIs::Customer(Box::new(record))))
}

/// Whether the number of the row was that of somebody who was merged into the customer, who has a number of its own.
pub(crate) async fn is_number_of_merged(
    store: &mut dyn ImportingStore,
    values: &RowValues,
    record: &CustomerRecord,
) -> Result<bool, StoreError> {
    match &values.external_id {
        Some(given) if has_other_number(values, record) => {
            Ok(store.find_by_external_id(&given.value).await? == Some(record.customer.id))
        }
        _ => Ok(false),
    }
}

/// Whether the merchant numbers the customer otherwise than the row: two numbers are two customers.
fn has_other_number(values: &RowValues, record: &CustomerRecord) -> bool {
    let numbers = (values.external_id.as_ref().map(|given| &given.value), &record.customer.external_id);
    matches!(numbers, (Some(one), Some(other)) if one != other)
}

/// Given names decide; where one of the two has none, family names do. Who marries keeps a given name.
fn names_agree(one: &KnownNames, other: &KnownNames) -> bool {
    let same = |one: &Option<Personal<Label>>, other: &Option<Personal<Label>>| {
        let pair = one.as_ref().zip(other.as_ref());
        pair.map(|(one, other)| fold(one.expose().as_str()) == fold(other.expose().as_str()))
    };
    let first = same(&one.first_name, &other.first_name);
    first.or_else(|| same(&one.last_name, &other.last_name)).unwrap_or(true)
}

/// What the row says that somebody is known again by besides addresses.
pub(crate) fn person_of(values: &RowValues) -> Option<KnownAgainBy> {
    let (first_name, last_name) = values.names.first_name.clone().zip(values.names.last_name.clone())?;
    let birth_date = Some(values.birth_date.as_ref()?.value.clone());
    Some(KnownAgainBy { first_name, last_name, birth_date, email: None, phone: None })
}

async fn same_person(store: &mut dyn ImportingStore, values: &RowValues) -> Result<WhoItIs, StoreError> {
    let Some(person) = person_of(values) else { return Ok(WhoItIs::Nobody) };
    let Some(id) = store.find_same_person(&person).await? else { return Ok(WhoItIs::Nobody) };
    let record = store.find_customer(id).await?.filter(|record| !has_other_number(values, record));
    Ok(record.map_or(WhoItIs::Nobody, |record| WhoItIs::Perhaps(record.customer.id)))
}

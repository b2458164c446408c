//! Takes rows in. Looking at rows and writing them is this one function: looking is writing that is undone.

use regulars_consent::LedgerAccess;
use regulars_customers::{AttributeDefinition, CreateCustomerError, CustomerRecord, UpdateCustomerError};
use regulars_interchange::{
    ColumnTarget, Disposition, Import, PossibleDuplicates, Remark, RemarkCode, RowResult, StagedRow,
};
use regulars_kernel::{CustomerId, Label, MerchantCalendar, Scope, StoreError};

use crate::customers::create_with_consent::create_customer_with_consent;
use crate::customers::update_with_consents::update_customer_with_consents;
use crate::imports::address_standings::write_standings;
use crate::imports::fill_customer::{change_of, new_customer};
use crate::imports::row_keys::RowKeys;
use crate::imports::row_values::RowValues;
use crate::imports::store::ImportingStore;
use crate::imports::values_of_row::{ReadingTerms, values_of_row};
use crate::imports::who_it_is::{WhoItIs, by_address, by_address_and_names, by_number, is_number_of_merged};

/// What taking rows in depends on besides the store.
#[derive(Clone, Copy)]
pub struct ImportTerms<'a> {
    /// How the ledger is written.
    pub recording: LedgerAccess<'a>,
    /// What "day" means to the merchant.
    pub calendar: &'a MerchantCalendar,
    /// The merchant.
    pub scope: Scope,
    /// The country in which its customers' phone numbers are local.
    pub country: Option<&'a str>,
}

/// What became of rows, and what each of them is known again by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenRows {
    /// What became of each.
    pub results: Vec<RowResult>,
    /// The keys with the numbers of their rows. They are noted already; who undoes the rest notes them anew.
    pub keys: Vec<(String, u64)>,
}

/// Takes rows in, in their order.
pub async fn import_rows(
    store: &mut dyn ImportingStore,
    terms: ImportTerms<'_>,
    import: &Import,
    rows: &[StagedRow],
) -> Result<TakenRows, StoreError> {
    let names_attributes =
        import.columns.iter().any(|column| matches!(column.target, Some(ColumnTarget::Attribute(_))));
    // Nobody changes a definition before these rows are written.
    let attributes = if names_attributes { store.hold_attributes().await? } else { Vec::new() };
    let mut taken = TakenRows::default();
    for row in rows {
        let (result, keys) = import_row(store, terms, import, &attributes, row).await?;
        let keys = keys.into_noted(row.number);
        store.note_keys(import.id, &keys).await?;
        taken.results.push(result);
        taken.keys.extend(keys);
    }
    Ok(taken)
}

/// What became of a row, before it is written down.
struct Fate {
    disposition: Disposition,
    customer: Option<CustomerId>,
    /// What later rows about the same are known by.
    keys: RowKeys,
}

impl Fate {
    fn left(disposition: Disposition, customer: Option<CustomerId>) -> Self {
        Self { disposition, customer, keys: RowKeys::default() }
    }
}

async fn import_row(
    store: &mut dyn ImportingStore,
    terms: ImportTerms<'_>,
    import: &Import,
    attributes: &[AttributeDefinition],
    row: &StagedRow,
) -> Result<(RowResult, RowKeys), StoreError> {
    let reading = ReadingTerms {
        calendar: terms.calendar,
        country: terms.country,
        options: &import.options,
        attributes,
    };
    let mut values = values_of_row(&reading, &import.columns, row);
    let fate = fate_of(store, terms, import, &mut values).await?;
    let Fate { disposition, customer, keys } = fate;
    let result =
        RowResult { number: row.number, disposition: Some(disposition), customer, remarks: values.remarks };
    Ok((result, keys))
}

async fn fate_of(
    store: &mut dyn ImportingStore,
    terms: ImportTerms<'_>,
    import: &Import,
    values: &mut RowValues,
) -> Result<Fate, StoreError> {
    if values.has_errors() {
        return Ok(Fate::left(Disposition::Error, None));
    }
    if !values.names_somebody() {
        let detail = "the row names nobody: it needs a number, a name, an e-mail address or a phone number";
        values.remarks.push(Remark::of_row(RemarkCode::Required, detail));
        return Ok(Fate::left(Disposition::Error, None));
    }
    let keys = RowKeys::of_row(import.revision, values);
    if let Some(earlier) = store.first_row_about(import.id, &keys.of_the_same()).await? {
        return Ok(repeated(values, earlier));
    }
    match by_number(store, values).await? {
        WhoItIs::Unclear(remark) => {
            values.remarks.push(remark);
            return Ok(Fate::left(Disposition::Error, None));
        }
        WhoItIs::Customer(record) => return meet(store, terms, import, values, *record, keys).await,
        WhoItIs::Perhaps(_) | WhoItIs::Nobody => {}
    }
    if let Some(earlier) = store.first_row_about(import.id, &keys.of_a_possible()).await? {
        // Whoever shares the address with an earlier row may still be somebody who was there before.
        if let WhoItIs::Customer(record) = by_address_and_names(store, values).await? {
            return meet(store, terms, import, values, *record, keys).await;
        }
        return perhaps(store, terms, import, values, keys, (format!("row {earlier}"), None)).await;
    }
    match by_address(store, values).await? {
        WhoItIs::Customer(record) => meet(store, terms, import, values, *record, keys).await,
        WhoItIs::Perhaps(customer) => {
            perhaps(store, terms, import, values, keys, ("a customer".to_owned(), Some(customer))).await
        }
        WhoItIs::Unclear(_) | WhoItIs::Nobody => create(store, terms, values, keys).await,
    }
}

/// The row may be about somebody who is there: it is left out, unless the merchant wants a customer of it all the same.
async fn perhaps(
    store: &mut dyn ImportingStore,
    terms: ImportTerms<'_>,
    import: &Import,
    values: &mut RowValues,
    keys: RowKeys,
    (who, customer): (String, Option<CustomerId>),
) -> Result<Fate, StoreError> {
    let detail = format!("{who} has the same e-mail address, phone number, or name and date of birth");
    values.remarks.push(Remark::of_row(RemarkCode::SamePerson, detail));
    match import.options.possible_duplicates {
        PossibleDuplicates::Create => create(store, terms, values, keys).await,
        PossibleDuplicates::Leave => Ok(Fate::left(Disposition::MayBeDuplicate, customer)),
    }
}

/// The row is about this customer, unless an earlier row is.
async fn meet(
    store: &mut dyn ImportingStore,
    terms: ImportTerms<'_>,
    import: &Import,
    values: &mut RowValues,
    record: CustomerRecord,
    keys: RowKeys,
) -> Result<Fate, StoreError> {
    let same = [RowKeys::of_id(import.revision, record.customer.id)];
    if let Some(earlier) = store.first_row_about(import.id, &same).await? {
        return Ok(repeated(values, earlier));
    }
    let keys = keys.with(RowKeys::of_customer(import.revision, &record.customer));
    if is_number_of_merged(store, values, &record).await? {
        // It was that of somebody who is this customer now, who keeps the own one.
        values.external_id = None;
    }
    update(store, terms, values, record, keys).await
}

fn repeated(values: &mut RowValues, earlier: u64) -> Fate {
    let detail = format!("row {earlier} is about the same customer");
    values.remarks.push(Remark::of_row(RemarkCode::Repeated, detail));
    Fate::left(Disposition::Skip, None)
}

async fn create(
    store: &mut dyn ImportingStore,
    terms: ImportTerms<'_>,
    values: &mut RowValues,
    keys: RowKeys,
) -> Result<Fate, StoreError> {
    let new = new_customer(values);
    let created =
        create_customer_with_consent(store, terms.recording, terms.calendar, terms.scope, new).await;
    let record = match created {
        Ok(record) => record,
        Err(CreateCustomerError::Store(error)) => return Err(error),
        Err(refused) => return refused_new(values, refused),
    };
    write_standings(store, terms.recording, record.customer.id, values).await?;
    Ok(Fate { disposition: Disposition::Create, customer: Some(record.customer.id), keys })
}

fn refused_new(values: &mut RowValues, refused: CreateCustomerError) -> Result<Fate, StoreError> {
    Ok(match refused {
        CreateCustomerError::DataConsentMissing => {
            let detail = "a new customer needs the statement that you may store the data: give `data_consent` for the \
                          whole file, or a column with its source";
            values.remarks.push(Remark::of_row(RemarkCode::Required, detail));
            Fate::left(Disposition::Error, None)
        }
        CreateCustomerError::BirthDate(error) => wrong_birth_date(values, &error.to_string()),
        CreateCustomerError::UnknownTags(names) => unknown_tags(values, &names),
        CreateCustomerError::TooManyTags => too_many(values, "tags"),
        CreateCustomerError::TooManyAttributes(_) => too_many(values, "attributes"),
        // The definitions are held since the row was read against them.
        CreateCustomerError::Attributes(_) => return Err(StoreError::Contended),
        CreateCustomerError::ExternalIdTaken | CreateCustomerError::MemberTaken => {
            return Err(StoreError::Contended);
        }
        CreateCustomerError::Store(error) => return Err(error),
    })
}

async fn update(
    store: &mut dyn ImportingStore,
    terms: ImportTerms<'_>,
    values: &mut RowValues,
    record: CustomerRecord,
    keys: RowKeys,
) -> Result<Fate, StoreError> {
    let id = record.customer.id;
    let change = change_of(values, &record);
    let changes = change.is_some();
    if let Some(patch) = change {
        let updated = update_customer_with_consents(store, terms.recording, terms.calendar, id, patch).await;
        match updated {
            Ok(_) => {}
            Err(UpdateCustomerError::BirthDate(error)) => {
                return Ok(wrong_birth_date(values, &error.to_string()));
            }
            Err(UpdateCustomerError::UnknownTags(names)) => return Ok(unknown_tags(values, &names)),
            Err(UpdateCustomerError::TooManyTags) => return Ok(too_many(values, "tags")),
            Err(UpdateCustomerError::TooManyAttributes(_)) => return Ok(too_many(values, "attributes")),
            // Somebody else was quicker: the row is looked at again.
            Err(
                UpdateCustomerError::UnknownCustomer
                | UpdateCustomerError::ExternalIdTaken
                | UpdateCustomerError::Attributes(_),
            ) => {
                return Err(StoreError::Contended);
            }
            Err(UpdateCustomerError::Store(error)) => return Err(error),
        }
    }
    let stands_otherwise = write_standings(store, terms.recording, id, values).await?;
    let disposition = if changes || stands_otherwise { Disposition::Update } else { Disposition::Unchanged };
    Ok(Fate { disposition, customer: Some(id), keys })
}

fn wrong_birth_date(values: &mut RowValues, detail: &str) -> Fate {
    let remark = match &values.birth_date {
        Some(given) => {
            Remark::of_cell(given.column, RemarkCode::Invalid, &given.value.expose().to_string(), detail)
        }
        None => Remark::of_row(RemarkCode::Invalid, detail),
    };
    values.remarks.push(remark);
    Fate::left(Disposition::Error, None)
}

fn unknown_tags(values: &mut RowValues, names: &[Label]) -> Fate {
    let column = values.tags.as_ref().map(|given| given.column);
    for name in names {
        let remark = Remark::of_cell(0, RemarkCode::UnknownTag, name.as_str(), "there is no such tag");
        values.remarks.push(Remark { column, ..remark });
    }
    Fate::left(Disposition::Error, None)
}

fn too_many(values: &mut RowValues, what: &str) -> Fate {
    let detail = format!("the customer would have too many {what}");
    values.remarks.push(Remark::of_row(RemarkCode::TooMany, detail));
    Fate::left(Disposition::Error, None)
}

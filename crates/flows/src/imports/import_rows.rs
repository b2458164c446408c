//! Takes rows in. Looking at rows and writing them is this one function: looking is writing that is undone.

use regulars_consent::{LedgerAccess, SaidOfCustomer};
use regulars_customers::{
    ChangeImage, CreateCustomerError, CustomerRecord, UpdateCustomerError, Vocabulary, tags_of,
};
use regulars_interchange::{
    Disposition, Import, ImportState, PossibleDuplicates, Remark, RemarkCode, RowResult, StagedRow,
};
use regulars_kernel::{Change, CustomerId, Label, MerchantCalendar, Scope, StoreError};

use crate::customers::create_with_consent::create_customer_with_consent;
use crate::customers::update_with_consents::update_customer_with_consents;
use crate::imports::address_standings::write_standings;
use crate::imports::fill_customer::{change_of, new_customer};
use crate::imports::read_ahead::{look_ahead_of, read_rows, revision_of_keys};
use crate::imports::refusals::{refuse_all_the_same, refuses_something};
use crate::imports::row_image::{AddressMarks, RowImage, is_readdressed};
use crate::imports::row_in_hand::RowInHand;
use crate::imports::row_keys::RowKeys;
use crate::imports::row_values::RowValues;
use crate::imports::store::ImportingStore;
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
    /// What rows have done to their customers, by the numbers of the rows. A row that was left out has none of its own: what it
    /// has done is what it refused.
    pub images: Vec<(u64, Option<CustomerId>, RowImage)>,
}

/// Takes rows in, in their order.
pub async fn import_rows(
    store: &mut dyn ImportingStore,
    terms: ImportTerms<'_>,
    import: &Import,
    rows: &[StagedRow],
) -> Result<TakenRows, StoreError> {
    let read = read_rows(store, terms, import, rows).await?;
    let keys = look_ahead_of(store, import, &read).await?.asked;
    store.look_for_keys(import.id, keys).await?;
    Box::pin(take_read_rows(store, terms, import, read)).await
}

/// Takes rows in that were read, and of which what they ask for was read ahead.
pub(crate) async fn take_read_rows(
    store: &mut dyn ImportingStore,
    terms: ImportTerms<'_>,
    import: &Import,
    read: Vec<(u64, RowValues)>,
) -> Result<TakenRows, StoreError> {
    let mut taken = TakenRows::default();
    for (number, mut values) in read {
        let row = RowInHand { number, import, revision: revision_of_keys(import) };
        let own = RowKeys::of_row(row.revision, &values);
        let mut fate = fate_of(store, terms, row, &mut values).await?;
        if fate.is_left() && refuses_something(&values) {
            let (keys, image) = refuse_all_the_same(store, terms.recording, row, &mut values).await?;
            fate = Fate { keys: fate.keys.with(keys), image, ..fate };
        }
        let is_left = fate.is_left();
        let Fate { disposition, customer, keys, image } = fate;
        if import.state == ImportState::Committing && keys.are_of_nobody() {
            // It may have been found otherwise when it was looked at.
            store.forget_keys_of_row(import.id, number, &own.every_form()).await?;
        }
        let keys = keys.into_noted(number);
        store.note_keys(import.id, &keys).await?;
        taken.images.extend(image.map(|image| (number, customer.filter(|_| !is_left), image)));
        let remarks = std::mem::take(&mut values.remarks);
        taken.results.push(RowResult {
            number,
            disposition: Some(disposition),
            customer,
            remarks,
            undo: None,
        });
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
    /// What was done.
    image: Option<RowImage>,
}

impl Fate {
    fn left(disposition: Disposition, customer: Option<CustomerId>) -> Self {
        Self { disposition, customer, keys: RowKeys::default(), image: None }
    }

    /// Whether the row has made nobody and met nobody.
    const fn is_left(&self) -> bool {
        matches!(self.disposition, Disposition::MayBeDuplicate | Disposition::Skip | Disposition::Error)
    }
}

async fn fate_of(
    store: &mut dyn ImportingStore,
    terms: ImportTerms<'_>,
    row: RowInHand<'_>,
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
    let keys = RowKeys::of_row(row.revision, values);
    if let Some(earlier) = row.earlier(store, &keys.of_the_same()).await? {
        return Ok(repeated(values, earlier));
    }
    match by_number(store, values).await? {
        WhoItIs::Unclear(remark) => {
            values.remarks.push(remark);
            return Ok(Fate::left(Disposition::Error, None));
        }
        WhoItIs::Customer(record) => return meet(store, terms, row, values, *record, keys).await,
        WhoItIs::Perhaps(_) | WhoItIs::Nobody => {}
    }
    if let Some(earlier) = row.earlier(store, &keys.of_a_possible()).await? {
        // Whoever shares the address with an earlier row may still be somebody who was there before.
        if let WhoItIs::Customer(record) = by_address_and_names(store, values).await? {
            return meet(store, terms, row, values, *record, keys).await;
        }
        return perhaps(store, terms, row, values, keys, (format!("row {earlier}"), None)).await;
    }
    match by_address(store, values).await? {
        WhoItIs::Customer(record) => meet(store, terms, row, values, *record, keys).await,
        WhoItIs::Perhaps(customer) => {
            perhaps(store, terms, row, values, keys, ("a customer".to_owned(), Some(customer))).await
        }
        WhoItIs::Unclear(_) | WhoItIs::Nobody => create(store, terms, row, values, keys).await,
    }
}

/// The row may be about somebody who is there: it is left out, unless the merchant wants a customer of it all the same.
async fn perhaps(
    store: &mut dyn ImportingStore,
    terms: ImportTerms<'_>,
    row: RowInHand<'_>,
    values: &mut RowValues,
    keys: RowKeys,
    (who, customer): (String, Option<CustomerId>),
) -> Result<Fate, StoreError> {
    let detail = format!("{who} has the same e-mail address, phone number, or name and date of birth");
    values.remarks.push(Remark::of_row(RemarkCode::SamePerson, detail));
    match row.import.options.possible_duplicates {
        PossibleDuplicates::Create => create(store, terms, row, values, keys).await,
        PossibleDuplicates::Leave => Ok(Fate::left(Disposition::MayBeDuplicate, customer)),
    }
}

/// The row is about this customer, unless an earlier row is.
async fn meet(
    store: &mut dyn ImportingStore,
    terms: ImportTerms<'_>,
    row: RowInHand<'_>,
    values: &mut RowValues,
    record: CustomerRecord,
    keys: RowKeys,
) -> Result<Fate, StoreError> {
    let same = [RowKeys::of_id(row.revision, record.customer.id)];
    if let Some(earlier) = row.earlier(store, &same).await? {
        return Ok(repeated(values, earlier));
    }
    let keys = keys.with(RowKeys::of_customer(row.revision, &record.customer));
    if is_number_of_merged(store, values, &record).await? {
        // It was that of somebody who is this customer now, who keeps the own one.
        values.external_id = None;
    }
    update(store, terms, row, values, record, keys).await
}

fn repeated(values: &mut RowValues, earlier: u64) -> Fate {
    let detail = format!("row {earlier} is about the same customer");
    values.remarks.push(Remark::of_row(RemarkCode::Repeated, detail));
    Fate::left(Disposition::Skip, None)
}

async fn create(
    store: &mut dyn ImportingStore,
    terms: ImportTerms<'_>,
    row: RowInHand<'_>,
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
    let (id, mut image) = (record.customer.id, RowImage::default());
    write_standings(store, terms.recording, row, id, values, &mut image).await?;
    Ok(Fate { disposition: Disposition::Create, customer: Some(id), keys, image: Some(image) })
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
    row: RowInHand<'_>,
    values: &mut RowValues,
    record: CustomerRecord,
    mut keys: RowKeys,
) -> Result<Fate, StoreError> {
    let id = record.customer.id;
    let change = change_of(values, &record);
    let changes = change.is_some();
    let mut image = RowImage::default();
    if let Some(patch) = change {
        let readdresses = patch.email != Change::Unchanged || patch.phone != Change::Unchanged;
        let said_before = if readdresses { store.find_subject(id).await? } else { None };
        let updated = update_customer_with_consents(store, terms.recording, terms.calendar, id, patch).await;
        match updated {
            Ok(after) => {
                image.fields = fields_changed(store, &record, &after).await?;
                keys = keys.with(RowKeys::of_change(row.revision, &record.customer, &after.customer));
                if let Some(before) = said_before
                    && is_readdressed(&record.customer, &after.customer)
                    && let Some(after) = store.find_subject(id).await?
                {
                    image.marks = Some(AddressMarks::of(&before));
                    image.say(SaidOfCustomer::between(&before, &after));
                }
            }
            Err(UpdateCustomerError::BirthDate(error)) => {
                return Ok(wrong_birth_date(values, &error.to_string()));
            }
            Err(UpdateCustomerError::Birthday(error)) => {
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
    let stands_otherwise = write_standings(store, terms.recording, row, id, values, &mut image).await?;
    let (disposition, image) = match changes || stands_otherwise {
        true => (Disposition::Update, Some(image)),
        false => (Disposition::Unchanged, None),
    };
    Ok(Fate { disposition, customer: Some(id), keys, image })
}

async fn fields_changed(
    store: &mut dyn ImportingStore,
    before: &CustomerRecord,
    after: &CustomerRecord,
) -> Result<ChangeImage, StoreError> {
    let tags = match before.tags == after.tags {
        true => Vec::new(),
        false => tags_of(store, &[], &[before.clone(), after.clone()]).await?,
    };
    let vocabulary = Vocabulary { tags, attributes: Vec::new() };
    ChangeImage::between(before, after, &vocabulary)
        .map_err(|error| StoreError::inconsistent("customers", error))
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

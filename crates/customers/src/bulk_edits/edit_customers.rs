//! Changes the next customers of a bulk edit, each under the rules of changing a single one.

use std::collections::HashMap;

use regulars_kernel::{CustomerId, Environment, MerchantCalendar, StoreError};

use crate::bulk_edits::changes::BulkChanges;
use crate::bulk_edits::edit::{BulkEdit, BulkEditState};
use crate::bulk_edits::image::ChangeImage;
use crate::bulk_edits::look_at_customers::after_changes;
use crate::bulk_edits::plan::patch_for;
use crate::bulk_edits::result::{BulkResult, Outcome, reason_of};
use crate::bulk_edits::store::BulkEditStore;
use crate::bulk_edits::vocabulary::{Vocabulary, tags_for};
use crate::{CustomerRecord, UpdateCustomerError, update_found_customer};

/// What became of a customer, and what was changed.
type Edited = (BulkResult, Option<ChangeImage>);

/// Changes at most so many customers behind the one whose turn was last. What is done to them and how far the edit is are one
/// transaction, so that nobody is changed twice. Behind the last one the edit is done.
pub async fn edit_customers(
    store: &mut dyn BulkEditStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    edit: BulkEdit,
    at_most: u32,
) -> Result<BulkEdit, StoreError> {
    let now = environment.now();
    let ids = store.customers_of_bulk_edit(edit.id, edit.at, at_most).await?;
    if ids.is_empty() {
        let done = BulkEdit { state: BulkEditState::Done, updated_at: now, ..edit };
        store.update_bulk_edit(&done).await?;
        return Ok(done);
    }
    // Nobody changes a definition before these customers are written.
    let attributes =
        if edit.changes.names_attributes() { store.hold_attributes().await? } else { Vec::new() };
    let records = store.find_customers_for_change(&ids).await?;
    let tags = tags_for(store, &edit.changes, &records).await?;
    let vocabulary = Vocabulary { tags, attributes };
    let mut found: HashMap<CustomerId, CustomerRecord> =
        records.into_iter().map(|record| (record.customer.id, record)).collect();
    let mut results = Vec::with_capacity(ids.len());
    for id in ids {
        let record = found.remove(&id);
        results.push(edit_one(store, environment, calendar, &edit.changes, &vocabulary, id, record).await?);
    }
    store.write_bulk_results(environment, edit.id, &results).await?;
    let results: Vec<BulkResult> = results.into_iter().map(|(result, _)| result).collect();
    let edit = edit.after(&results, now);
    store.update_bulk_edit(&edit).await?;
    Ok(edit)
}

async fn edit_one(
    store: &mut dyn BulkEditStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    changes: &BulkChanges,
    vocabulary: &Vocabulary,
    id: CustomerId,
    record: Option<CustomerRecord>,
) -> Result<Edited, StoreError> {
    let edited = try_one(store, environment, calendar, changes, vocabulary, record).await;
    let refused = |reason| (BulkResult::left(id, Outcome::Refused, reason), None);
    match edited {
        Ok(Ok(Some(image))) => Ok((BulkResult::of_image(id, Outcome::Changed, &image), Some(image))),
        Ok(Ok(None)) => Ok((BulkResult::unchanged(id), None)),
        Ok(Err(reason)) => Ok(refused(reason)),
        Err(error) => reason_of(error).map(refused),
    }
}

/// What was changed, nothing where the customer was so already, or why nothing may be.
async fn try_one(
    store: &mut dyn BulkEditStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    changes: &BulkChanges,
    vocabulary: &Vocabulary,
    record: Option<CustomerRecord>,
) -> Result<Result<Option<ChangeImage>, crate::bulk_edits::result::Reason>, UpdateCustomerError> {
    let before = record.ok_or(UpdateCustomerError::UnknownCustomer)?;
    let patch = match patch_for(changes, &before, vocabulary) {
        Ok(patch) => patch,
        Err(reason) => return Ok(Err(reason)),
    };
    let foreseen = after_changes(&before, patch.clone(), vocabulary, calendar, environment.now())?;
    if foreseen.note_updated(&before).is_none() {
        return Ok(Ok(None));
    }
    let after = update_found_customer(store, environment, calendar, before.clone(), patch).await?;
    let image = ChangeImage::between(&before, &after, vocabulary);
    let image = image.map_err(|error| StoreError::inconsistent("customers", error))?;
    Ok(Ok(Some(image)))
}

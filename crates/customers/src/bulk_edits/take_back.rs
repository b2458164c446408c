//! Puts back what was changed of customers.

use std::collections::HashMap;

use regulars_kernel::{Change, CustomerId, Environment, MerchantCalendar, StoreError, TagId};

use crate::bulk_edits::field::BulkField;
use crate::bulk_edits::image::ChangeImage;
use crate::bulk_edits::known_by::KnownByField;
use crate::bulk_edits::plan::PatchInHand;
use crate::bulk_edits::result::{BulkResult, Outcome, Reason, reason_of};
use crate::bulk_edits::vocabulary::{Vocabulary, tags_of};
use crate::{CustomerPatch, CustomerRecord, CustomerStore, update_found_customer};

/// Puts back what was changed of each of these customers, under the rules of changing a single one. Of a customer whose fields
/// are no longer what they were then, or of whose change nothing is left, nothing is put back.
pub async fn take_back_changes(
    store: &mut dyn CustomerStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    changes: Vec<(CustomerId, Option<ChangeImage>)>,
) -> Result<Vec<BulkResult>, StoreError> {
    let images = || changes.iter().filter_map(|(_, image)| image.as_ref());
    let names_attributes =
        images().any(|image| names(image, |field| matches!(field, BulkField::Attribute(..))));
    let names_tags = images().any(|image| names(image, |field| *field == BulkField::Tags));
    let attributes = if names_attributes { store.hold_attributes().await? } else { Vec::new() };
    let ids: Vec<CustomerId> = changes.iter().map(|(id, _)| *id).collect();
    let records = store.find_customers_for_change(&ids).await?;
    let tags = if names_tags {
        let wanted: Vec<TagId> = images().flat_map(tags_before).collect();
        tags_of(store, &wanted, &records).await?
    } else {
        Vec::new()
    };
    let vocabulary = Vocabulary { tags, attributes };
    let mut found: HashMap<CustomerId, CustomerRecord> =
        records.into_iter().map(|record| (record.customer.id, record)).collect();
    let mut results = Vec::with_capacity(changes.len());
    for (id, image) in changes {
        let record = found.remove(&id);
        results.push(undo_one(store, environment, calendar, &vocabulary, id, record.zip(image)).await?);
    }
    Ok(results)
}

fn names(image: &ChangeImage, is_meant: impl Fn(&BulkField) -> bool) -> bool {
    image.0.iter().any(|field| is_meant(&field.field))
}

/// The tags that the customer had.
fn tags_before(image: &ChangeImage) -> Vec<TagId> {
    let tags = image.0.iter().filter(|field| field.field == BulkField::Tags);
    let ids = tags.flat_map(|field| field.before.0.as_array().into_iter().flatten());
    ids.filter_map(|id| id.as_str()?.parse().ok()).collect()
}

async fn undo_one(
    store: &mut dyn CustomerStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    vocabulary: &Vocabulary,
    id: CustomerId,
    found: Option<(CustomerRecord, ChangeImage)>,
) -> Result<BulkResult, StoreError> {
    let Some((record, image)) = found else {
        return Ok(BulkResult::left(id, Outcome::Conflict, Reason::CustomerGone));
    };
    let conflict = |reason, fields| BulkResult { fields, ..BulkResult::left(id, Outcome::Conflict, reason) };
    let changed_since = image.changed_since(&record, vocabulary);
    if !changed_since.is_empty() {
        return Ok(conflict(Reason::ChangedSince, changed_since));
    }
    let patch = match patch_back(&image, vocabulary) {
        Ok(patch) => patch,
        Err((reason, field)) => return Ok(conflict(reason, vec![field])),
    };
    if let Change::Set(external_id) = &patch.external_id
        && store.find_by_external_id(external_id).await?.is_some_and(|other| other != id)
    {
        let field = BulkField::KnownBy(KnownByField::ExternalId).name();
        return Ok(conflict(Reason::ValueNotTaken, vec![field]));
    }
    match update_found_customer(store, environment, calendar, record, patch).await {
        Ok(_) => Ok(BulkResult::of_image(id, Outcome::Undone, &image)),
        Err(error) => Ok(conflict(reason_of(error)?, image.names())),
    }
}

/// The update that puts back what was there before.
fn patch_back(image: &ChangeImage, vocabulary: &Vocabulary) -> Result<CustomerPatch, (Reason, String)> {
    let attributes = std::collections::BTreeMap::new();
    let mut patch = PatchInHand { vocabulary, patch: CustomerPatch::default(), attributes };
    for field in &image.0 {
        patch.put(&field.field, &field.before).map_err(|reason| (reason, field.field.name()))?;
    }
    Ok(patch.finish())
}

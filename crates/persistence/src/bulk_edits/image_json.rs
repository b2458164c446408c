//! What was changed of a customer, as it is sealed with that customer's key.

use regulars_consent::CustomerKey;
use regulars_customers::{ChangeImage, FieldValue, ImageField};
use regulars_kernel::{BulkEditId, Environment, StoreError};
use serde_json::{Value as Json, json};

use super::changes_json::{field_from_json, field_to_json, list};
use super::edit_row::wrong;

/// Seals the image so that it opens in that edit only.
pub(super) fn sealed(
    key: &CustomerKey,
    environment: &Environment,
    edit: BulkEditId,
    image: &ChangeImage,
) -> Result<Vec<u8>, StoreError> {
    let text = fields_to_json(image).to_string();
    key.seal(environment, edit.value().as_bytes(), text.as_bytes()).map_err(wrong)
}

pub(super) fn opened(key: &CustomerKey, edit: BulkEditId, sealed: &[u8]) -> Result<ChangeImage, StoreError> {
    let text = key.open(edit.value().as_bytes(), sealed).map_err(wrong)?;
    fields_from_json(&serde_json::from_slice(&text).map_err(wrong)?)
}

/// The fields that were changed, as an import keeps them too.
pub(crate) fn fields_to_json(image: &ChangeImage) -> Json {
    let fields = image.0.iter().map(|ImageField { field, before, after }| {
        json!({"field": field_to_json(field), "before": before.0, "after": after.0})
    });
    Json::from_iter(fields)
}

/// Reads what [`fields_to_json`] has written.
pub(crate) fn fields_from_json(json: &Json) -> Result<ChangeImage, StoreError> {
    let fields = list(json)?.iter().map(|one| {
        let (before, after) = (FieldValue(one["before"].clone()), FieldValue(one["after"].clone()));
        Ok::<_, StoreError>(ImageField { field: field_from_json(&one["field"])?, before, after })
    });
    Ok(ChangeImage(fields.collect::<Result<_, _>>()?))
}

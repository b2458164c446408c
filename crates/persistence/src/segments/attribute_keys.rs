//! What filters know of the merchant's custom attributes, and the present keys of those that stored filters refer to.

use std::collections::HashMap;

use regulars_customers::AttributeDefinition;
use regulars_filters::{Filter, FilterAttribute};
use regulars_kernel::{AttributeId, StoreError};

use super::tag_names::refresh_tag_names;
use crate::customers::attribute_definitions;
use crate::wall::ReadTx;

/// Every attribute that filters can name.
pub(super) async fn filter_attributes(tx: &ReadTx) -> Result<Vec<FilterAttribute>, StoreError> {
    let known = |definition: AttributeDefinition| FilterAttribute {
        id: definition.id,
        kind: definition.kind(),
        options: definition.rule.options().iter().map(|option| option.as_str().to_owned()).collect(),
        key: definition.key.as_str().to_owned(),
        name: definition.name.into_string(),
    };
    Ok(attribute_definitions(tx).await?.into_iter().map(known).collect())
}

/// Writes the present keys into filters, if they refer to any attribute.
async fn refresh_attribute_keys(tx: &ReadTx, filters: &mut [&mut Filter]) -> Result<(), StoreError> {
    if filters.iter().all(|filter| filter.attribute_ids().is_empty()) {
        return Ok(());
    }
    let definitions = attribute_definitions(tx).await?;
    let keys: HashMap<AttributeId, &str> =
        definitions.iter().map(|definition| (definition.id, definition.key.as_str())).collect();
    for filter in filters {
        filter.for_each_attribute(&mut |attribute| {
            if let Some(key) = attribute.id.and_then(|id| keys.get(&id)) {
                attribute.key = (*key).to_owned();
            }
        });
    }
    Ok(())
}

/// Writes the present names of tags and keys of attributes into filters.
pub(crate) async fn refresh_references(tx: &ReadTx, mut filters: Vec<&mut Filter>) -> Result<(), StoreError> {
    refresh_attribute_keys(tx, &mut filters).await?;
    refresh_tag_names(tx, filters).await
}

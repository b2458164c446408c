//! Looks up the attributes that a caller names, and holds the values against their definitions.

use std::collections::BTreeMap;

use regulars_kernel::StoreError;

use crate::{AttributeKey, CustomerStore, FaultyAttribute, GivenValue, HeldAttribute, check_attributes};

/// Why given attributes were not taken.
#[derive(Debug, thiserror::Error)]
pub enum ResolveAttributesError {
    /// Values that do not fit their definitions, or attributes that are not defined.
    #[error("attributes do not fit their definitions")]
    Faulty(Vec<FaultyAttribute>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The given attributes as their definitions have them. Nobody changes a definition before this transaction ends.
pub async fn resolve_attributes(
    store: &mut dyn CustomerStore,
    given: BTreeMap<AttributeKey, Option<GivenValue>>,
) -> Result<BTreeMap<AttributeKey, Option<HeldAttribute>>, ResolveAttributesError> {
    if given.is_empty() {
        return Ok(BTreeMap::new());
    }
    let definitions = store.hold_attributes().await?;
    check_attributes(&definitions, given).map_err(ResolveAttributesError::Faulty)
}

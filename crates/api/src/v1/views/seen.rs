//! Views as far as the caller sees them.

use regulars_customers::{AttributeDefinition, AttributeReads};
use regulars_kernel::{Actor, StoreError, ViewId};
use regulars_segments::{View, ViewColumn, ViewReads};

use crate::error::ApiError;

/// The view with that id, if this caller sees it.
pub async fn seen_view(store: &mut dyn ViewReads, id: ViewId, by: Actor) -> Result<View, ApiError> {
    let view = store.find_view(id).await?.filter(|view| view.is_seen_by(by));
    view.ok_or_else(|| ApiError::not_found("view"))
}

/// The definitions that the columns of views need: none, where no column is an attribute's.
pub async fn definitions_for(
    store: &mut dyn AttributeReads,
    views: &[View],
) -> Result<Vec<AttributeDefinition>, StoreError> {
    if views.iter().any(|view| view.attributes().next().is_some()) {
        store.list_attributes().await
    } else {
        Ok(Vec::new())
    }
}

/// The names of a view's columns: of attributes, under their present keys.
pub fn columns_of(view: &View, attributes: &[AttributeDefinition]) -> Vec<String> {
    let name = |column: &ViewColumn| match column {
        ViewColumn::Named(name) => Some(name.clone()),
        ViewColumn::Attribute(id) => {
            let known = attributes.iter().find(|known| known.id == *id)?;
            Some(format!("attributes.{}", known.key.as_str()))
        }
    };
    view.columns.iter().filter_map(name).collect()
}

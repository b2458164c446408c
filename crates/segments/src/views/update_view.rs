//! Changes a view.

use regulars_audit::AuditNote;
use regulars_filters::Filter;
use regulars_kernel::{Change, CustomerOrder, Environment, Label, StoreError};

use super::create_view::bind_columns;
use super::store::ViewStore;
use super::view::View;
use crate::CheckFilterError;
use crate::check_filter::check_kept_filter;

/// What to change. `None` leaves as it is.
#[derive(Clone, Debug)]
pub struct ViewPatch {
    /// The new name.
    pub name: Option<Label>,
    /// The names of the new columns.
    pub columns: Option<Vec<String>>,
    /// The new filter.
    pub filter: Change<Filter>,
    /// The new order.
    pub order: Option<CustomerOrder>,
    /// Whether everybody sees it now.
    pub shared: Option<bool>,
}

/// Why a view was not changed.
#[derive(Debug, thiserror::Error)]
pub enum UpdateViewError {
    /// A column, by its place, is of an attribute that does not exist.
    #[error("is not the key of an attribute")]
    UnknownAttribute(usize),
    /// The filter cannot be stored.
    #[error(transparent)]
    Filter(#[from] CheckFilterError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes a view that was read behind [`SegmentStore::lock_segments`](crate::SegmentStore::lock_segments).
pub async fn update_view(
    store: &mut dyn ViewStore,
    environment: &Environment,
    before: View,
    patch: ViewPatch,
) -> Result<View, UpdateViewError> {
    let columns = match patch.columns {
        Some(names) => bind_columns(store, names).await?.map_err(UpdateViewError::UnknownAttribute)?,
        None => before.columns.clone(),
    };
    let mut filter = patch.filter;
    if let Change::Set(filter) = &mut filter {
        check_kept_filter(store, filter).await?;
    }
    let after = View {
        name: patch.name.unwrap_or_else(|| before.name.clone()),
        columns,
        filter: filter.apply(before.filter.clone()),
        order: patch.order.unwrap_or(before.order),
        shared: patch.shared.unwrap_or(before.shared),
        updated_at: environment.now(),
        ..before.clone()
    };
    store.update_view(&after).await?;
    store.note_if(environment, AuditNote::updated(&before, &after)).await?;
    Ok(after)
}

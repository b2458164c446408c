//! Stores columns, filter and order under a name.

use regulars_audit::AuditNote;
use regulars_filters::Filter;
use regulars_kernel::{Actor, CustomerOrder, Environment, Label, StoreError, ViewId};

use super::store::ViewStore;
use super::view::{View, ViewColumn};
use crate::CheckFilterError;
use crate::check_filter::check_kept_filter;

/// A view to be made.
#[derive(Clone, Debug)]
pub struct NewView {
    /// Its name.
    pub name: Label,
    /// The names of the columns: those of custom attributes begin with `attributes.`.
    pub columns: Vec<String>,
    /// Who is in it.
    pub filter: Option<Filter>,
    /// The order.
    pub order: CustomerOrder,
    /// Whether everybody at the merchant sees it.
    pub shared: bool,
}

/// Why a view was not made.
#[derive(Debug, thiserror::Error)]
pub enum CreateViewError {
    /// The merchant has as many as it can have.
    #[error("there are {} views already", View::MAX_COUNT)]
    TooMany,
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

/// Makes a view.
pub async fn create_view(
    store: &mut dyn ViewStore,
    environment: &Environment,
    by: Actor,
    new: NewView,
) -> Result<View, CreateViewError> {
    store.lock_segments().await?;
    if store.every_view().await?.len() as u64 >= View::MAX_COUNT {
        return Err(CreateViewError::TooMany);
    }
    let NewView { name, columns, mut filter, order, shared } = new;
    let columns = bind_columns(store, columns).await?.map_err(CreateViewError::UnknownAttribute)?;
    if let Some(filter) = &mut filter {
        check_kept_filter(store, filter).await?;
    }
    let (id, now) = (ViewId::new(environment.new_id()), environment.now());
    let view =
        View { id, name, columns, filter, order, shared, made_by: by, created_at: now, updated_at: now };
    store.insert_view(&view).await?;
    store.note(environment, AuditNote::created(&view)).await?;
    Ok(view)
}

/// The columns with attributes by their ids, or the place of one that names none.
pub(super) async fn bind_columns(
    store: &mut dyn ViewStore,
    names: Vec<String>,
) -> Result<Result<Vec<ViewColumn>, usize>, StoreError> {
    const ATTRIBUTE: &str = "attributes.";
    let known = if names.iter().any(|name| name.starts_with(ATTRIBUTE)) {
        store.filter_attributes().await?
    } else {
        Vec::new()
    };
    let columns = names.into_iter().enumerate().map(|(place, name)| match name.strip_prefix(ATTRIBUTE) {
        None => Ok(ViewColumn::Named(name)),
        Some(key) => {
            let attribute = known.iter().find(|attribute| attribute.key == key);
            attribute.map(|attribute| ViewColumn::Attribute(attribute.id)).ok_or(place)
        }
    });
    Ok(columns.collect())
}

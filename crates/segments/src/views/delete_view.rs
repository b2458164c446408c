//! Deletes a view.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, StoreError};

use super::store::ViewStore;
use super::view::View;

/// Deletes a view that was read. Nothing refers to views.
pub async fn delete_view(
    store: &mut dyn ViewStore,
    environment: &Environment,
    view: &View,
) -> Result<(), StoreError> {
    store.delete_view(view.id).await?;
    store.note(environment, AuditNote::deleted(view)).await
}

//! Deletes a form.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, StoreError};

use super::form::WebForm;
use super::store::WebFormStore;

/// Deletes a form that is held. What came through it stays on record.
pub async fn delete_web_form(
    store: &mut dyn WebFormStore,
    environment: &Environment,
    form: &WebForm,
) -> Result<(), StoreError> {
    store.delete_web_form(form.id).await?;
    store.note(environment, AuditNote::deleted(form)).await
}

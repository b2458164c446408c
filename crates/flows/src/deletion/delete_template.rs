//! Deletes a template.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, StoreError, UsedBy};
use regulars_newsletters::OwnTemplate;

use super::usage::DeletionStore;

/// Why a template was not deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeleteTemplateError {
    /// Newsletters have it.
    #[error("the template is used")]
    InUse(Vec<UsedBy>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Deletes a template that was read for change, and that no newsletter has. Whoever saves a newsletter reads its template
/// for change too, so that the two wait for each other.
pub async fn delete_template(
    store: &mut dyn DeletionStore,
    environment: &Environment,
    template: &OwnTemplate,
) -> Result<(), DeleteTemplateError> {
    let users = store.newsletters_with_template(template.id).await?;
    if !users.is_empty() {
        return Err(DeleteTemplateError::InUse(users));
    }
    store.delete_template(template.id).await?;
    Ok(store.note(environment, AuditNote::deleted(template)).await?)
}

//! Deletes a programme that was never more than a draft.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, StoreError, UsedBy};

use super::programme::{Programme, ProgrammeState};
use super::store::ProgrammeStore;

/// Why a programme was not deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeleteProgrammeError {
    /// It has left the draft: what was earned in it stays explained.
    #[error("a programme that is {0} is not deleted; close it instead")]
    NotDraft(ProgrammeState),
    /// Customers have points in it.
    #[error("customers have points in the programme")]
    HasAccounts,
    /// Its points buy rewards, or filters ask for it.
    #[error("points of the programme buy rewards, or filters ask for it")]
    InUse(Vec<UsedBy>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Deletes a programme that was found for change.
pub async fn delete_programme(
    store: &mut dyn ProgrammeStore,
    environment: &Environment,
    programme: &Programme,
) -> Result<(), DeleteProgrammeError> {
    if programme.state != ProgrammeState::Draft {
        return Err(DeleteProgrammeError::NotDraft(programme.state));
    }
    if store.has_point_accounts(programme.id, None).await? {
        return Err(DeleteProgrammeError::HasAccounts);
    }
    let users = store.rewards_bought_by(programme.id, None).await?;
    if !users.is_empty() {
        return Err(DeleteProgrammeError::InUse(users));
    }
    store.delete_programme(programme.id).await?;
    Ok(store.note(environment, AuditNote::deleted(programme)).await?)
}

//! Deletes a draft of a programme.

use regulars_kernel::Environment;
use regulars_loyalty::{DeleteProgrammeError, Programme, ProgrammeState, ProgrammeStore, delete_programme};

use super::usage::{DeletionStore, users_of_programme};

/// Deletes a programme that was found for change behind
/// [`SegmentStore::lock_segments`](regulars_segments::SegmentStore::lock_segments), where it is a draft that no segment, newsletter and
/// view asks for.
pub async fn delete_unused_programme<Store: DeletionStore + ProgrammeStore>(
    store: &mut Store,
    environment: &Environment,
    programme: &Programme,
) -> Result<(), DeleteProgrammeError> {
    if programme.state == ProgrammeState::Draft {
        let users = users_of_programme(store, programme.id).await?;
        if !users.is_empty() {
            return Err(DeleteProgrammeError::InUse(users));
        }
    }
    delete_programme(store, environment, programme).await
}

//! Takes a point type out of a programme.

use regulars_kernel::{Actor, Environment};
use regulars_loyalty::{
    ChangeConfigurationError, PointTypeCode, Programme, ProgrammeStore, delete_point_type,
};

use super::usage::{DeletionStore, users_of_point_type};

/// Takes a point type out of a programme that was found for change behind
/// [`SegmentStore::lock_segments`](regulars_segments::SegmentStore::lock_segments), where no segment, newsletter and view asks for it and
/// nothing else needs it.
pub async fn delete_unused_point_type<Store: DeletionStore + ProgrammeStore>(
    store: &mut Store,
    environment: &Environment,
    actor: Actor,
    before: Programme,
    code: &PointTypeCode,
) -> Result<Programme, ChangeConfigurationError> {
    before.configuration.point_type(code).ok_or(ChangeConfigurationError::UnknownPointType)?;
    let users = users_of_point_type(store, before.id, code).await?;
    if !users.is_empty() {
        return Err(ChangeConfigurationError::InUse(users));
    }
    delete_point_type(store, environment, actor, before, code).await
}

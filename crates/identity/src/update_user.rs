//! Changes a person of a merchant's staff.

use regulars_audit::AuditNote;
use regulars_kernel::{Actor, Environment, Label, StoreError};

use crate::{PasswordHash, Role, User, UserStatus, UserStore};

/// A partial update of a user. The password is already hashed, because hashing is slow and a transaction is short.
#[derive(Clone, Default)]
pub struct UserPatch {
    /// New name.
    pub name: Option<Label>,
    /// New role.
    pub role: Option<Role>,
    /// Whether it may sign in.
    pub status: Option<UserStatus>,
    /// The hash of its new password.
    pub password: Option<PasswordHash>,
}

/// Why a user was not changed.
#[derive(Debug, thiserror::Error)]
pub enum UpdateUserError {
    /// Nobody would be left who may do everything.
    #[error("the last active owner of a merchant can be neither disabled nor given another role")]
    LastOwner,
    /// Staff cannot have that role.
    #[error("{0} is not a role of staff")]
    NotStaff(Role),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes `before`, which [`UserStore::find_staff_to_change`] found, with the changes of `patch`. Whoever is disabled,
/// gets another role or another password is signed out everywhere.
pub async fn update_user(
    store: &mut dyn UserStore,
    environment: &Environment,
    by: Actor,
    before: User,
    patch: UserPatch,
) -> Result<User, UpdateUserError> {
    let now = environment.now();
    let user = User {
        name: patch.name.unwrap_or_else(|| before.name.clone()),
        role: patch.role.unwrap_or(before.role),
        status: patch.status.unwrap_or(before.status),
        updated_at: now,
        ..before.clone()
    };
    if !user.role.is_staff() {
        return Err(UpdateUserError::NotStaff(user.role));
    }
    if is_active_owner(&before)
        && !is_active_owner(&user)
        && let Some(merchant) = before.merchant
        && store.count_active_owners(merchant).await? <= 1
    {
        return Err(UpdateUserError::LastOwner);
    }
    store.update_user(&user).await?;
    if let Some(password) = &patch.password {
        store.set_password(user.id, password, now).await?;
    }
    let disabled = user.status == UserStatus::Disabled && before.status != user.status;
    if disabled || user.role != before.role || patch.password.is_some() {
        store.revoke_sessions_of(user.id, now).await?;
    }
    let mut note = AuditNote::updated(&before, &user);
    if patch.password.is_some() {
        note = Some(AuditNote::with_new_secret(note, &user, "password"));
    }
    if let (Some(merchant), Some(note)) = (user.merchant, note) {
        store.note_within(merchant, by, environment, note).await?;
    }
    Ok(user)
}

fn is_active_owner(user: &User) -> bool {
    user.role == Role::Owner && user.status == UserStatus::Active
}

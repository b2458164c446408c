//! Adds a person who signs in.

use regulars_audit::AuditNote;
use regulars_kernel::{Actor, Email, Environment, Label, MerchantId, StoreError, UserId};

use crate::{PasswordHash, Role, User, UserStatus, UserStore};

/// A person to be added. The password is already hashed, because hashing is slow and a transaction is short.
#[derive(Clone)]
pub struct NewUser {
    /// What it signs in with.
    pub email: Email,
    /// What colleagues call it.
    pub name: Label,
    /// What it may do.
    pub role: Role,
    /// The hash of its password.
    pub password: PasswordHash,
}

/// Why a user was not added.
#[derive(Debug, thiserror::Error)]
pub enum CreateUserError {
    /// Another user of the platform signs in with that address.
    #[error("the e-mail address is taken")]
    EmailTaken,
    /// Staff cannot have that role.
    #[error("{0} is not a role of staff")]
    NotStaff(Role),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds a person to the staff of `merchant`.
pub async fn create_user(
    store: &mut dyn UserStore,
    environment: &Environment,
    merchant: MerchantId,
    by: Actor,
    new: NewUser,
) -> Result<User, CreateUserError> {
    if !new.role.is_staff() {
        return Err(CreateUserError::NotStaff(new.role));
    }
    let user = insert(store, environment, Some(merchant), new).await?;
    store.note_within(merchant, by, environment, AuditNote::created(&user)).await?;
    Ok(user)
}

/// Adds an operator of the platform.
pub async fn create_operator(
    store: &mut dyn UserStore,
    environment: &Environment,
    new: NewUser,
) -> Result<User, CreateUserError> {
    insert(store, environment, None, NewUser { role: Role::Operator, ..new }).await
}

async fn insert(
    store: &mut dyn UserStore,
    environment: &Environment,
    merchant: Option<MerchantId>,
    new: NewUser,
) -> Result<User, CreateUserError> {
    let now = environment.now();
    let user = User {
        id: UserId::new(environment.new_id()),
        merchant,
        email: new.email,
        name: new.name,
        role: new.role,
        status: UserStatus::Active,
        created_at: now,
        updated_at: now,
    };
    if store.insert_user(&user, &new.password).await? { Ok(user) } else { Err(CreateUserError::EmailTaken) }
}

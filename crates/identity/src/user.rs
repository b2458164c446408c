//! Users: people who sign in.

use regulars_kernel::{Email, Instant, Label, MerchantId, UserId};

use crate::Role;

/// Whether a user may sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserStatus {
    /// May sign in.
    Active,
    /// May not.
    Disabled,
}

impl UserStatus {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Disabled => "disabled",
        }
    }
}

/// A person who signs in. Its e-mail is unique on the platform; it belongs to one merchant, or to none as an operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Its id.
    pub id: UserId,
    /// The merchant that it works for; none for an operator.
    pub merchant: Option<MerchantId>,
    /// What it signs in with.
    pub email: Email,
    /// What colleagues call it.
    pub name: Label,
    /// What it may do.
    pub role: Role,
    /// Whether it may sign in.
    pub status: UserStatus,
    /// When it was created.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

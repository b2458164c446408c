//! A user on the wire.

use chrono::{DateTime, Utc};
use regulars_identity::{Role, User, UserStatus};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What a person of the staff may do.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StaffRoleBody {
    /// Owns the merchant: may do everything in it.
    Owner,
    /// Manages customers, stores, newsletters and loyalty.
    Manager,
    /// Makes newsletters and segments.
    Marketer,
    /// Serves customers at the till.
    Cashier,
    /// Reads figures.
    Analyst,
}

impl From<StaffRoleBody> for Role {
    fn from(role: StaffRoleBody) -> Self {
        match role {
            StaffRoleBody::Owner => Self::Owner,
            StaffRoleBody::Manager => Self::Manager,
            StaffRoleBody::Marketer => Self::Marketer,
            StaffRoleBody::Cashier => Self::Cashier,
            StaffRoleBody::Analyst => Self::Analyst,
        }
    }
}

/// Whether a user may sign in.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UserStatusBody {
    /// May sign in.
    Active,
    /// May not.
    Disabled,
}

impl From<UserStatusBody> for UserStatus {
    fn from(status: UserStatusBody) -> Self {
        match status {
            UserStatusBody::Active => Self::Active,
            UserStatusBody::Disabled => Self::Disabled,
        }
    }
}

/// A person of the merchant's staff.
#[derive(Debug, Serialize, ToSchema)]
pub struct UserBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f12")]
    pub id: Uuid,
    /// What it signs in with.
    #[schema(example = "marketer@demo.test", format = "email")]
    pub email: String,
    /// What colleagues call it.
    #[schema(example = "Marko Marketing")]
    pub name: String,
    /// What it may do.
    #[schema(value_type = StaffRoleBody, example = "marketer")]
    pub role: &'static str,
    /// Whether it may sign in.
    #[schema(example = "active")]
    pub status: UserStatusBody,
    /// When it was added.
    #[schema(example = "2026-01-15T09:00:00Z")]
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    #[schema(example = "2026-01-15T09:00:00Z")]
    pub updated_at: DateTime<Utc>,
}

impl From<User> for UserBody {
    fn from(user: User) -> Self {
        let User { id, merchant: _, email, name, role, status, created_at, updated_at } = user;
        Self {
            id: id.value(),
            email: email.expose().to_owned(),
            name: name.into_string(),
            role: role.name(),
            status: match status {
                UserStatus::Active => UserStatusBody::Active,
                UserStatus::Disabled => UserStatusBody::Disabled,
            },
            created_at,
            updated_at,
        }
    }
}

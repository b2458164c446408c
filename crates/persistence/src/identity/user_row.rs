//! A row of `users` and the user that it means.

use regulars_identity::{PasswordHash, User, UserStatus};
use regulars_kernel::{Instant, MerchantId, StoreError, UserId};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::FromRow;

#[derive(FromRow)]
pub(super) struct UserRow {
    id: Uuid,
    merchant_id: Option<Uuid>,
    email: String,
    name: String,
    role: String,
    password_hash: String,
    status: String,
    created_at: Instant,
    updated_at: Instant,
    merchant_status: Option<String>,
}

impl UserRow {
    pub(super) fn convert(self) -> Result<(User, PasswordHash, bool), StoreError> {
        let wrong = |what: String| inconsistent("users", what);
        let user = User {
            id: UserId::new(self.id),
            merchant: self.merchant_id.map(MerchantId::new),
            email: self.email.parse().map_err(|error| wrong(format!("{error}")))?,
            name: self.name.parse().map_err(|error| wrong(format!("{error}")))?,
            role: self.role.parse().map_err(|error| wrong(format!("{error}")))?,
            status: if self.status == "active" { UserStatus::Active } else { UserStatus::Disabled },
            created_at: self.created_at,
            updated_at: self.updated_at,
        };
        let merchant_active = self.merchant_status.is_none_or(|status| status == "active");
        Ok((user, PasswordHash(self.password_hash), merchant_active))
    }
}

/// Reads users with the status of their merchant, as [`UserRow`] wants them.
macro_rules! select_user {
    ($condition:literal) => {
        concat!(
            "SELECT users.id, users.merchant_id, users.email, users.name, users.role, users.password_hash, \
             users.status, users.created_at, users.updated_at, merchants.status AS merchant_status \
             FROM users LEFT JOIN merchants ON merchants.id = users.merchant_id ",
            $condition
        )
    };
}
pub(super) use select_user;

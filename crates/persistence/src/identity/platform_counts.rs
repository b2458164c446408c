//! How large the platform is.

use regulars_identity::PlatformCounts;
use regulars_kernel::StoreError;

use crate::wall::{FromRow, PlatformSql, SystemTx, values};

#[derive(FromRow)]
struct MerchantCounts {
    active: i64,
    suspended: i64,
    live: i64,
    sandbox: i64,
}

#[derive(FromRow)]
struct UserCounts {
    active: i64,
    disabled: i64,
    operators: i64,
}

pub(super) async fn count(tx: &SystemTx) -> Result<PlatformCounts, StoreError> {
    const MERCHANTS: PlatformSql = PlatformSql::new(
        "SELECT count(CASE WHEN status = 'active' THEN 1 END) AS active,
             count(CASE WHEN status = 'suspended' THEN 1 END) AS suspended,
             count(CASE WHEN mode = 'live' THEN 1 END) AS live,
             count(CASE WHEN mode = 'sandbox' THEN 1 END) AS sandbox
         FROM merchants",
    );
    const USERS: PlatformSql = PlatformSql::new(
        "SELECT count(CASE WHEN status = 'active' THEN 1 END) AS active,
             count(CASE WHEN status = 'disabled' THEN 1 END) AS disabled,
             count(CASE WHEN role = 'operator' THEN 1 END) AS operators
         FROM users",
    );
    let nothing = || StoreError::Failed("a count gave no row".into());
    let merchants: MerchantCounts = tx.optional(MERCHANTS, values![]).await?.ok_or_else(nothing)?;
    let users: UserCounts = tx.optional(USERS, values![]).await?.ok_or_else(nothing)?;
    Ok(PlatformCounts {
        merchants_active: merchants.active,
        merchants_suspended: merchants.suspended,
        merchants_live: merchants.live,
        merchants_sandbox: merchants.sandbox,
        users_active: users.active,
        users_disabled: users.disabled,
        operators: users.operators,
    })
}

//! Whether people may register themselves.

use regulars_identity::RegistrationPage;
use regulars_kernel::StoreError;

use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

pub(super) async fn find(tx: &ReadTx) -> Result<RegistrationPage, StoreError> {
    #[derive(FromRow)]
    struct Row {
        registration_open: bool,
    }
    const FIND: ScopedSql = ScopedSql::locking_in_writes(
        "SELECT registration_open FROM merchant_settings WHERE merchant_id = $1",
    );
    let row: Option<Row> = tx.optional(FIND, values![]).await?;
    Ok(RegistrationPage { open: row.is_some_and(|row| row.registration_open) })
}

pub(super) async fn write(tx: &WriteTx, page: RegistrationPage) -> Result<(), StoreError> {
    const UPDATE: ScopedSql =
        ScopedSql::new("UPDATE merchant_settings SET registration_open = $2 WHERE merchant_id = $1");
    tx.execute(UPDATE, values![page.open]).await.map(drop)
}

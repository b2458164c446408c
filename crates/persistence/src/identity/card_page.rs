//! How the page with a customer's card is.

use regulars_identity::{CardCode, CardPage};
use regulars_kernel::StoreError;

use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

pub(super) async fn find(tx: &ReadTx) -> Result<CardPage, StoreError> {
    #[derive(FromRow)]
    struct Row {
        card_code: String,
        card_mailed: bool,
    }
    const FIND: ScopedSql =
        ScopedSql::new("SELECT card_code, card_mailed FROM merchant_settings WHERE merchant_id = $1");
    let row: Option<Row> = tx.optional(FIND, values![]).await?;
    let Some(row) = row else { return Ok(CardPage { code: CardCode::Barcode, mailed: false }) };
    let code = row.card_code.parse().map_err(|error| inconsistent("merchant_settings", error))?;
    Ok(CardPage { code, mailed: row.card_mailed })
}

pub(super) async fn write(tx: &WriteTx, page: CardPage) -> Result<(), StoreError> {
    const UPDATE: ScopedSql = ScopedSql::new(
        "UPDATE merchant_settings SET card_code = $2, card_mailed = $3 WHERE merchant_id = $1",
    );
    tx.execute(UPDATE, values![page.code.name(), page.mailed]).await.map(drop)
}

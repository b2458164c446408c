//! Campaigns that wait for a customer to confirm that it was them who came by one.

use async_trait::async_trait;
use regulars_consent::ConfirmationHash;
use regulars_customers::Touch;
use regulars_flows::WaitingTouchStore;
use regulars_kernel::StoreError;

use crate::customers::TouchRow;
use crate::wall::{RowColumns, ScopedSql, WriteTx, insert_into, select_from, values};

#[derive(RowColumns)]
struct NewRow {
    token_hash: Vec<u8>,
    #[nested]
    touch: TouchRow,
}

#[async_trait]
impl WaitingTouchStore for WriteTx {
    async fn keep_waiting_touch(
        &mut self,
        asked: &ConfirmationHash,
        touch: &Touch,
    ) -> Result<(), StoreError> {
        const KEEP: ScopedSql = insert_into!("confirmation_touches", NewRow);
        let row = NewRow { token_hash: asked.0.clone(), touch: TouchRow::of(Some(touch)) };
        self.execute(KEEP, row.into_values()).await.map(drop)
    }

    async fn take_waiting_touch(&mut self, asked: &ConfirmationHash) -> Result<Option<Touch>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(select_from!(
            "confirmation_touches",
            TouchRow,
            "WHERE merchant_id = $1 AND token_hash = $2"
        ));
        const DELETE: ScopedSql =
            ScopedSql::new("DELETE FROM confirmation_touches WHERE merchant_id = $1 AND token_hash = $2");
        let row: Option<TouchRow> = self.optional(FIND, values![asked.0.clone()]).await?;
        let Some(row) = row else { return Ok(None) };
        self.execute(DELETE, values![asked.0.clone()]).await?;
        row.convert()
    }
}

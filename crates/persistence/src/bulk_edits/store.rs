//! The store traits of bulk edits.

use async_trait::async_trait;
use regulars_customers::{BulkEdit, BulkEditReads, BulkEditStore, BulkResult, ChangeImage, Outcome};
use regulars_kernel::{BulkEditId, CustomerId, Environment, Instant, Page, PageRequest, StoreError};

use super::edit_row::EditRow;
use super::{forget, items};
use crate::wall::{
    ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, insert_into, select_from,
    update, values,
};

#[in_reads_and_writes]
#[async_trait]
impl BulkEditReads for ReadTx {
    async fn find_bulk_edit(&mut self, id: BulkEditId) -> Result<Option<BulkEdit>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(select_from!(
            "customer_bulk_edits",
            EditRow,
            "WHERE merchant_id = $1 AND id = $2"
        ));
        self.optional::<EditRow>(FIND, values![id.value()]).await?.map(EditRow::convert).transpose()
    }

    async fn list_bulk_edits(
        &mut self,
        page: PageRequest<BulkEditId>,
    ) -> Result<Page<BulkEdit, BulkEditId>, StoreError> {
        const LIST: ScopedSql =
            ScopedSql::new(select_from!("customer_bulk_edits", EditRow, "WHERE merchant_id = $1"));
        let mut query = ScopedQuery::new(LIST, self.backend(), Vec::new());
        if let Some(after) = page.after {
            query.push(" AND id < ?", values![after.value()]);
        }
        query.push(" ORDER BY id DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
        let rows: Vec<EditRow> = self.query(query).await?;
        let edits = rows.into_iter().map(EditRow::convert).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(edits, page.size, |edit| edit.id))
    }

    async fn list_bulk_results(
        &mut self,
        id: BulkEditId,
        outcome: Option<Outcome>,
        page: PageRequest<CustomerId>,
    ) -> Result<Page<BulkResult, CustomerId>, StoreError> {
        items::results(self, id, outcome, page).await
    }

    async fn customers_of_bulk_edit(
        &mut self,
        id: BulkEditId,
        after: Option<CustomerId>,
        at_most: u32,
    ) -> Result<Vec<CustomerId>, StoreError> {
        items::customers(self, id, after, at_most).await
    }

    async fn changes_to_undo(
        &mut self,
        id: BulkEditId,
        after: Option<CustomerId>,
        at_most: u32,
    ) -> Result<Vec<(CustomerId, Option<ChangeImage>)>, StoreError> {
        items::to_undo(self, id, after, at_most).await
    }
}

#[async_trait]
impl BulkEditStore for WriteTx {
    async fn insert_bulk_edit(&mut self, edit: &BulkEdit) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("customer_bulk_edits", EditRow);
        self.execute(INSERT, EditRow::of(edit).into_values()).await.map(drop)
    }

    async fn find_bulk_edit_for_change(&mut self, id: BulkEditId) -> Result<Option<BulkEdit>, StoreError> {
        const FIND: ScopedSql = ScopedSql::by_dialect(
            select_from!("customer_bulk_edits", EditRow, "WHERE merchant_id = $1 AND id = $2"),
            select_from!("customer_bulk_edits", EditRow, "WHERE merchant_id = $1 AND id = $2 FOR UPDATE"),
        );
        self.optional::<EditRow>(FIND, values![id.value()]).await?.map(EditRow::convert).transpose()
    }

    async fn update_bulk_edit(&mut self, edit: &BulkEdit) -> Result<(), StoreError> {
        const UPDATE: ScopedSql = update!("customer_bulk_edits", EditRow);
        self.execute(UPDATE, EditRow::of(edit).into_values()).await.map(drop)
    }

    async fn write_bulk_results(
        &mut self,
        environment: &Environment,
        id: BulkEditId,
        results: &[(BulkResult, Option<ChangeImage>)],
    ) -> Result<(), StoreError> {
        items::write(self, environment, id, results).await
    }

    async fn forget_part_of_old_bulk_edit(
        &mut self,
        touched_before: Instant,
        at_most: u32,
    ) -> Result<bool, StoreError> {
        forget::part_of_old(self, touched_before, at_most).await
    }
}

//! The store traits, spread over one file per concern.

use async_trait::async_trait;
use regulars_interchange::{
    Disposition, DispositionCounts, Import, ImportReads, ImportStore, RowResult, StagedRow, UndoOutcome,
};
use regulars_kernel::{ImportId, Instant, Page, PageRequest, StoreError};

use super::import_row::ImportRow;
use super::{forget, keys, parts, rows};
use crate::wall::{
    ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, insert_into, select_from,
    update, values,
};

#[in_reads_and_writes]
#[async_trait]
impl ImportReads for ReadTx {
    async fn find_import(&mut self, id: ImportId) -> Result<Option<Import>, StoreError> {
        const FIND: ScopedSql =
            ScopedSql::new(select_from!("customer_imports", ImportRow, "WHERE merchant_id = $1 AND id = $2"));
        self.optional::<ImportRow>(FIND, values![id.value()]).await?.map(ImportRow::convert).transpose()
    }

    async fn list_imports(
        &mut self,
        page: PageRequest<ImportId>,
    ) -> Result<Page<Import, ImportId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_from!(
            "customer_imports",
            ImportRow,
            "WHERE merchant_id = $1 AND state <> 'uploading'"
        ));
        let mut query = ScopedQuery::new(LIST, self.backend(), Vec::new());
        if let Some(after) = page.after {
            query.push(" AND id < ?", values![after.value()]);
        }
        query.push(" ORDER BY id DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
        let rows: Vec<ImportRow> = self.query(query).await?;
        let imports = rows.into_iter().map(ImportRow::convert).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(imports, page.size, |import| import.id))
    }

    async fn fates_of_rows(
        &mut self,
        id: ImportId,
        behind: u64,
        up_to: u64,
    ) -> Result<DispositionCounts, StoreError> {
        rows::fates(self, id, behind, up_to).await
    }

    async fn list_row_results(
        &mut self,
        id: ImportId,
        disposition: Option<Disposition>,
        undo: Option<UndoOutcome>,
        page: PageRequest<u64>,
    ) -> Result<Page<RowResult, u64>, StoreError> {
        rows::results(self, id, disposition, undo, page).await
    }

    async fn staged_rows(
        &mut self,
        id: ImportId,
        disposition: Option<Disposition>,
        after: u64,
        at_most: u32,
    ) -> Result<Vec<StagedRow>, StoreError> {
        rows::staged(self, id, disposition, after, at_most).await
    }

    async fn read_part(&mut self, id: ImportId, number: u32) -> Result<Option<Vec<u8>>, StoreError> {
        parts::read(self, id, number).await
    }

    async fn first_row_about(&mut self, id: ImportId, keys: &[String]) -> Result<Option<u64>, StoreError> {
        Ok(keys::first_rows(self, id, keys).await?.into_iter().map(|(_, number)| number).min())
    }
}

#[async_trait]
impl ImportStore for WriteTx {
    async fn insert_import(&mut self, import: &Import) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("customer_imports", ImportRow);
        self.execute(INSERT, ImportRow::of(import).into_values()).await.map(drop)
    }

    async fn insert_part(&mut self, id: ImportId, number: u32, bytes: Vec<u8>) -> Result<(), StoreError> {
        parts::insert(self, id, number, bytes).await
    }

    async fn find_import_for_change(&mut self, id: ImportId) -> Result<Option<Import>, StoreError> {
        const FIND: ScopedSql = ScopedSql::by_dialect(
            select_from!("customer_imports", ImportRow, "WHERE merchant_id = $1 AND id = $2"),
            select_from!("customer_imports", ImportRow, "WHERE merchant_id = $1 AND id = $2 FOR UPDATE"),
        );
        self.optional::<ImportRow>(FIND, values![id.value()]).await?.map(ImportRow::convert).transpose()
    }

    async fn update_import(&mut self, import: &Import) -> Result<(), StoreError> {
        const UPDATE: ScopedSql = update!("customer_imports", ImportRow);
        self.execute(UPDATE, ImportRow::of(import).into_values()).await.map(drop)
    }

    async fn stage_rows(&mut self, id: ImportId, rows: &[StagedRow]) -> Result<(), StoreError> {
        rows::stage(self, id, rows).await
    }

    async fn write_row_results(&mut self, id: ImportId, results: &[RowResult]) -> Result<(), StoreError> {
        rows::write_results(self, id, results).await
    }

    async fn forget_keys_of_row(
        &mut self,
        id: ImportId,
        number: u64,
        keys: &[String],
    ) -> Result<(), StoreError> {
        keys::forget_of_row(self, id, number, keys).await
    }

    async fn note_keys(&mut self, id: ImportId, keys: &[(String, u64)]) -> Result<(), StoreError> {
        keys::note(self, id, keys).await
    }

    async fn forget_keys(&mut self, id: ImportId, at_most: u32) -> Result<bool, StoreError> {
        forget::keys(self, id, at_most).await
    }

    async fn forget_rows(&mut self, id: ImportId, at_most: u32) -> Result<bool, StoreError> {
        forget::rows(self, id, at_most).await
    }

    async fn forget_parts(&mut self, id: ImportId, at_most: u32) -> Result<bool, StoreError> {
        forget::parts(self, id, at_most).await
    }

    async fn forget_part_of_old(
        &mut self,
        touched_before: Instant,
        begun_before: Instant,
        at_most: u32,
    ) -> Result<bool, StoreError> {
        forget::part_of_old(self, touched_before, begun_before, at_most).await
    }
}

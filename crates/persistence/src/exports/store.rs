//! The store traits of exports.

use async_trait::async_trait;
use regulars_interchange::{Export, ExportPart, ExportReads, ExportStore, PartOutline};
use regulars_kernel::{ExportId, Instant, Page, PageRequest, StoreError};

use super::export_row::{ExportRow, wrong};
use super::parts;
use crate::wall::{
    FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, insert_into,
    select_from, update, values,
};

#[in_reads_and_writes]
#[async_trait]
impl ExportReads for ReadTx {
    async fn find_export(&mut self, id: ExportId) -> Result<Option<Export>, StoreError> {
        const FIND: ScopedSql =
            ScopedSql::new(select_from!("exports", ExportRow, "WHERE merchant_id = $1 AND id = $2"));
        self.optional::<ExportRow>(FIND, values![id.value()]).await?.map(ExportRow::convert).transpose()
    }

    async fn list_exports(
        &mut self,
        page: PageRequest<ExportId>,
    ) -> Result<Page<Export, ExportId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_from!("exports", ExportRow, "WHERE merchant_id = $1"));
        let mut query = ScopedQuery::new(LIST, self.backend(), Vec::new());
        if let Some(after) = page.after {
            query.push(" AND id < ?", values![after.value()]);
        }
        query.push(" ORDER BY id DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
        let rows: Vec<ExportRow> = self.query(query).await?;
        let exports = rows.into_iter().map(ExportRow::convert).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(exports, page.size, |export| export.id))
    }

    async fn count_kept_exports(&mut self) -> Result<u64, StoreError> {
        #[derive(FromRow)]
        struct Count {
            kept: i64,
        }
        const COUNT: ScopedSql = ScopedSql::new(
            "SELECT count(*) AS kept FROM exports WHERE merchant_id = $1 AND state IN ('writing', 'ready')",
        );
        let count: Count = self.one(COUNT, values![]).await?;
        count.kept.try_into().map_err(wrong)
    }

    async fn outline_export(&mut self, id: ExportId, run: i64) -> Result<Vec<PartOutline>, StoreError> {
        parts::outline(self, id, run).await
    }

    async fn read_export_part(
        &mut self,
        id: ExportId,
        run: i64,
        number: u32,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        parts::read(self, id, run, number).await
    }
}

#[async_trait]
impl ExportStore for WriteTx {
    async fn insert_export(&mut self, export: &Export) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("exports", ExportRow);
        self.execute(INSERT, ExportRow::of(export).into_values()).await.map(drop)
    }

    async fn find_export_for_change(&mut self, id: ExportId) -> Result<Option<Export>, StoreError> {
        const FIND: ScopedSql = ScopedSql::by_dialect(
            select_from!("exports", ExportRow, "WHERE merchant_id = $1 AND id = $2"),
            select_from!("exports", ExportRow, "WHERE merchant_id = $1 AND id = $2 FOR NO KEY UPDATE"),
        );
        self.optional::<ExportRow>(FIND, values![id.value()]).await?.map(ExportRow::convert).transpose()
    }

    async fn kept_exports_for_change(&mut self) -> Result<Vec<Export>, StoreError> {
        const LIST: ScopedSql = ScopedSql::by_dialect(
            select_from!(
                "exports",
                ExportRow,
                "WHERE merchant_id = $1 AND state IN ('writing', 'ready') ORDER BY id"
            ),
            select_from!(
                "exports",
                ExportRow,
                "WHERE merchant_id = $1 AND state IN ('writing', 'ready') ORDER BY id FOR NO KEY UPDATE"
            ),
        );
        let rows: Vec<ExportRow> = self.all(LIST, values![]).await?;
        rows.into_iter().map(ExportRow::convert).collect()
    }

    async fn update_export(&mut self, export: &Export) -> Result<(), StoreError> {
        const UPDATE: ScopedSql = update!("exports", ExportRow);
        self.execute(UPDATE, ExportRow::of(export).into_values()).await.map(drop)
    }

    async fn insert_export_part(
        &mut self,
        id: ExportId,
        run: i64,
        part: ExportPart,
    ) -> Result<(), StoreError> {
        parts::insert(self, id, run, part).await
    }

    async fn forget_export_parts(
        &mut self,
        id: ExportId,
        kept_run: Option<i64>,
        at_most: u32,
    ) -> Result<bool, StoreError> {
        parts::forget(self, id, kept_run, at_most).await
    }

    async fn forget_old_exports(&mut self, asked_before: Instant) -> Result<(), StoreError> {
        const FORGET: ScopedSql = ScopedSql::new(
            "DELETE FROM exports WHERE merchant_id = $1 AND state NOT IN ('writing', 'ready') AND created_at < $2
             AND NOT EXISTS (SELECT 1 FROM export_parts AS part
                 WHERE part.merchant_id = $1 AND part.export_id = exports.id)",
        );
        self.execute(FORGET, values![asked_before]).await.map(drop)
    }
}

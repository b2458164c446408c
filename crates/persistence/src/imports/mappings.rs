//! Stored mappings.

use async_trait::async_trait;
use regulars_interchange::{ImportMapping, ImportMappingReads, ImportMappingStore};
use regulars_kernel::{ImportMappingId, Instant, Page, PageRequest, StoreError};
use serde_json::Value as Json;
use uuid::Uuid;

use super::columns_json::{headings_from_json, headings_to_json};
use super::import_row::wrong;
use crate::wall::{
    FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, insert_into,
    select_from, values,
};

#[derive(FromRow, RowColumns)]
struct MappingRow {
    id: Uuid,
    name: String,
    columns: Json,
    created_at: Instant,
}

impl MappingRow {
    fn of(mapping: &ImportMapping) -> Self {
        let ImportMapping { id, name, columns, created_at } = mapping;
        Self {
            id: id.value(),
            name: name.as_str().to_owned(),
            columns: headings_to_json(columns),
            created_at: *created_at,
        }
    }

    fn convert(self) -> Result<ImportMapping, StoreError> {
        Ok(ImportMapping {
            id: ImportMappingId::new(self.id),
            name: self.name.parse().map_err(wrong)?,
            columns: headings_from_json(&self.columns)?,
            created_at: self.created_at,
        })
    }
}

#[in_reads_and_writes]
#[async_trait]
impl ImportMappingReads for ReadTx {
    async fn find_mapping(&mut self, id: ImportMappingId) -> Result<Option<ImportMapping>, StoreError> {
        const FIND: ScopedSql =
            ScopedSql::new(select_from!("import_mappings", MappingRow, "WHERE merchant_id = $1 AND id = $2"));
        let row: Option<MappingRow> = self.optional(FIND, values![id.value()]).await?;
        row.map(MappingRow::convert).transpose()
    }

    async fn list_mappings(
        &mut self,
        page: PageRequest<ImportMappingId>,
    ) -> Result<Page<ImportMapping, ImportMappingId>, StoreError> {
        const LIST: ScopedSql =
            ScopedSql::new(select_from!("import_mappings", MappingRow, "WHERE merchant_id = $1"));
        let mut query = ScopedQuery::new(LIST, self.backend(), Vec::new());
        if let Some(after) = page.after {
            query.push(" AND id > ?", values![after.value()]);
        }
        query.push(" ORDER BY id LIMIT ?", values![i64::from(page.size.get()) + 1]);
        let rows: Vec<MappingRow> = self.query(query).await?;
        let mappings = rows.into_iter().map(MappingRow::convert).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(mappings, page.size, |mapping| mapping.id))
    }

    async fn count_mappings(&mut self) -> Result<u64, StoreError> {
        #[derive(FromRow)]
        struct Count {
            mappings: i64,
        }
        const COUNT: ScopedSql =
            ScopedSql::new("SELECT count(*) AS mappings FROM import_mappings WHERE merchant_id = $1");
        let Count { mappings } = self.one(COUNT, Vec::new()).await?;
        mappings.try_into().map_err(wrong)
    }
}

#[async_trait]
impl ImportMappingStore for WriteTx {
    async fn insert_mapping(&mut self, mapping: &ImportMapping) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("import_mappings", MappingRow);
        self.execute(INSERT, MappingRow::of(mapping).into_values()).await.map(drop)
    }

    async fn delete_mapping(&mut self, id: ImportMappingId) -> Result<(), StoreError> {
        const DELETE: ScopedSql =
            ScopedSql::new("DELETE FROM import_mappings WHERE merchant_id = $1 AND id = $2");
        self.execute(DELETE, values![id.value()]).await.map(drop)
    }
}

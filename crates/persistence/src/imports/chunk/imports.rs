//! The import itself, and what is read ahead for its rows.

use std::collections::BTreeSet;

use async_trait::async_trait;
use regulars_customers::CustomerStore;
use regulars_flows::{LookAhead, LookAheadStore};
use regulars_interchange::{
    Disposition, DispositionCounts, Import, ImportReads, ImportStore, RowResult, StagedRow, UndoOutcome,
};
use regulars_kernel::{CustomerId, ImportId, Instant, Page, PageRequest, StoreError};

use super::ImportChunk;
use crate::imports::import_row::count;
use crate::wall::values;

#[async_trait]
impl LookAheadStore for ImportChunk<'_> {
    async fn look_ahead(&mut self, ahead: LookAhead) -> Result<Vec<CustomerId>, StoreError> {
        self.settled().await?;
        self.ahead.read(self.tx, &ahead).await?;
        let mut met: BTreeSet<CustomerId> = ahead.ids.into_iter().collect();
        met.extend(self.ahead.external_ids.values().flatten());
        met.extend(self.ahead.addresses.values().flatten());
        let met: Vec<CustomerId> = met.into_iter().collect();
        let records = self.tx.find_customers_for_change(&met).await?;
        self.records.extend(records.into_iter().map(|record| (record.customer.id, record)));
        Ok(met)
    }

    async fn look_for_keys(&mut self, import: ImportId, keys: Vec<String>) -> Result<(), StoreError> {
        self.ahead.read_rows(self.tx, import, keys).await
    }
}

#[async_trait]
impl ImportReads for ImportChunk<'_> {
    async fn find_import(&mut self, id: ImportId) -> Result<Option<Import>, StoreError> {
        self.settled().await?.find_import(id).await
    }

    async fn list_imports(
        &mut self,
        page: PageRequest<ImportId>,
    ) -> Result<Page<Import, ImportId>, StoreError> {
        self.settled().await?.list_imports(page).await
    }

    async fn count_dispositions(&mut self, id: ImportId) -> Result<DispositionCounts, StoreError> {
        self.settled().await?.count_dispositions(id).await
    }

    async fn list_row_results(
        &mut self,
        id: ImportId,
        disposition: Option<Disposition>,
        undo: Option<UndoOutcome>,
        page: PageRequest<u64>,
    ) -> Result<Page<RowResult, u64>, StoreError> {
        self.settled().await?.list_row_results(id, disposition, undo, page).await
    }

    async fn staged_rows(
        &mut self,
        id: ImportId,
        disposition: Option<Disposition>,
        after: u64,
        at_most: u32,
    ) -> Result<Vec<StagedRow>, StoreError> {
        self.settled().await?.staged_rows(id, disposition, after, at_most).await
    }

    async fn read_part(&mut self, id: ImportId, number: u32) -> Result<Option<Vec<u8>>, StoreError> {
        self.settled().await?.read_part(id, number).await
    }

    async fn first_row_about(&mut self, id: ImportId, keys: &[String]) -> Result<Option<u64>, StoreError> {
        let unknown: Vec<String> =
            keys.iter().filter(|key| !self.ahead.rows.contains_key(*key)).cloned().collect();
        self.ahead.read_rows(self.tx, id, unknown).await?;
        Ok(keys.iter().filter_map(|key| self.ahead.rows.get(key).copied().flatten()).min())
    }
}

#[async_trait]
impl ImportStore for ImportChunk<'_> {
    async fn insert_import(&mut self, import: &Import) -> Result<(), StoreError> {
        self.settled().await?.insert_import(import).await
    }

    async fn insert_part(&mut self, id: ImportId, number: u32, bytes: Vec<u8>) -> Result<(), StoreError> {
        self.settled().await?.insert_part(id, number, bytes).await
    }

    async fn find_import_for_change(&mut self, id: ImportId) -> Result<Option<Import>, StoreError> {
        self.settled().await?.find_import_for_change(id).await
    }

    async fn update_import(&mut self, import: &Import) -> Result<(), StoreError> {
        self.settled().await?.update_import(import).await
    }

    async fn stage_rows(&mut self, id: ImportId, rows: &[StagedRow]) -> Result<(), StoreError> {
        self.settled().await?.stage_rows(id, rows).await
    }

    async fn write_row_results(&mut self, id: ImportId, results: &[RowResult]) -> Result<(), StoreError> {
        self.settled().await?.write_row_results(id, results).await
    }

    async fn note_keys(&mut self, id: ImportId, keys: &[(String, u64)]) -> Result<(), StoreError> {
        let unknown: Vec<String> = keys
            .iter()
            .map(|(key, _)| key)
            .filter(|key| !self.ahead.rows.contains_key(*key))
            .cloned()
            .collect();
        self.ahead.read_rows(self.tx, id, unknown).await?;
        for (key, number) in keys {
            let place = self.ahead.rows.entry(key.clone()).or_default();
            if place.is_none() {
                *place = Some(*number);
                self.pending.row_keys.push(values![id.value(), key.as_str(), count(*number)]);
            }
        }
        Ok(())
    }

    async fn forget_keys(&mut self, id: ImportId, at_most: u32) -> Result<bool, StoreError> {
        self.settled().await?.forget_keys(id, at_most).await
    }

    async fn forget_parts(&mut self, id: ImportId, at_most: u32) -> Result<bool, StoreError> {
        self.settled().await?.forget_parts(id, at_most).await
    }

    async fn empty_done_rows(&mut self, id: ImportId, from: u64, to: u64) -> Result<(), StoreError> {
        self.settled().await?.empty_done_rows(id, from, to).await
    }

    async fn forget_part_of_old(
        &mut self,
        touched_before: Instant,
        begun_before: Instant,
        at_most: u32,
    ) -> Result<bool, StoreError> {
        self.settled().await?.forget_part_of_old(touched_before, begun_before, at_most).await
    }
}

//! The import itself, and what is read ahead for its rows.

use async_trait::async_trait;
use regulars_customers::{CustomerRecord, CustomerStore};
use regulars_flows::{LookAhead, LookAheadStore};
use regulars_interchange::{
    Disposition, DispositionCounts, Import, ImportReads, ImportStore, RowResult, StagedRow, UndoOutcome,
};
use regulars_kernel::{CustomerId, ImportId, Instant, Page, PageRequest, StoreError};

use super::ImportChunk;
use crate::consent::find_subjects;
use crate::imports::keys;

#[async_trait]
impl LookAheadStore for ImportChunk<'_> {
    async fn look_ahead(&mut self, ahead: LookAhead) -> Result<Vec<CustomerRecord>, StoreError> {
        self.settled().await?;
        self.ahead.read(self.tx, &ahead).await?;
        let met: Vec<CustomerId> = self.ahead.met_by(&ahead).into_iter().collect();
        let records = self.tx.find_customers_for_change(&met).await?;
        if ahead.says_standing {
            self.subjects.extend(find_subjects(self.tx, &met).await?);
        }
        self.held.extend(records.iter().map(|record| record.customer.id));
        self.records.extend(records.iter().map(|record| (record.customer.id, record.clone())));
        Ok(records)
    }

    async fn look_for_keys(&mut self, import: ImportId, keys: Vec<String>) -> Result<(), StoreError> {
        self.ahead.read_rows(self.tx, import, keys).await
    }

    async fn earlier_effects(
        &mut self,
        import: ImportId,
        keys: &[String],
        before: u64,
        at_most: u32,
    ) -> Result<Vec<StagedRow>, StoreError> {
        let is_of_earlier = |key: &&String| {
            self.ahead.rows.get(*key).is_none_or(|first| first.is_some_and(|first| first < before))
        };
        let mut keys: Vec<String> = keys.iter().filter(is_of_earlier).cloned().collect();
        keys.sort_unstable();
        keys.dedup();
        keys::earlier_effects(self.settled().await?, import, &keys, before, at_most).await
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

    async fn fates_of_rows(
        &mut self,
        id: ImportId,
        behind: u64,
        up_to: u64,
    ) -> Result<DispositionCounts, StoreError> {
        self.settled().await?.fates_of_rows(id, behind, up_to).await
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
        if !unknown.is_empty() {
            self.settled().await?;
            self.ahead.read_rows(self.tx, id, unknown).await?;
        }
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

    async fn forget_keys_of_row(
        &mut self,
        id: ImportId,
        number: u64,
        keys: &[String],
    ) -> Result<(), StoreError> {
        let is_noted = |key: &&String| self.ahead.rows.get(*key) == Some(&Some(number));
        let noted: Vec<String> = keys.iter().filter(is_noted).cloned().collect();
        if noted.is_empty() {
            return Ok(());
        }
        // Which row is the first now is looked for when somebody asks.
        for key in &noted {
            self.ahead.rows.remove(key);
        }
        self.settled().await?.forget_keys_of_row(id, number, &noted).await
    }

    async fn note_keys(&mut self, id: ImportId, keys: &[(String, u64)]) -> Result<(), StoreError> {
        for (key, number) in keys {
            // Of a key that nobody has looked for it is not known which row is the first about it.
            let first = self.ahead.rows.get_mut(key);
            if first.as_ref().is_some_and(|first| **first == Some(*number)) {
                continue;
            }
            if let Some(first) = first
                && first.is_none_or(|first| first > *number)
            {
                *first = Some(*number);
            }
            self.pending.row_keys.push((key.clone(), *number));
        }
        self.pending.import = Some(id);
        Ok(())
    }

    async fn forget_keys(&mut self, id: ImportId, at_most: u32) -> Result<bool, StoreError> {
        self.settled().await?.forget_keys(id, at_most).await
    }

    async fn forget_rows(&mut self, id: ImportId, at_most: u32) -> Result<bool, StoreError> {
        self.settled().await?.forget_rows(id, at_most).await
    }

    async fn forget_parts(&mut self, id: ImportId, at_most: u32) -> Result<bool, StoreError> {
        self.settled().await?.forget_parts(id, at_most).await
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

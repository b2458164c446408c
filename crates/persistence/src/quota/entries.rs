//! The ledger: rows are added and read, never changed.

use async_trait::async_trait;
use regulars_kernel::{Instant, Page, PageRequest, QuotaEntryId, StoreError};
use regulars_quota::{Counter, EntryKind, EntrySource, QuotaEntry, QuotaLedgerReads, QuotaLedgerStore};
use sea_orm::Value;
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, values};

#[derive(FromRow)]
struct EntryRow {
    id: Uuid,
    kind: String,
    counter_kind: String,
    counter_id: String,
    amount: i64,
    source_kind: String,
    source_id: String,
    step: i64,
    created_at: Instant,
}

impl TryFrom<EntryRow> for QuotaEntry {
    type Error = StoreError;

    fn try_from(row: EntryRow) -> Result<Self, StoreError> {
        let wrong = |what: String| inconsistent("quota_entries", what);
        Ok(Self {
            id: QuotaEntryId::new(row.id),
            kind: EntryKind::parse(&row.kind).map_err(|error| wrong(error.to_string()))?,
            counter: Counter::parse(&row.counter_kind, &row.counter_id)
                .map_err(|error| wrong(error.to_string()))?,
            amount: row.amount,
            source: EntrySource::parse(&row.source_kind, &row.source_id)
                .map_err(|error| wrong(error.to_string()))?,
            step: row.step,
            created_at: row.created_at,
        })
    }
}

fn columns(entry: &QuotaEntry) -> Vec<Value> {
    let QuotaEntry { id, kind, counter, amount, source, step, created_at } = entry;
    values![
        id.value(),
        kind.name(),
        counter.kind(),
        counter.id(),
        *amount,
        source.kind(),
        source.id(),
        *step,
        *created_at
    ]
}

#[in_reads_and_writes]
#[async_trait]
impl QuotaLedgerReads for ReadTx {
    async fn list_quota_entries(
        &mut self,
        page: PageRequest<QuotaEntryId>,
    ) -> Result<Page<QuotaEntry, QuotaEntryId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(
            "SELECT id, kind, counter_kind, counter_id, amount, source_kind, source_id, step, created_at
             FROM quota_entries WHERE merchant_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
        );
        let before = page.after.map_or(Uuid::max(), QuotaEntryId::value);
        let rows: Vec<EntryRow> = self.all(LIST, values![before, i64::from(page.size.get()) + 1]).await?;
        let entries = rows.into_iter().map(QuotaEntry::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(entries, page.size, |entry| entry.id))
    }
}

#[async_trait]
impl QuotaLedgerStore for WriteTx {
    async fn append_quota_entries(&mut self, entries: &[QuotaEntry]) -> Result<(), StoreError> {
        const INSERT: ScopedSql = ScopedSql::new(
            "INSERT INTO quota_entries (merchant_id, id, kind, counter_kind, counter_id, amount, source_kind,
                 source_id, step, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        );
        let Some((first, rest)) = entries.split_first() else { return Ok(()) };
        let mut insert = ScopedQuery::new(INSERT, self.backend(), columns(first));
        for entry in rest {
            insert.push(", ($1, ?, ?, ?, ?, ?, ?, ?, ?, ?)", columns(entry));
        }
        self.run_query(insert).await.map(drop)
    }
}

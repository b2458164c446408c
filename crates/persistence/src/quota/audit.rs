//! Sums for a check of the books.

use async_trait::async_trait;
use regulars_kernel::{Date, QuotaPackId, StoreError};
use regulars_quota::{AuditReads, Balance, Counter, EntryKind, Spender};
use uuid::Uuid;

use super::part_row::counter_of;
use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedSql, in_reads_and_writes, values};

#[derive(FromRow)]
struct MonthRow {
    period: Date,
    granted: i64,
    used: i64,
    reserved: i64,
}

#[derive(FromRow)]
struct PackRow {
    id: Uuid,
    granted: i64,
    used: i64,
    reserved: i64,
}

#[derive(FromRow)]
struct LedgerRow {
    counter_kind: String,
    counter_id: String,
    kind: String,
    amount: i64,
}

#[derive(FromRow)]
struct PartsRow {
    period: Option<Date>,
    pack_id: Option<Uuid>,
    used: i64,
    reserved: i64,
}

#[derive(FromRow)]
struct SpenderRow {
    spender_kind: String,
    spender_id: Uuid,
}

#[in_reads_and_writes]
#[async_trait]
impl AuditReads for ReadTx {
    async fn quota_balances(&mut self) -> Result<Vec<(Counter, Balance)>, StoreError> {
        const MONTHS: ScopedSql =
            ScopedSql::new("SELECT period, granted, used, reserved FROM quota_months WHERE merchant_id = $1");
        const PACKS: ScopedSql = ScopedSql::new(
            "SELECT id, size AS granted, used, reserved FROM quota_packs WHERE merchant_id = $1",
        );
        let months: Vec<MonthRow> = self.all(MONTHS, values![]).await?;
        let packs: Vec<PackRow> = self.all(PACKS, values![]).await?;
        let months = months.into_iter().map(|MonthRow { period, granted, used, reserved }| {
            (Counter::Month(period), Balance { granted, used, reserved })
        });
        let packs = packs.into_iter().map(|PackRow { id, granted, used, reserved }| {
            (Counter::Pack(QuotaPackId::new(id)), Balance { granted, used, reserved })
        });
        Ok(months.chain(packs).collect())
    }

    async fn quota_ledger_sums(&mut self) -> Result<Vec<(Counter, EntryKind, i64)>, StoreError> {
        const SUM: ScopedSql = ScopedSql::new(
            "SELECT counter_kind, counter_id, kind, CAST(sum(amount) AS bigint) AS amount FROM quota_entries
             WHERE merchant_id = $1 GROUP BY counter_kind, counter_id, kind",
        );
        let wrong = |what: String| inconsistent("quota_entries", what);
        let rows: Vec<LedgerRow> = self.all(SUM, values![]).await?;
        rows.into_iter()
            .map(|row| {
                let counter = Counter::parse(&row.counter_kind, &row.counter_id)
                    .map_err(|error| wrong(error.to_string()))?;
                let kind = EntryKind::parse(&row.kind).map_err(|error| wrong(error.to_string()))?;
                Ok((counter, kind, row.amount))
            })
            .collect()
    }

    async fn quota_part_sums(&mut self) -> Result<Vec<(Counter, Balance)>, StoreError> {
        const SUM: ScopedSql = ScopedSql::new(
            "SELECT period, pack_id, CAST(sum(used) AS bigint) AS used,
                 CAST(sum(reserved - used - returned) AS bigint) AS reserved
             FROM quota_reservation_parts WHERE merchant_id = $1 GROUP BY period, pack_id",
        );
        let rows: Vec<PartsRow> = self.all(SUM, values![]).await?;
        rows.into_iter()
            .map(|PartsRow { period, pack_id, used, reserved }| {
                Ok((counter_of(period, pack_id)?, Balance { granted: 0, used, reserved }))
            })
            .collect()
    }

    async fn unbalanced_reservations(&mut self) -> Result<Vec<Spender>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(
            "SELECT whole.spender_kind, whole.spender_id
             FROM quota_reservations AS whole
             LEFT JOIN quota_reservation_parts AS part
                 ON part.merchant_id = whole.merchant_id AND part.spender_kind = whole.spender_kind
                     AND part.spender_id = whole.spender_id
             WHERE whole.merchant_id = $1
             GROUP BY whole.spender_kind, whole.spender_id, whole.reserved, whole.used, whole.returned
             HAVING coalesce(sum(part.reserved), 0) <> whole.reserved
                 OR coalesce(sum(part.used), 0) <> whole.used
                 OR coalesce(sum(part.returned), 0) <> whole.returned",
        );
        let rows: Vec<SpenderRow> = self.all(LIST, values![]).await?;
        rows.into_iter()
            .map(|row| {
                Spender::parse(&row.spender_kind, row.spender_id)
                    .map_err(|error| inconsistent("quota_reservations", error))
            })
            .collect()
    }
}

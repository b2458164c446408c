//! Packs.

use regulars_kernel::{Instant, QuotaPackId, QuotaPackOrderId, StoreError};
use regulars_quota::{Balance, QuotaPack};
use sea_orm::Value;
use uuid::Uuid;

use crate::actor::{actor_of, actor_text};
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct PackRow {
    id: Uuid,
    order_id: Option<Uuid>,
    ordered_at: Option<Instant>,
    granted_by: String,
    granted_at: Instant,
    size: i64,
    used: i64,
    reserved: i64,
}

impl TryFrom<PackRow> for QuotaPack {
    type Error = StoreError;

    fn try_from(row: PackRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: QuotaPackId::new(row.id),
            order: row.order_id.map(QuotaPackOrderId::new),
            ordered_at: row.ordered_at,
            granted_by: actor_of("quota_packs", &row.granted_by)?,
            granted_at: row.granted_at,
            balance: Balance { granted: row.size, used: row.used, reserved: row.reserved },
        })
    }
}

fn columns(pack: &QuotaPack) -> Vec<Value> {
    let QuotaPack { id, order, ordered_at, granted_by, granted_at, balance } = pack;
    let order = order.map(QuotaPackOrderId::value);
    let Balance { granted, used, reserved } = *balance;
    let by = actor_text(*granted_by);
    values![id.value(), order, *ordered_at, by, *granted_at, granted, used, reserved, *granted_at]
}

/// Packs with units that nobody holds. Ids of packs sort by age.
pub(super) async fn with_room(tx: &ReadTx) -> Result<Vec<QuotaPack>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(
        "SELECT id, order_id, ordered_at, granted_by, granted_at, size, used, reserved FROM quota_packs
         WHERE merchant_id = $1 AND used + reserved < size ORDER BY id",
    );
    tx.all::<PackRow>(LIST, values![]).await?.into_iter().map(QuotaPack::try_from).collect()
}

pub(super) async fn insert(tx: &WriteTx, packs: &[QuotaPack]) -> Result<(), StoreError> {
    const INSERT: ScopedSql = ScopedSql::new(
        "INSERT INTO quota_packs (merchant_id, id, order_id, ordered_at, granted_by, granted_at, size, used, reserved,
             last_taken, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10)",
    );
    let Some((first, rest)) = packs.split_first() else { return Ok(()) };
    let mut insert = ScopedQuery::new(INSERT, tx.backend(), columns(first));
    for pack in rest {
        insert.push(", ($1, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)", columns(pack));
    }
    tx.run_query(insert).await.map(drop)
}

//! How much there is of rewards. Each change of a row is one statement with a condition on that row: who comes second finds what the
//! first one has left, and never more than there is.

use regulars_kernel::{Instant, Page, PageRequest, RewardId, StockMovementId, StoreError, StoreId};
use regulars_loyalty::{StockLevel, StockMovement};
use uuid::Uuid;

use super::stock_row::MovementRow;
use crate::error::inconsistent;
use crate::wall::{
    FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, insert_into, select_from, values,
};

/// The id of the store in keys, where the merchant's own stock is that of no store.
pub(super) fn place_of(store: Option<StoreId>) -> Uuid {
    store.map_or(Uuid::nil(), StoreId::value)
}

pub(super) async fn levels(
    tx: &ReadTx,
    reward: RewardId,
    now: Instant,
) -> Result<Vec<StockLevel>, StoreError> {
    #[derive(FromRow)]
    struct LevelRow {
        store_id: Uuid,
        on_hand: i64,
        reserved: i64,
        lapsed: i64,
    }
    const LEVELS: ScopedSql = ScopedSql::new(
        "SELECT s.store_id, s.on_hand, s.reserved, CAST(coalesce((
             SELECT sum(o.quantity) FROM reward_orders AS o
             WHERE o.merchant_id = $1 AND o.reward_id = $2 AND o.state = 'reserved' AND o.expires_at <= $3
                 AND o.holds_stock AND coalesce(o.store_id, $4) = s.store_id), 0) AS bigint) AS lapsed
         FROM reward_stocks AS s WHERE s.merchant_id = $1 AND s.reward_id = $2 ORDER BY s.store_id",
    );
    let rows: Vec<LevelRow> = tx.all(LEVELS, values![reward.value(), now, Uuid::nil()]).await?;
    let level = |row: LevelRow| StockLevel {
        store: Some(row.store_id).filter(|store| !store.is_nil()).map(StoreId::new),
        on_hand: row.on_hand,
        reserved: row.reserved - row.lapsed,
    };
    Ok(rows.into_iter().map(level).collect())
}

pub(super) async fn movements(
    tx: &ReadTx,
    reward: RewardId,
    page: PageRequest<StockMovementId>,
) -> Result<Page<StockMovement, StockMovementId>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(select_from!(
        "reward_stock_movements",
        MovementRow,
        "WHERE merchant_id = $1 AND reward_id = $2"
    ));
    let mut query = ScopedQuery::new(LIST, tx.backend(), values![reward.value()]);
    if let Some(after) = page.after {
        query.push(" AND id < ?", values![after.value()]);
    }
    query.push(" ORDER BY id DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
    let rows: Vec<MovementRow> = tx.query(query).await?;
    let movements = rows.into_iter().map(StockMovement::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_surplus(movements, page.size, |movement| movement.id))
}

pub(super) async fn insert_movement(tx: &WriteTx, movement: &StockMovement) -> Result<(), StoreError> {
    const INSERT: ScopedSql = insert_into!("reward_stock_movements", MovementRow);
    tx.execute(INSERT, MovementRow::from(movement).into_values()).await.map(drop)
}

pub(super) async fn reserve(
    tx: &WriteTx,
    reward: RewardId,
    store: Option<StoreId>,
    quantity: i64,
) -> Result<bool, StoreError> {
    const RESERVE: ScopedSql = ScopedSql::new(
        "UPDATE reward_stocks SET reserved = reserved + $4
         WHERE merchant_id = $1 AND reward_id = $2 AND store_id = $3 AND on_hand - reserved >= $4",
    );
    Ok(tx.execute(RESERVE, values![reward.value(), place_of(store), quantity]).await? > 0)
}

pub(super) async fn release(
    tx: &WriteTx,
    reward: RewardId,
    store: Option<StoreId>,
    quantity: i64,
) -> Result<(), StoreError> {
    const RELEASE: ScopedSql = ScopedSql::new(
        "UPDATE reward_stocks SET reserved = reserved - $4
         WHERE merchant_id = $1 AND reward_id = $2 AND store_id = $3 AND reserved >= $4",
    );
    held(tx.execute(RELEASE, values![reward.value(), place_of(store), quantity]).await?)
}

pub(super) async fn issue(
    tx: &WriteTx,
    reward: RewardId,
    store: Option<StoreId>,
    quantity: i64,
) -> Result<(), StoreError> {
    const ISSUE: ScopedSql = ScopedSql::new(
        "UPDATE reward_stocks SET on_hand = on_hand - $4, reserved = reserved - $4
         WHERE merchant_id = $1 AND reward_id = $2 AND store_id = $3 AND reserved >= $4",
    );
    held(tx.execute(ISSUE, values![reward.value(), place_of(store), quantity]).await?)
}

fn held(changed: u64) -> Result<(), StoreError> {
    if changed > 0 { Ok(()) } else { Err(inconsistent("reward_stocks", "less is held than an order says")) }
}

pub(super) async fn change(
    tx: &WriteTx,
    reward: RewardId,
    store: Option<StoreId>,
    quantity: i64,
) -> Result<bool, StoreError> {
    const ADD: ScopedSql = ScopedSql::new(
        "INSERT INTO reward_stocks (merchant_id, reward_id, store_id, on_hand, reserved) VALUES ($1, $2, $3, $4, 0)
         ON CONFLICT (merchant_id, reward_id, store_id)
         DO UPDATE SET on_hand = reward_stocks.on_hand + excluded.on_hand",
    );
    const TAKE: ScopedSql = ScopedSql::new(
        "UPDATE reward_stocks SET on_hand = on_hand + $4
         WHERE merchant_id = $1 AND reward_id = $2 AND store_id = $3 AND on_hand + $4 - reserved >= 0",
    );
    let sql = if quantity > 0 { ADD } else { TAKE };
    Ok(tx.execute(sql, values![reward.value(), place_of(store), quantity]).await? > 0)
}

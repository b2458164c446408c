//! Orders that were not confirmed in time: whoever needs the stock that they hold ends them.

use std::collections::BTreeMap;

use regulars_kernel::{Actor, Instant, RewardId, StoreError, StoreId};
use regulars_loyalty::RewardOrderState;
use uuid::Uuid;

use super::stock::{place_of, release};
use crate::actor::actor_text;
use crate::wall::{Condition, FromRow, ScopedQuery, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct LapsedRow {
    id: Uuid,
    store_id: Option<Uuid>,
    quantity: i64,
    holds_stock: bool,
}

#[derive(FromRow)]
struct PlaceRow {
    #[expect(dead_code, reason = "that it was written is all that is asked")]
    place: i64,
}

/// A hundred at most. Orders that somebody else is at are left, so that nobody waits for an order who holds stock. Their points have
/// come back by themselves.
pub(super) async fn expire(tx: &WriteTx, reward: RewardId, now: Instant) -> Result<bool, StoreError> {
    const EXPIRE: ScopedSql = ScopedSql::by_dialect(
        "UPDATE reward_orders SET state = 'expired', updated_at = $3
         WHERE merchant_id = $1 AND id IN (
             SELECT o.id FROM reward_orders AS o
             WHERE o.merchant_id = $1 AND o.reward_id = $2 AND o.state = 'reserved' AND o.expires_at <= $3
             ORDER BY o.expires_at, o.id LIMIT 100)
         RETURNING id, store_id, quantity, holds_stock",
        "UPDATE reward_orders SET state = 'expired', updated_at = $3
         WHERE merchant_id = $1 AND id IN (
             SELECT o.id FROM reward_orders AS o
             WHERE o.merchant_id = $1 AND o.reward_id = $2 AND o.state = 'reserved' AND o.expires_at <= $3
             ORDER BY o.expires_at, o.id LIMIT 100 FOR UPDATE SKIP LOCKED)
         RETURNING id, store_id, quantity, holds_stock",
    );
    let lapsed: Vec<LapsedRow> = tx.all(EXPIRE, values![reward.value(), now]).await?;
    if lapsed.is_empty() {
        return Ok(false);
    }
    let mut freed: BTreeMap<Uuid, (Option<StoreId>, i64)> = BTreeMap::new();
    for row in lapsed.iter().filter(|row| row.holds_stock) {
        let store = row.store_id.map(StoreId::new);
        freed.entry(place_of(store)).or_insert((store, 0)).1 += row.quantity;
    }
    for (store, quantity) in freed.into_values() {
        release(tx, reward, store, quantity).await?;
    }
    keep_states(tx, &lapsed, now).await?;
    Ok(true)
}

async fn keep_states(tx: &WriteTx, lapsed: &[LapsedRow], now: Instant) -> Result<(), StoreError> {
    const KEEP: ScopedSql = ScopedSql::new(
        "INSERT INTO reward_order_states (merchant_id, order_id, place, state, actor, recorded_at)
         SELECT $1, o.id, coalesce((
             SELECT max(s.place) FROM reward_order_states AS s
             WHERE s.merchant_id = $1 AND s.order_id = o.id), 0) + 1, $2, $3, $4
         FROM reward_orders AS o WHERE o.merchant_id = $1 AND ",
    );
    let ids: Vec<Uuid> = lapsed.iter().map(|row| row.id).collect();
    let state = RewardOrderState::Expired.name();
    let known = values![state, actor_text(Actor::System), now];
    let mut query = ScopedQuery::new(KEEP, tx.backend(), known);
    query.push_condition(Condition::one_of_ids(tx.backend(), "o.id", &ids));
    query.push(" RETURNING place", []);
    let _: Vec<PlaceRow> = tx.query(query).await?;
    Ok(())
}

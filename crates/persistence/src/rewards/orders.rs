//! Orders of rewards: found, listed, held and written, with their history.

use std::collections::BTreeMap;

use regulars_kernel::{
    Actor, CustomerId, Instant, Page, PageRequest, PointOperationId, RewardId, RewardOrderId, StoreError,
};
use regulars_loyalty::{OrderDetails, OrderEvent, OrderQuery, RewardOrder, RewardOrderState};
use uuid::Uuid;

use super::order_row::{OrderStateRow, RewardOrderRow};
use crate::actor::actor_text;
use crate::wall::{
    Condition, FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, insert_into, select_from, values,
};

#[derive(FromRow)]
struct IdRow {
    #[expect(dead_code, reason = "whether there is one is all that is asked")]
    id: Uuid,
}

pub(super) async fn find(tx: &ReadTx, id: RewardOrderId) -> Result<Option<RewardOrder>, StoreError> {
    const FIND: ScopedSql =
        ScopedSql::new(select_from!("reward_orders", RewardOrderRow, "WHERE merchant_id = $1 AND id = $2"));
    let row: Option<RewardOrderRow> = tx.optional(FIND, values![id.value()]).await?;
    row.map(RewardOrder::try_from).transpose()
}

pub(super) async fn hold(tx: &WriteTx, id: RewardOrderId) -> Result<Option<RewardOrder>, StoreError> {
    const HOLD: ScopedSql = ScopedSql::locking_in_writes(select_from!(
        "reward_orders",
        RewardOrderRow,
        "WHERE merchant_id = $1 AND id = $2"
    ));
    let row: Option<RewardOrderRow> = tx.optional(HOLD, values![id.value()]).await?;
    row.map(RewardOrder::try_from).transpose()
}

/// One that has lapsed stands where it will be written: it is listed as expired, and not as reserved.
pub(super) async fn list(
    tx: &ReadTx,
    asked: OrderQuery,
    now: Instant,
    page: PageRequest<RewardOrderId>,
) -> Result<Page<RewardOrder, RewardOrderId>, StoreError> {
    const LIST: ScopedSql =
        ScopedSql::new(select_from!("reward_orders", RewardOrderRow, "WHERE merchant_id = $1"));
    let mut query = ScopedQuery::new(LIST, tx.backend(), values![]);
    if let Some(customer) = asked.customer {
        query.push(" AND customer_id = ?", values![customer.value()]);
    }
    if let Some(reward) = asked.reward {
        query.push(" AND reward_id = ?", values![reward.value()]);
    }
    match asked.state {
        Some(RewardOrderState::Reserved) => {
            query.push(" AND state = 'reserved' AND expires_at > ?", values![now]);
        }
        Some(RewardOrderState::Expired) => {
            query.push(
                " AND state IN ('expired', 'reserved') AND (state = 'expired' OR expires_at <= ?)",
                values![now],
            );
        }
        Some(state) => {
            query.push(" AND state = ?", values![state.name()]);
        }
        None => {}
    }
    if let Some(after) = page.after {
        query.push(" AND id < ?", values![after.value()]);
    }
    query.push(" ORDER BY id DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
    let rows: Vec<RewardOrderRow> = tx.query(query).await?;
    let orders = rows.into_iter().map(RewardOrder::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_surplus(orders, page.size, |order| order.id))
}

/// Two statements, however many orders there are.
pub(super) async fn details(
    tx: &ReadTx,
    ids: &[RewardOrderId],
) -> Result<BTreeMap<RewardOrderId, OrderDetails>, StoreError> {
    #[derive(FromRow)]
    struct CodeRow {
        order_id: Uuid,
        code: String,
    }
    const HISTORY: ScopedSql = ScopedSql::new(
        "SELECT order_id, place, state, actor, recorded_at FROM reward_order_states WHERE merchant_id = $1 AND ",
    );
    const CODES: ScopedSql = ScopedSql::new(
        "SELECT order_id, code FROM reward_codes WHERE merchant_id = $1 AND order_id IS NOT NULL AND ",
    );
    let mut details: BTreeMap<RewardOrderId, OrderDetails> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(details);
    }
    let ids: Vec<Uuid> = ids.iter().map(|id| id.value()).collect();
    let asked = |sql: ScopedSql, order: &str| {
        let mut query = ScopedQuery::new(sql, tx.backend(), values![]);
        query.push_condition(Condition::one_of_ids(tx.backend(), "order_id", &ids));
        query.push(order, []);
        query
    };
    let history: Vec<OrderStateRow> = tx.query(asked(HISTORY, " ORDER BY order_id, place")).await?;
    for row in history {
        let order = RewardOrderId::new(row.order_id);
        details.entry(order).or_default().history.push(OrderEvent::try_from(row)?);
    }
    let codes: Vec<CodeRow> = tx.query(asked(CODES, " ORDER BY order_id, code")).await?;
    for CodeRow { order_id, code } in codes {
        details.entry(RewardOrderId::new(order_id)).or_default().codes.push(code);
    }
    Ok(details)
}

pub(super) async fn are_there(tx: &ReadTx, reward: RewardId) -> Result<bool, StoreError> {
    const FIND: ScopedSql =
        ScopedSql::new("SELECT id FROM reward_orders WHERE merchant_id = $1 AND reward_id = $2 LIMIT 1");
    let row: Option<IdRow> = tx.optional(FIND, values![reward.value()]).await?;
    Ok(row.is_some())
}

pub(super) async fn hold_customer(tx: &WriteTx, id: CustomerId) -> Result<bool, StoreError> {
    const HOLD: ScopedSql =
        ScopedSql::locking_in_writes("SELECT id FROM customers WHERE merchant_id = $1 AND id = $2");
    let row: Option<IdRow> = tx.optional(HOLD, values![id.value()]).await?;
    Ok(row.is_some())
}

pub(super) async fn had(
    tx: &ReadTx,
    reward: RewardId,
    customer: CustomerId,
    now: Instant,
) -> Result<i64, StoreError> {
    #[derive(FromRow)]
    struct HadRow {
        quantity: i64,
    }
    const HAD: ScopedSql = ScopedSql::new(
        "SELECT CAST(coalesce(sum(o.quantity), 0) AS bigint) AS quantity FROM reward_orders AS o
         WHERE o.merchant_id = $1 AND o.customer_id = $3 AND o.reward_id = $2
             AND o.state NOT IN ('cancelled', 'expired', 'returned')
             AND (o.state <> 'reserved' OR o.expires_at > $4)",
    );
    let HadRow { quantity } = tx.one(HAD, values![reward.value(), customer.value(), now]).await?;
    Ok(quantity)
}

pub(super) async fn insert(tx: &WriteTx, order: &RewardOrder, actor: Actor) -> Result<(), StoreError> {
    const INSERT: ScopedSql = insert_into!("reward_orders", RewardOrderRow);
    tx.execute(INSERT, RewardOrderRow::from(order).into_values()).await?;
    keep_state(tx, order, actor).await
}

pub(super) async fn update(tx: &WriteTx, order: &RewardOrder, actor: Actor) -> Result<(), StoreError> {
    const UPDATE: ScopedSql = ScopedSql::new(
        "UPDATE reward_orders SET state = $3, holds_stock = $4, given_operation_id = $5, updated_at = $6
         WHERE merchant_id = $1 AND id = $2",
    );
    let RewardOrder { id, state, holds_stock, given, updated_at, .. } = order;
    let given = given.map(PointOperationId::value);
    tx.execute(UPDATE, values![id.value(), state.name(), *holds_stock, given, *updated_at]).await?;
    keep_state(tx, order, actor).await
}

/// The order is held: nobody else takes the next place of its history.
async fn keep_state(tx: &WriteTx, order: &RewardOrder, actor: Actor) -> Result<(), StoreError> {
    const KEEP: ScopedSql = ScopedSql::new(
        "INSERT INTO reward_order_states (merchant_id, order_id, place, state, actor, recorded_at)
         SELECT $1, $2, coalesce(max(s.place), 0) + 1, $3, $4, $5 FROM reward_order_states AS s
         WHERE s.merchant_id = $1 AND s.order_id = $2",
    );
    let RewardOrder { id, state, updated_at, .. } = order;
    tx.execute(KEEP, values![id.value(), state.name(), actor_text(actor), *updated_at]).await.map(drop)
}

//! Carts as they are found and listed.

use regulars_kernel::{CartId, CartState, CustomerId, Instant, Page, PageRequest, StoreError};
use regulars_purchases::{Cart, CartPosition, CartQuery};
use sea_orm::Value;

use super::cart_row::CartRow;
use super::state::state_at;
use crate::page_weight::lightened;
use crate::wall::{ReadTx, ScopedQuery, ScopedSql, select_from, values};

/// One of nobody that has expired is not there, even where it is not taken away yet.
const IS_THERE: &str = " AND (k.customer_id IS NOT NULL OR k.expires_at > ?)";

pub(super) async fn find(tx: &ReadTx, id: CartId, now: Instant) -> Result<Option<Cart>, StoreError> {
    const FIND: ScopedSql = ScopedSql::locking_for_deletion(select_from!(
        "carts",
        CartRow,
        "AS k WHERE merchant_id = $1 AND id = $2 AND (customer_id IS NOT NULL OR expires_at > $3)"
    ));
    let row: Option<CartRow> = tx.optional(FIND, values![id.value(), now]).await?;
    row.map(Cart::try_from).transpose()
}

pub(super) async fn list(
    tx: &ReadTx,
    asked: &CartQuery,
    page: PageRequest<CartPosition>,
) -> Result<Page<Cart, CartPosition>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(select_from!("carts", CartRow, "AS k WHERE k.merchant_id = $1"));
    const WEIGHTS: ScopedSql = ScopedSql::by_dialect(
        "SELECT length(CAST(k.lines AS BLOB)) AS weight FROM carts AS k WHERE k.merchant_id = $1",
        "SELECT octet_length(k.lines::text)::bigint AS weight FROM carts AS k WHERE k.merchant_id = $1",
    );
    let selected = |text: ScopedSql, most: i64| {
        let mut query = ScopedQuery::new(text, tx.backend(), values![]);
        narrow(&mut query, asked, page.after);
        query.push(" ORDER BY k.changed_at DESC, k.id DESC LIMIT ?", values![most]);
        query
    };
    let size = lightened(tx, selected(WEIGHTS, i64::from(page.size.get())), page.size).await?;
    let rows: Vec<CartRow> = tx.query(selected(LIST, i64::from(size.get()) + 1)).await?;
    let carts = rows.into_iter().map(Cart::try_from).collect::<Result<Vec<_>, _>>()?;
    let position = |cart: &Cart| CartPosition { changed_at: cart.changed_at, id: cart.id };
    Ok(Page::from_surplus(carts, size, position))
}

fn narrow(query: &mut ScopedQuery, asked: &CartQuery, after: Option<CartPosition>) {
    query.push(IS_THERE, values![asked.now]);
    push_states(query, asked);
    let mut narrow = |condition: &str, value: Option<Value>| {
        if let Some(value) = value {
            query.push(condition, [value]);
        }
    };
    narrow(" AND k.customer_id = ?", asked.customer.map(CustomerId::value).map(Value::from));
    narrow(" AND k.external_id = ?", asked.external_id.as_ref().map(|id| id.as_str().into()));
    narrow(" AND k.changed_at >= ?", asked.from.map(Value::from));
    narrow(" AND k.changed_at < ?", asked.until.map(Value::from));
    if let Some(CartPosition { changed_at, id }) = after {
        query.push(" AND (k.changed_at, k.id) < (?, ?)", values![changed_at, id.value()]);
    }
}

/// Narrows to the states. What is said twice of those that were not bought is what an index knows.
fn push_states(query: &mut ScopedQuery, asked: &CartQuery) {
    if asked.states.is_empty() {
        return;
    }
    query.push(concat!(" AND ", state_at!("?"), " IN ("), values![asked.now, asked.now]);
    for (place, state) in asked.states.iter().enumerate() {
        query.push(if place == 0 { "?" } else { ", ?" }, values![state.name()]);
    }
    query.push(")", []);
    let is_bought = |state: &CartState| matches!(state, CartState::Recovered | CartState::Completed);
    if !asked.states.iter().any(is_bought) {
        query.push(" AND k.purchase_id IS NULL", []);
    }
}

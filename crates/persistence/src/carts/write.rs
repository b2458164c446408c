//! Writes carts and takes them away.

use regulars_kernel::{CartId, Instant, StoreError};
use regulars_purchases::Cart;

use super::cart_row::{CartRow, TABLE};
use crate::error::inconsistent;
use crate::wall::{RowColumns, ScopedSql, WriteTx, insert_into, select_from, values};

/// How many carts of nobody go at a time.
const FORGOTTEN_AT_ONCE: i64 = 100;

/// One statement decides whether the cart is newer, so that two at once end in the state of the newer one.
pub(super) async fn put(tx: &mut WriteTx, cart: &Cart) -> Result<(bool, Cart), StoreError> {
    const PUT: ScopedSql = insert_into!(
        "carts",
        CartRow,
        "ON CONFLICT (merchant_id, external_id) DO UPDATE
         SET customer_id = coalesce(excluded.customer_id, carts.customer_id), stage = excluded.stage,
             currency = excluded.currency, lines = excluded.lines, total = excluded.total, url = excluded.url,
             changed_at = excluded.changed_at, abandons_at = excluded.abandons_at,
             recoverable_until = excluded.recoverable_until, expires_at = excluded.expires_at,
             updated_at = excluded.updated_at
         WHERE carts.purchase_id IS NULL AND carts.changed_at <= excluded.changed_at"
    );
    const FIND: ScopedSql =
        ScopedSql::new(select_from!("carts", CartRow, "WHERE merchant_id = $1 AND external_id = $2"));
    let written = tx.execute(PUT, CartRow::try_from(cart)?.into_values()).await? > 0;
    let kept: Option<CartRow> = tx.optional(FIND, values![cart.external_id.as_str()]).await?;
    let kept = kept.ok_or_else(|| inconsistent(TABLE, "one is gone in the transaction that wrote it"))?;
    Ok((written, Cart::try_from(kept)?))
}

pub(super) async fn delete(tx: &mut WriteTx, id: CartId) -> Result<(), StoreError> {
    const DELETE: ScopedSql = ScopedSql::new("DELETE FROM carts WHERE merchant_id = $1 AND id = $2");
    tx.execute(DELETE, values![id.value()]).await.map(drop)
}

pub(super) async fn forget(tx: &mut WriteTx, now: Instant) -> Result<(), StoreError> {
    const FORGET: ScopedSql = ScopedSql::new(
        "DELETE FROM carts WHERE merchant_id = $1 AND customer_id IS NULL AND id IN (
             SELECT k.id FROM carts AS k
             WHERE k.merchant_id = $1 AND k.customer_id IS NULL AND k.expires_at <= $2
             ORDER BY k.expires_at LIMIT $3)",
    );
    tx.execute(FORGET, values![now, FORGOTTEN_AT_ONCE]).await.map(drop)
}

#[cfg(test)]
mod tests {
    use chrono::Duration;
    use regulars_kernel::{CartTimes, Environment};
    use regulars_purchases::CartStage;

    use super::*;
    use crate::trial::on_each_database;
    use crate::wall::FromRow;

    #[derive(FromRow)]
    struct Left {
        found: i64,
        earliest: Option<Instant>,
    }

    async fn left(tx: &WriteTx) -> (i64, Option<Instant>) {
        const LEFT: ScopedSql = ScopedSql::new(
            "SELECT count(*) AS found, min(expires_at) AS earliest FROM carts WHERE merchant_id = $1",
        );
        let Left { found, earliest } = tx.one(LEFT, values![]).await.unwrap();
        (found, earliest)
    }

    /// One that is nobody's.
    fn cart(environment: &Environment, number: i64, expires_at: Instant) -> Cart {
        let changed_at = expires_at - Cart::EXPIRES_AFTER;
        Cart {
            id: CartId::new(environment.new_id()),
            external_id: format!("w-{number}").parse().unwrap(),
            customer: None,
            stage: CartStage::Cart,
            currency: "RSD".parse().unwrap(),
            lines: Vec::new(),
            total: 0,
            url: None,
            changed_at,
            times: CartTimes { abandons_at: changed_at, expires_at, bought_at: None },
            recoverable_until: changed_at,
            purchase: None,
            created_at: changed_at,
            updated_at: changed_at,
        }
    }

    #[tokio::test]
    async fn carts_of_nobody_go_so_many_at_a_time_and_the_oldest_first() {
        on_each_database(async |trial| {
            let shop = trial.new_merchant("shop").await;
            let work = trial.write(shop, |tx, stage| {
                Box::pin(async move {
                    let now = stage.environment.now();
                    for number in 0..FORGOTTEN_AT_ONCE + 30 {
                        let expired = cart(&stage.environment, number, now - Duration::minutes(number));
                        put(tx, &expired).await.unwrap();
                    }
                    let later = now + Duration::minutes(1);
                    put(tx, &cart(&stage.environment, -1, later)).await.unwrap();
                    forget(tx, now).await.unwrap();
                    assert_eq!(left(tx).await, (31, Some(now - Duration::minutes(29))));
                    for _ in 0..2 {
                        forget(tx, now).await.unwrap();
                        assert_eq!(left(tx).await, (1, Some(later)));
                    }
                })
            });
            work.await;
        })
        .await;
    }
}

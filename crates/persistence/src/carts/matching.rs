//! Which purchase came of which cart: when the receipt is recorded, and when the cart comes after it.
//!
//! A receipt that names a cart came of that one, whoever has bought. Of one that names none the cart is the latest of its buyer
//! that was changed before, may still be recovered, and has something that was bought. On PostgreSQL the function that records
//! receipts says the same.

use regulars_kernel::{CustomerId, Instant, PurchaseId, StoreError};
use regulars_purchases::{Cart, Receipt};
use uuid::Uuid;

use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

/// Writes down of which cart a receipt came that was recorded on SQLite.
pub(crate) async fn match_receipt(
    tx: &WriteTx,
    receipt: &Receipt,
    buyer: Option<Uuid>,
) -> Result<(), StoreError> {
    const BY_NAME: ScopedSql = ScopedSql::new(
        "UPDATE carts SET purchase_id = $2, bought_at = $3, updated_at = $4, customer_id = coalesce(customer_id, $6)
         WHERE merchant_id = $1 AND external_id = $5 AND purchase_id IS NULL",
    );
    const BY_BUYER: ScopedSql = ScopedSql::new(
        "UPDATE carts SET purchase_id = $2, bought_at = $3, updated_at = $4
         WHERE merchant_id = $1 AND purchase_id IS NULL AND id = (
             SELECT c.id FROM carts AS c
             WHERE c.merchant_id = $1 AND c.customer_id = $5 AND c.purchase_id IS NULL
                 AND c.changed_at <= $3 AND c.recoverable_until > $3
                 AND EXISTS (SELECT 1 FROM json_each(c.lines) AS kept
                             JOIN purchase_lines AS l ON l.merchant_id = $1 AND l.purchase_id = $2
                                 AND l.sku = kept.value ->> 'sku')
             ORDER BY c.changed_at DESC, c.id DESC LIMIT 1)",
    );
    let mut bought = values![receipt.id.value(), receipt.counted_at(), receipt.recorded_at];
    match (&receipt.cart, buyer) {
        (Some(cart), buyer) => {
            bought.extend(values![cart.as_str(), buyer]);
            tx.execute(BY_NAME, bought).await.map(drop)
        }
        (None, Some(buyer)) => {
            bought.extend(values![buyer]);
            tx.execute(BY_BUYER, bought).await.map(drop)
        }
        (None, None) => Ok(()),
    }
}

#[derive(FromRow)]
struct BoughtRow {
    id: Uuid,
    counted_at: Instant,
    customer_id: Option<Uuid>,
}

pub(super) async fn match_cart(tx: &WriteTx, cart: &Cart, now: Instant) -> Result<Cart, StoreError> {
    const MATCH: ScopedSql = ScopedSql::new(
        "UPDATE carts SET purchase_id = $3, bought_at = $4, updated_at = $5, customer_id = coalesce(customer_id, $6)
         WHERE merchant_id = $1 AND id = $2 AND purchase_id IS NULL",
    );
    let Some(BoughtRow { id, counted_at, customer_id }) = find_purchase(tx, cart).await? else {
        return Ok(cart.clone());
    };
    tx.execute(MATCH, values![cart.id.value(), id, counted_at, now, customer_id]).await?;
    let customer = cart.customer.or_else(|| customer_id.map(CustomerId::new));
    let mut bought = Cart { customer, purchase: Some(PurchaseId::new(id)), updated_at: now, ..cart.clone() };
    bought.times.bought_at = Some(counted_at);
    Ok(bought)
}

async fn find_purchase(tx: &ReadTx, cart: &Cart) -> Result<Option<BoughtRow>, StoreError> {
    const BY_NAME: ScopedSql = ScopedSql::new(
        "SELECT p.id, p.counted_at, p.customer_id FROM purchases AS p
         WHERE p.merchant_id = $1 AND p.cart_external_id = $2 ORDER BY p.counted_at, p.id LIMIT 1",
    );
    const BY_BUYER: ScopedSql = ScopedSql::by_dialect(
        "SELECT p.id, p.counted_at, p.customer_id FROM purchases AS p
         WHERE p.merchant_id = $1 AND p.customer_id = $2 AND p.counted_at >= $3 AND p.counted_at < $4
             AND p.cart_external_id IS NULL
             AND NOT EXISTS (SELECT 1 FROM carts AS k WHERE k.merchant_id = $1 AND k.purchase_id = p.id)
             AND EXISTS (SELECT 1 FROM purchase_lines AS l WHERE l.merchant_id = $1 AND l.purchase_id = p.id
                             AND l.sku IN (SELECT value FROM json_each($5)))
         ORDER BY p.counted_at, p.id LIMIT 1",
        "SELECT p.id, p.counted_at, p.customer_id FROM purchases AS p
         WHERE p.merchant_id = $1 AND p.customer_id = $2 AND p.counted_at >= $3 AND p.counted_at < $4
             AND p.cart_external_id IS NULL
             AND NOT EXISTS (SELECT 1 FROM carts AS k WHERE k.merchant_id = $1 AND k.purchase_id = p.id)
             AND EXISTS (SELECT 1 FROM purchase_lines AS l WHERE l.merchant_id = $1 AND l.purchase_id = p.id
                             AND l.sku IN (SELECT wanted.sku FROM jsonb_array_elements_text($5::jsonb) AS wanted(sku)))
         ORDER BY p.counted_at, p.id LIMIT 1",
    );
    let named: Option<BoughtRow> = tx.optional(BY_NAME, values![cart.external_id.as_str()]).await?;
    if named.is_some() {
        return Ok(named);
    }
    let Some(customer) = cart.customer else { return Ok(None) };
    let skus: Vec<&str> =
        cart.lines.iter().filter_map(|line| line.sku.as_ref().map(|sku| sku.as_str())).collect();
    let skus = serde_json::Value::from(skus).to_string();
    tx.optional(BY_BUYER, values![customer.value(), cart.changed_at, cart.recoverable_until, skus]).await
}

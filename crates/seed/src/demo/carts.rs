//! Carts of customers of the demo: one that was left yesterday, one whose payment failed, and one that became a purchase late.

use chrono::TimeDelta;
use regulars_kernel::{CartId, CartTimes, Currency, CustomerId, Instant, Personal, Quantity};
use regulars_purchases::{Cart, CartSettings, CartStage, CartStore, LineKind, ReceiptLine};
use uuid::{Uuid, uuid};

use super::known_customers::{JOVAN, MILICA};
use super::merchant::scope;
use super::past::Ground;
use super::{invalid, label};
use crate::SeedError;

struct Left {
    id: Uuid,
    number: &'static str,
    customer: Uuid,
    stage: CartStage,
    hours_ago: i64,
    goods: (&'static str, &'static str, &'static str),
    pieces: i64,
    price: i64,
}

/// The cart that the examples of the OpenAPI document show.
const ABANDONED: Left = Left {
    id: uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d40"),
    number: "shop-4711",
    customer: MILICA,
    stage: CartStage::Checkout,
    hours_ago: 26,
    goods: ("9101", "Poklon korpa", "gifts"),
    pieces: 1,
    price: 350_000,
};
/// The one that they delete.
const FAILED: Left = Left {
    id: uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d41"),
    number: "shop-4702",
    customer: JOVAN,
    stage: CartStage::PaymentFailed,
    hours_ago: 120,
    goods: ("9102", "Posuda za hleb", "gifts"),
    pieces: 2,
    price: 240_000,
};
/// Its goods are on an invoice of the day after.
const RECOVERED: Left = Left {
    id: uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d42"),
    number: "shop-3120",
    customer: JOVAN,
    stage: CartStage::Cart,
    hours_ago: 91 * 24,
    goods: ("1001", "Kafa", "drinks"),
    pieces: 5,
    price: 18_000,
};

/// Keeps them. Invoices must be there.
pub async fn make_carts(ground: &Ground<'_>) -> Result<(), SeedError> {
    let now = ground.now;
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                for left in [RECOVERED, FAILED, ABANDONED] {
                    let cart = cart(&left, now)?;
                    tx.put_cart(&cart).await?;
                    tx.match_cart(&cart, now).await?;
                }
                Ok::<_, SeedError>(())
            })
        })
        .await
}

fn cart(left: &Left, now: Instant) -> Result<Cart, SeedError> {
    let at = now - TimeDelta::hours(left.hours_ago);
    let settings = CartSettings::default();
    let currency: Currency = "RSD".parse().map_err(invalid)?;
    let (sku, name, category) = left.goods;
    let total = left.pieces * left.price;
    let line = ReceiptLine {
        kind: LineKind::Item,
        sku: Some(label(sku)?),
        name: Some(label(name)?),
        category: Some(label(category)?),
        quantity: Quantity::from_thousandths(1_000 * left.pieces),
        unit: Some(label("kom")?),
        unit_price: left.price,
        discount: 0,
        total,
    };
    let abandons_at = at + settings.abandoned_after();
    let url = format!("https://shop.example.com/cart/{}", left.number).parse().map_err(invalid)?;
    Ok(Cart {
        id: CartId::new(left.id),
        external_id: label(left.number)?,
        customer: Some(CustomerId::new(left.customer)),
        stage: left.stage,
        currency,
        lines: vec![line],
        total,
        url: Some(Personal::new(url)),
        changed_at: at,
        times: CartTimes { abandons_at, expires_at: at + Cart::EXPIRES_AFTER, bought_at: None },
        recoverable_until: abandons_at + settings.recovered_within(),
        purchase: None,
        created_at: at,
        updated_at: at,
    })
}

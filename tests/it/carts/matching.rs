use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{by_id, cart, put, receipt, show, with};
use crate::customers::add;

/// Buys, and tells the id of the purchase.
async fn buy(client: &Client, customer: &Value, receipt: Value) -> Value {
    let mut receipt = receipt;
    if !customer.is_null() {
        receipt["identify"] = by_id(customer);
    }
    client.post("/v1/purchases", &receipt).await.expect(201).json()["id"].clone()
}

/// Where a cart stands, and of what it became a purchase.
async fn standing(client: &Client, cart: &Value) -> (Value, Value) {
    let cart = show(client, cart).await;
    (cart["state"].clone(), cart["purchase_id"].clone())
}

#[tokio::test]
async fn a_cart_becomes_a_purchase_before_or_after_it_is_abandoned() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    for (name, at, state) in [
        ("within the hour", "2026-11-20T17:29:59Z", "completed"),
        ("after an hour", "2026-11-20T17:30:00Z", "recovered"),
    ] {
        for named in [true, false] {
            let who = add(owner, json!({})).await;
            let number = format!("{name} {named}");
            let kept = put(owner, &cart(&number, &by_id(&who))).await;
            let mut receipt = receipt(&number, at, "1001");
            if named {
                receipt["cart_id"] = json!(number);
            }
            let purchase = buy(owner, &who, receipt).await;
            assert_eq!(standing(owner, &kept).await, (json!(state), purchase.clone()), "{number}");
            let shown =
                owner.get(&format!("/v1/purchases/{}", purchase.as_str().unwrap())).await.expect(200).json();
            assert_eq!(shown["cart_id"], if named { json!(number) } else { json!(null) });
        }
    }
}

#[tokio::test]
async fn only_a_purchase_that_fits_is_what_came_of_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (ana, eva) = (add(owner, json!({})).await, add(owner, json!({})).await);
    program.clock.advance(chrono::Duration::days(20));
    let owner = &program.sign_in(&merchant.owner_email).await;
    let kept = put(owner, &cart("w-1", &by_id(&ana))).await;
    assert_eq!(kept["state"], "abandoned");
    buy(owner, &ana, receipt("other goods", "2026-11-21T10:00:00Z", "2002")).await;
    buy(owner, &eva, receipt("other customer", "2026-11-21T10:00:00Z", "1001")).await;
    buy(owner, &Value::Null, receipt("nobody", "2026-11-21T10:00:00Z", "1001")).await;
    buy(owner, &ana, receipt("before", "2026-11-20T16:29:59Z", "1001")).await;
    buy(owner, &ana, receipt("too late", "2026-11-27T17:30:00Z", "1001")).await;
    let mut elsewhere = receipt("of another cart", "2026-11-21T10:00:00Z", "1001");
    elsewhere["cart_id"] = json!("w-2");
    buy(owner, &ana, elsewhere).await;
    assert_eq!(standing(owner, &kept).await, (json!("abandoned"), json!(null)));
    let purchase = buy(owner, &ana, receipt("just in time", "2026-11-27T17:29:59Z", "1001")).await;
    assert_eq!(standing(owner, &kept).await, (json!("recovered"), purchase.clone()));
    // One that has become a purchase stays so: a refund, another purchase and a later state change nothing.
    let refund = json!({"refund_number": "R", "occurred_at": "2026-11-28T10:00:00Z", "lines": [{"line": 1, "quantity": "1"}]});
    owner.post(&format!("/v1/purchases/{}/refunds", purchase.as_str().unwrap()), &refund).await.expect(201);
    buy(owner, &ana, receipt("again", "2026-11-27T17:00:00Z", "1001")).await;
    let later = put(owner, &with("w-1", &by_id(&ana), &json!({"occurred_at": "2026-11-29T10:00:00Z"}))).await;
    assert_eq!((&later["taken"], &later["state"]), (&json!(false), &json!("recovered")));
    assert_eq!(standing(owner, &kept).await, (json!("recovered"), purchase));
}

#[tokio::test]
async fn the_latest_of_several_carts_is_meant_and_each_purchase_counts_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({})).await;
    let early = put(owner, &cart("w-1", &by_id(&ana))).await;
    let late = put(owner, &with("w-2", &by_id(&ana), &json!({"occurred_at": "2026-11-20T16:40:00Z"}))).await;
    let first = buy(owner, &ana, receipt("1", "2026-11-20T18:00:00Z", "1001")).await;
    assert_eq!(standing(owner, &late).await, (json!("recovered"), first));
    assert_eq!(standing(owner, &early).await.0, "abandoned");
    let second = buy(owner, &ana, receipt("2", "2026-11-20T19:00:00Z", "1001")).await;
    assert_eq!(standing(owner, &early).await, (json!("recovered"), second));
}

#[tokio::test]
async fn a_cart_that_comes_after_its_purchase_finds_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({})).await;
    // By its name, even of nobody, who is the buyer then.
    let mut named = receipt("1", "2026-11-20T18:00:00Z", "7007");
    named["cart_id"] = json!("w-1");
    let first = buy(owner, &ana, named).await;
    let kept = put(owner, &cart("w-1", &Value::Null)).await;
    assert_eq!(
        (&kept["state"], &kept["purchase_id"], &kept["customer_id"]),
        (&json!("recovered"), &first, &ana["id"])
    );
    assert_eq!(kept["purchased_at"], "2026-11-20T18:00:00Z");
    // By its customer and goods; the first that fits.
    buy(owner, &ana, receipt("2", "2026-11-20T19:00:00Z", "2002")).await;
    let third = buy(owner, &ana, receipt("3", "2026-11-20T20:00:00Z", "1001")).await;
    buy(owner, &ana, receipt("4", "2026-11-20T21:00:00Z", "1001")).await;
    let kept = put(owner, &cart("w-2", &by_id(&ana))).await;
    assert_eq!((&kept["state"], &kept["purchase_id"]), (&json!("recovered"), &third));
}

#[tokio::test]
async fn a_receipt_that_names_another_cart_is_another_receipt() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let mut sold = receipt("1", "2026-11-20T18:00:00Z", "1001");
    sold["cart_id"] = json!("w-1");
    owner.post("/v1/purchases", &sold).await.expect(201);
    assert_eq!(owner.post("/v1/purchases", &sold).await.expect(201).json()["replayed"], true);
    sold["cart_id"] = json!("w-2");
    let conflict = owner.post("/v1/purchases", &sold).await.expect_problem(409, "receipt_conflict");
    assert!(conflict.to_string().contains("/cart_id"), "{conflict}");
    sold["cart_id"] = json!("");
    owner.post("/v1/purchases", &sold).await.expect_invalid("/cart_id");
}

#[tokio::test]
async fn a_batch_and_a_dry_run_do_as_a_single_receipt() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let kept = put(owner, &cart("w-1", &Value::Null)).await;
    let mut sold = receipt("1", "2026-11-20T18:00:00Z", "1001");
    sold["cart_id"] = json!("w-1");
    owner.post("/v1/purchases?dry_run=true", &sold).await.expect(200);
    assert_eq!(standing(owner, &kept).await.0, "abandoned");
    sold["kind"] = json!("purchase");
    owner.post("/v1/purchases/batch", &json!({"items": [sold]})).await.expect(200);
    assert_eq!(standing(owner, &kept).await.0, "recovered");
}

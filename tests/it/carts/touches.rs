//! The campaign that has led the customer of a cart to the shop.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{by_id, cart, put, with};
use crate::customers::{add, path_of};

async fn last(owner: &Client, customer: &Value) -> (Value, Value) {
    let source = owner.get(&path_of(customer)).await.expect(200).json()["source"].clone();
    (source["last_utm"]["source"].clone(), source["last_utm_at"].clone())
}

#[tokio::test]
async fn a_cart_tells_what_led_its_customer_to_the_shop_and_an_older_one_changes_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({"email": "ana@example.com"})).await;
    let at = |number: &str, owner: &Value, at: &str, source: &str| {
        with(number, owner, &json!({"occurred_at": at, "utm": {"source": source, "medium": "cpc"}}))
    };
    let told = |source: &str, at: &str| (json!(source), json!(at));
    // Nobody knows whose it is.
    put(owner, &at("w-1", &Value::Null, "2026-11-20T16:00:00Z", "google")).await;
    assert_eq!(last(owner, &ana).await, (Value::Null, Value::Null));
    let mine = at("w-1", &json!({"email": "ANA@example.com"}), "2026-11-20T16:30:00Z", "viber");
    put(owner, &mine).await;
    let first = told("viber", "2026-11-20T16:30:00Z");
    assert_eq!(last(owner, &ana).await, first);
    let before = owner.get(&path_of(&ana)).await.expect(200).json();
    assert_eq!(before["source"]["utm"]["source"], Value::Null, "the first one is not known");
    // The same once more, an older one, and one that says nothing.
    put(owner, &mine).await;
    put(owner, &at("w-2", &by_id(&ana), "2026-11-19T10:00:00Z", "google")).await;
    put(owner, &with("w-1", &Value::Null, &json!({"occurred_at": "2026-11-20T16:40:00Z", "utm": {}}))).await;
    put(owner, &cart("w-3", &by_id(&ana))).await;
    assert_eq!(owner.get(&path_of(&ana)).await.expect(200).json(), before);
    // Whose it is is known still, and a cart that comes late may tell of a later touch than is known.
    put(owner, &at("w-1", &Value::Null, "2026-11-20T17:00:00Z", "google")).await;
    assert_eq!(last(owner, &ana).await, told("google", "2026-11-20T17:00:00Z"));
    // A clock that runs ahead is not believed.
    let ahead = put(owner, &at("w-4", &by_id(&ana), "2027-01-01T00:00:00Z", "push")).await;
    assert_eq!(last(owner, &ana).await, (json!("push"), ahead["occurred_at"].clone()));
    let long = with("w-5", &by_id(&ana), &json!({"utm": {"term": "x".repeat(201)}}));
    owner.post("/v1/carts", &long).await.expect_invalid("/utm/term");
    let trail = owner.get(&format!("/v1/audit-events?customer_id={}", ana["id"].as_str().unwrap())).await;
    assert_eq!(trail.expect(200).text.matches("source.last_utm_at").count(), 3);
}

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{by_id, put, receipt, with};
use crate::customers::add;

async fn found(client: &Client, filter: &Value) -> i64 {
    client.post("/v1/segments/preview", &json!({"filter": filter})).await.expect(200).json()["count"]
        .as_i64()
        .unwrap()
}

#[tokio::test]
async fn carts_that_are_abandoned_can_be_filtered() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (ana, eva) = (add(owner, json!({})).await, add(owner, json!({})).await);
    put(owner, &with("a", &by_id(&ana), &json!({"occurred_at": "2026-11-19T10:00:00Z"}))).await;
    put(owner, &with("b", &by_id(&ana), &json!({"occurred_at": "2026-11-20T10:00:00Z"}))).await;
    put(owner, &with("open", &by_id(&eva), &json!({"occurred_at": "2026-11-21T09:30:00Z"}))).await;
    let field = |name: &str, op: &str, value: Value| json!({"field": name, "op": op, "value": value});
    let has = field("has_abandoned_cart", "eq", json!(true));
    let cases = [
        (has.clone(), 1),
        (field("has_abandoned_cart", "eq", json!(false)), 1),
        (field("abandoned_cart_total", "eq", json!(36_000)), 1),
        (field("abandoned_cart_total", "eq", json!(0)), 1),
        (field("abandoned_cart_at", "on_or_after", json!("2026-11-20T11:00:00Z")), 1),
        (field("abandoned_cart_at", "before", json!("2026-11-20T11:00:00Z")), 0),
        (json!({"field": "abandoned_cart_at", "op": "not_exists"}), 1),
    ];
    for (filter, count) in cases {
        assert_eq!(found(owner, &filter).await, count, "{filter}");
    }
    for number in ["a", "b"] {
        let mut sold = receipt(number, "2026-11-20T18:00:00Z", "1001");
        sold["cart_id"] = json!(number);
        owner.post("/v1/purchases", &sold).await.expect(201);
    }
    assert_eq!(found(owner, &has).await, 0);
    // Time alone makes it so.
    program.clock.advance(chrono::Duration::minutes(30));
    let owner = &program.sign_in(&merchant.owner_email).await;
    assert_eq!(found(owner, &has).await, 1);
    program.clock.advance(chrono::Duration::days(30));
    let owner = &program.sign_in(&merchant.owner_email).await;
    assert_eq!(found(owner, &has).await, 0);
    let fields = owner.get("/v1/segments/fields").await.expect(200).json().to_string();
    for name in ["has_abandoned_cart", "abandoned_cart_at", "abandoned_cart_total"] {
        assert!(fields.contains(name), "{name}");
    }
}

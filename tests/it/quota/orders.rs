//! Orders of packs, as the merchant and the operator see them.

use regulars_tests::Program;
use serde_json::{Value, json};

fn ids(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|order| order["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn orders_are_seen_by_their_merchant_and_by_the_operator() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let operator = program.operator().await;
    let mut made = Vec::new();
    for packs in [1, 2, 3] {
        let order = merchant.owner.post("/v1/quota/pack-orders", &json!({"packs": packs})).await.expect(201);
        made.push(order.json()["id"].as_str().unwrap().to_owned());
        program.clock.advance(chrono::Duration::seconds(1));
    }
    other.owner.post("/v1/quota/pack-orders", &json!({"packs": 9})).await.expect(201);
    let of_merchant = format!("/v1/merchants/{}/quota-pack-orders", merchant.id);
    let (own, seen) = (
        merchant.owner.get("/v1/quota/pack-orders").await.expect(200).json(),
        operator.get(&of_merchant).await.expect(200).json(),
    );
    assert_eq!(ids(&own), made);
    assert_eq!(own["items"], seen["items"]);
    assert_eq!((&seen["items"][2]["packs"], &seen["items"][2]["state"]), (&json!(3), &json!("ordered")));

    // Two packs are granted: the first order is fulfilled, the second waits for one more.
    let grant = format!("/v1/merchants/{}/quota-packs", merchant.id);
    let granted = operator.post(&grant, &json!({"packs": 2})).await.expect(201).json();
    let fulfilled: Vec<_> = granted["orders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|order| {
            (
                order["id"].as_str().unwrap(),
                order["granted_packs"].as_i64().unwrap(),
                order["state"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(fulfilled, [(made[0].as_str(), 1, "granted"), (made[1].as_str(), 1, "ordered")]);
    let waiting = format!("{of_merchant}?state=ordered");
    let open = operator.get(&waiting).await.expect(200).json();
    assert_eq!(ids(&open), made[1..]);
    let open = merchant.owner.get("/v1/quota/pack-orders?state=ordered&limit=1").await.expect(200).json();
    assert_eq!(ids(&open), made[1..2]);
    let next = format!("/v1/quota/pack-orders?state=ordered&cursor={}", open["next"].as_str().unwrap());
    let last = merchant.owner.get(&next).await.expect(200).json();
    assert_eq!((ids(&last), &last["next"]), (made[2..].iter().map(String::as_str).collect(), &Value::Null));
    let first = merchant.owner.get("/v1/quota/pack-orders").await.json()["items"][0].clone();
    assert!(first["granted_at"].is_string(), "{first}");

    merchant.owner.get(&of_merchant).await.expect_problem(403, "forbidden");
    operator.get("/v1/quota/pack-orders").await.expect_problem(403, "forbidden");
    let nobody = "/v1/merchants/0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fff/quota-pack-orders";
    operator.get(nobody).await.expect_problem(404, "not_found");
    operator.get(&format!("{of_merchant}?state=granted_")).await.expect_problem(422, "validation_failed");
}

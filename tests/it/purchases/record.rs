use regulars_tests::Program;
use serde_json::{Value, json};

use super::coffee;

fn with(mut body: Value, pointer: &str, value: Value) -> Value {
    *body.pointer_mut(pointer).unwrap() = value;
    body
}

#[tokio::test]
async fn a_receipt_is_recorded_once_however_often_it_comes() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    let first = till.post("/v1/purchases", &coffee("1")).await.expect(201);
    assert_eq!(first.json()["replayed"], false);
    assert_eq!(first.json()["total"], json!({"amount": 18000, "currency": "RSD"}));
    program.clock.advance(chrono::Duration::days(8));
    let again = till.post("/v1/purchases", &coffee("1")).await.expect(201);
    assert_eq!(again.json()["replayed"], true);
    assert_eq!(
        (&again.json()["id"], &again.json()["recorded_at"]),
        (&first.json()["id"], &first.json()["recorded_at"])
    );
    let found = till.get(first.header("location").unwrap()).await.expect(200).json();
    assert_eq!((&found["receipt_number"], &found["lines"][0]["quantity"]), (&json!("1"), &json!("2.000")));
}

#[tokio::test]
async fn the_same_receipt_fifty_times_at_once_is_one_purchase() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    let mut sent = Vec::new();
    for _ in 0..50 {
        let till = till.clone();
        sent.push(tokio::spawn(
            async move { till.post("/v1/purchases", &coffee("1")).await.expect(201).json() },
        ));
    }
    let (mut ids, mut fresh) = (std::collections::BTreeSet::new(), 0);
    for answer in sent {
        let answer = answer.await.unwrap();
        ids.insert(answer["id"].to_string());
        fresh += usize::from(answer["replayed"] == false);
    }
    assert_eq!((ids.len(), fresh), (1, 1));
    assert_eq!(till.get("/v1/purchases").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_same_number_with_another_content_is_refused_with_the_differences() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    let first = till.post("/v1/purchases", &coffee("1")).await.expect(201).json();
    let other = with(coffee("1"), "/lines/0/sku", json!("1002"));
    let problem = till.post("/v1/purchases", &other).await.expect_problem(409, "receipt_conflict");
    assert_eq!(problem["errors"][0]["pointer"], "/lines/0/sku");
    assert_eq!(problem["purchase_id"], first["id"]);
}

#[tokio::test]
async fn a_wrong_receipt_is_refused_with_a_pointer_and_nothing_is_kept() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    let money = |amount: i64, currency: &str| json!({"amount": amount, "currency": currency});
    for (body, pointer) in [
        (with(coffee("1"), "/lines/0/total", json!(17_999)), "/lines/0/total"),
        (with(coffee("1"), "/total", json!(17_999)), "/total"),
        (with(coffee("1"), "/total", money(18_000, "EUR")), "/total"),
        (with(coffee("1"), "/total", json!("18000")), "/total"),
        (with(coffee("1"), "/currency", json!("EUR")), "/currency"),
        (with(coffee("1"), "/currency", json!("dinar")), "/currency"),
        (with(coffee("1"), "/lines", json!([])), "/lines"),
        (with(coffee("1"), "/lines/0/quantity", json!("2.5001")), "/lines/0/quantity"),
        (with(coffee("1"), "/lines/0/quantity", json!(2)), "/lines/0/quantity"),
        (with(coffee("1"), "/lines/0", json!({"total": 18_000})), "/lines/0/quantity"),
        (with(coffee("1"), "/lines/0/unit_price", json!(-9_000)), "/lines/0/unit_price"),
        (with(coffee("1"), "/lines/0/unit_price", Value::Null), "/lines/0/unit_price"),
        (with(coffee("1"), "/lines/0/quantity", Value::Null), "/lines/0/quantity"),
        (with(coffee("1"), "/receipt_number", json!("")), "/receipt_number"),
        (with(coffee("1"), "/receipt_number", json!("x".repeat(65))), "/receipt_number"),
        (with(coffee("1"), "/occurred_at", json!("yesterday")), "/occurred_at"),
    ] {
        till.post("/v1/purchases", &body).await.expect_invalid(pointer);
    }
    assert_eq!(till.get("/v1/purchases").await.json()["items"], json!([]));
}

#[tokio::test]
async fn an_unknown_card_costs_no_receipt() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    let mut body = coffee("1");
    body["identify"] = json!({"card": "9999999999999"});
    let answer = till.post("/v1/purchases", &body).await.expect(201).json();
    assert_eq!((&answer["customer"], &answer["warning"]), (&Value::Null, &json!("card_unknown")));
}

#[tokio::test]
async fn a_rehearsal_answers_and_keeps_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    let answer = till.post("/v1/purchases?dry_run=true", &coffee("1")).await.expect(200).json();
    assert_eq!(answer["total"]["amount"], 18000);
    assert_eq!(till.get("/v1/purchases").await.json()["items"], json!([]));
    till.post("/v1/purchases?dry_run=maybe", &coffee("1")).await.expect_invalid("?dry_run");
}

#[tokio::test]
async fn two_merchants_number_their_receipts_alike() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let first = merchant.terminal().await.post("/v1/purchases", &coffee("1")).await.expect(201).json();
    let second = other.terminal().await.post("/v1/purchases", &coffee("1")).await.expect(201).json();
    assert_ne!(first["id"], second["id"]);
    let path = format!("/v1/purchases/{}", first["id"].as_str().unwrap());
    other.owner.get(&path).await.expect_problem(404, "not_found");
}

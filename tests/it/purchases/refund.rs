use regulars_tests::Program;
use serde_json::json;

use super::coffee;

#[tokio::test]
async fn partial_refunds_give_back_exactly_what_was_paid() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    let mut body = coffee("1");
    body["lines"][0] = json!({"sku": "1", "quantity": "3", "unit_price": 3333, "discount": 0, "total": 9999});
    body["total"] = json!(9999);
    let purchase = till.post("/v1/purchases", &body).await.expect(201).header("location").unwrap().to_owned();
    let refund = |number: &str| {
        json!({"refund_number": number, "occurred_at": "2026-11-21T09:00:00Z",
               "lines": [{"line": 1, "quantity": "1"}]})
    };
    let mut given_back = 0;
    for number in ["R1", "R2", "R3"] {
        let answer = till.post(&format!("{purchase}/refunds"), &refund(number)).await.expect(201).json();
        given_back += answer["total"]["amount"].as_i64().unwrap();
    }
    assert_eq!(given_back, 9999);
    let again = till.post(&format!("{purchase}/refunds"), &refund("R2")).await.expect(201).json();
    assert_eq!(again["replayed"], true);
    assert_eq!(till.get(&purchase).await.json()["fully_refunded"], true);
    till.post(&format!("{purchase}/refunds"), &refund("R4")).await.expect_invalid("/lines/0/quantity");
}

#[tokio::test]
async fn more_than_was_bought_is_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    let purchase =
        till.post("/v1/purchases", &coffee("1")).await.expect(201).header("location").unwrap().to_owned();
    for (lines, pointer) in [
        (json!([{"line": 1, "quantity": "2.001"}]), "/lines/0/quantity"),
        (json!([{"line": 2, "quantity": "1"}]), "/lines/0/line"),
        (json!([]), "/lines"),
        (json!([{"line": 1, "quantity": "0"}]), "/lines/0/quantity"),
    ] {
        let body = json!({"refund_number": "R1", "occurred_at": "2026-11-21T09:00:00Z", "lines": lines});
        till.post(&format!("{purchase}/refunds"), &body).await.expect_invalid(pointer);
    }
    assert_eq!(till.get(&purchase).await.json()["refunded_total"]["amount"], 0);
}

#[tokio::test]
async fn a_purchase_that_is_not_there_is_not_found_even_when_that_refund_waits_for_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    let absent = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fff";
    let refund = json!({
        "refund_number": "R1", "occurred_at": "2026-11-21T09:00:00Z", "lines": [{"line": 1, "quantity": "1"}]
    });
    let mut item = refund.clone();
    item["kind"] = json!("refund");
    item["receipt"] = json!({"purchase_id": absent});
    let waits = till.post("/v1/purchases/batch", &json!({"items": [item]})).await.expect(200).json();
    assert_eq!(waits["results"][0]["status"], "waiting", "{waits}");
    till.post(&format!("/v1/purchases/{absent}/refunds"), &refund).await.expect_problem(404, "not_found");
}

use regulars_tests::Program;
use serde_json::{Value, json};

use super::coffee;

fn items(count: usize) -> Vec<Value> {
    let mut items = Vec::new();
    for number in 0..count {
        let mut receipt = coffee(&format!("{number}"));
        receipt["kind"] = json!("purchase");
        items.push(receipt);
        if number % 3 == 0 {
            items.push(json!({"kind": "refund", "refund_number": format!("R{number}"),
                "occurred_at": "2026-11-20T17:30:00Z", "receipt": {"receipt_number": format!("{number}")},
                "lines": [{"line": 1, "quantity": "1"}]}));
        }
    }
    items
}

#[tokio::test]
async fn any_order_and_any_repetition_end_in_the_same_state() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    let mut upload = items(30);
    upload.reverse();
    for (round, expected) in [(0, "recorded"), (1, "replayed")] {
        let answer = till.post("/v1/purchases/batch", &json!({"items": upload})).await.expect(200).json();
        let results = answer["results"].as_array().unwrap();
        assert_eq!(results.len(), upload.len());
        let receipts = results.iter().filter(|result| !result["purchase"].is_null());
        assert!(receipts.clone().all(|result| result["status"] == expected), "round {round}: {answer}");
        upload.rotate_left(7);
    }
    let page = till.get("/v1/purchases?limit=200").await.expect(200).json();
    let purchases = page["items"].as_array().unwrap();
    let refunded = purchases.iter().filter(|purchase| purchase["refunded_total"]["amount"] == 9000).count();
    assert_eq!((purchases.len(), refunded), (30, 10));
}

#[tokio::test]
async fn a_wrong_item_costs_no_other_one() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    let mut upload = items(2);
    upload.push(json!({"kind": "purchase", "receipt_number": "x"}));
    upload.push(json!({"kind": "gift"}));
    upload.push(json!("nothing"));
    let answer = till.post("/v1/purchases/batch", &json!({"items": upload})).await.expect(200).json();
    let statuses: Vec<_> =
        answer["results"].as_array().unwrap().iter().map(|result| &result["status"]).collect();
    assert_eq!(statuses[3..], [&json!("failed"), &json!("failed"), &json!("failed")]);
    assert_eq!(answer["results"][3]["problem"]["code"], "validation_failed");
    assert_eq!(till.get("/v1/purchases").await.json()["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_batch_has_one_to_five_hundred_items() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    for count in [0, 501] {
        let body = json!({"items": vec![json!({}); count]});
        till.post("/v1/purchases/batch", &body).await.expect_invalid("/items");
    }
}

#[tokio::test]
async fn a_refund_whose_receipt_never_comes_waits() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    let refund = json!({"items": [items(1)[1]]});
    let answer = till.post("/v1/purchases/batch", &refund).await.expect(200).json();
    assert_eq!(answer["results"][0]["status"], "waiting");
}

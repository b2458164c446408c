//! What was given back counts for nobody.

use regulars_tests::Program;
use serde_json::{Value, json};

use crate::purchases::coffee;
use crate::segments::people::add;

#[tokio::test]
async fn the_dashboard_s_figures_are_net_of_refunds() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let mut receipts = Vec::new();
    for (name, number, cups) in [("Ana", "1", 5), ("Boris", "2", 3), ("Ceca", "3", 2)] {
        let customer = add(&merchant, json!({"first_name": name})).await;
        let mut receipt = coffee(number);
        receipt["occurred_at"] = json!(format!("2026-11-20T16:3{number}:00Z"));
        receipt["identify"] = json!({"customer_id": customer});
        receipt["lines"][0]["quantity"] = json!(cups.to_string());
        receipt["lines"][0]["total"] = json!(9000 * cups);
        receipt["total"] = json!(9000 * cups);
        let made = merchant.owner.post("/v1/purchases", &receipt).await.expect(201);
        receipts.push(made.header("location").unwrap().to_owned());
    }
    let give_back = async |receipt: &str, number: &str, cups: u32| {
        let refund = json!({"refund_number": number, "occurred_at": "2026-11-21T09:00:00Z",
            "lines": [{"line": 1, "quantity": cups.to_string()}]});
        merchant.owner.post(&format!("{receipt}/refunds"), &refund).await.expect(201);
    };
    give_back(&receipts[0], "R1", 4).await;
    give_back(&receipts[2], "R2", 2).await;
    let shown = merchant.owner.get("/v1/dashboard").await.expect(200).json();
    let top: Vec<_> = shown["top_customers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|customer| {
            let purchases = &customer["purchases"];
            (
                customer["display_name"].as_str().unwrap(),
                purchases["total"]["amount"].as_i64(),
                purchases["count"].as_i64(),
            )
        })
        .collect();
    assert_eq!(top, [("Boris", Some(27_000), Some(1)), ("Ana", Some(9_000), Some(1))]);
    let counts = &shown["counts"];
    assert_eq!((&counts["active"], &counts["prospects"]), (&json!(2), &json!(1)));
    let latest: Vec<_> = shown["latest_purchases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|purchase| {
            (
                purchase["receipt_number"].clone(),
                purchase["refunded_total"]["amount"].clone(),
                purchase["fully_refunded"].clone(),
            )
        })
        .collect();
    let of = |number: &str, refunded: i64, fully: bool| -> (Value, Value, Value) {
        (json!(number), json!(refunded), json!(fully))
    };
    assert_eq!(latest, [of("3", 18_000, true), of("2", 0, false), of("1", 36_000, false)]);
}

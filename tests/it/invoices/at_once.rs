//! Invoices of a customer who gives something back at the same time.

use regulars_tests::Program;
use serde_json::json;

use super::invoice;
use crate::customers::{add, path_of};
use crate::loyalty::{buy, receipt};

#[tokio::test]
async fn invoices_and_refunds_of_one_customer_never_stand_in_each_other_s_way() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let mut bought = Vec::new();
    for number in 0..24 {
        bought.push(buy(&till, &receipt(&number.to_string(), &customer, 1_000, json!({}))).await);
    }
    let refunds = bought.iter().enumerate().map(|(number, purchase)| {
        let path = format!("/v1/purchases/{}/refunds", purchase["id"].as_str().unwrap());
        let body = json!({
            "refund_number": format!("r{number}"), "occurred_at": "2026-11-21T09:00:00Z",
            "lines": [{"line": 1, "quantity": "1"}]
        });
        (till.clone(), path, body)
    });
    let invoices =
        (0..24).map(|_| (owner.clone(), "/v1/invoices".to_owned(), invoice(&customer, 1, &json!({}))));
    let asked: Vec<_> = refunds
        .zip(invoices)
        .flat_map(|(refund, invoice)| [refund, invoice])
        .map(|(client, path, body)| tokio::spawn(async move { client.post(&path, &body).await }))
        .collect();
    for answer in asked {
        answer.await.unwrap().expect(201);
    }
    let totals = owner.get(&path_of(&customer)).await.expect(200).json()["purchases"].clone();
    assert_eq!((&totals["count"], &totals["total"]["amount"]), (&json!(24), &json!(24 * 18_000)), "{totals}");
}

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{accounts, draft, passed_over, paying, per_hundred, receipt, sum, tenders};
use crate::customers::add;

#[tokio::test]
async fn a_draft_is_tried_with_a_receipt_and_nothing_is_kept() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let large = json!({"name": "Veliki račun", "effect": {"kind": "fixed", "points": "50"},
                       "when": {"field": "receipt.total", "op": "gte", "value": 1_000_000}});
    let path = draft(owner, json!({}), paying(), &[per_hundred(), large]).await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let till = merchant.terminal().await;
    let answer = till.post("/v1/purchases", &receipt("1", &customer, 500_000, json!({}))).await;
    assert_eq!(answer.expect(201).json()["points"], json!([]), "a draft earns nothing");

    let simulations = format!("{path}/simulations");
    let too_small = vec![("Veliki račun", "condition")];
    for (total, earned, passed) in [(500_000, 50, too_small), (1_000_000, 150, Vec::new())] {
        let body = json!({"receipt": receipt("2", &customer, total, json!({}))});
        let told = owner.post(&simulations, &body).await.expect(200).json();
        assert_eq!(sum(&told, "earned"), earned, "{told}");
        assert_eq!(passed_over(&told), passed, "{told}");
    }
    assert_eq!(accounts(owner, &customer).await, Vec::<Value>::new());
    let purchases = owner.get("/v1/purchases").await.expect(200).json();
    assert_eq!(purchases["items"].as_array().unwrap().len(), 1);
    // What is wrong with the receipt is pointed at where it stands.
    let wrong = json!({"receipt": receipt("2", &customer, 500_000, json!({"total": 499_999}))});
    owner.post(&simulations, &wrong).await.expect_invalid("/receipt/total");
    let paid = json!({"tenders": tenders(1_000, 10)});
    let paid = json!({"receipt": receipt("2", &customer, 1_000, paid)});
    let told = owner.post(&simulations, &paid).await.expect(200).json();
    assert_eq!(sum(&told, "earned"), 0, "what points pay earns nothing: {told}");
}

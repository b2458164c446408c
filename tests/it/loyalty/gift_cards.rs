//! What a gift card pays for earns nothing.

use regulars_tests::Program;
use serde_json::json;

use super::{buy, per_hundred, programme, receipt, stands, sum};
use crate::customers::add;

#[tokio::test]
async fn what_a_gift_card_pays_for_earns_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let money = |amount: i64, method: &str| json!({"kind": "money", "amount": amount, "method": method});
    for (number, tenders, earned) in [
        ("1", json!([money(100_000, "cash")]), 10),
        ("2", json!([money(60_000, "gift_card"), money(40_000, "cash")]), 4),
        ("3", json!([money(100_000, "gift_card")]), 0),
    ] {
        let answer = buy(&till, &receipt(number, &ana, 100_000, json!({"tenders": tenders}))).await;
        assert_eq!(sum(&answer, "earned"), earned, "{answer}");
    }
    assert_eq!(stands(owner, &ana).await, (14, 0, 0));
}

//! What comes once more is told as it was the first time.

use regulars_tests::Program;
use serde_json::json;

use super::{account, buy, give_back, paying, per_hundred, programme, receipt, standing, sum, tenders, with};
use crate::customers::add;

#[tokio::test]
async fn a_receipt_tells_again_what_caps_and_conditions_did() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let caps = json!({"caps": [{"of": "points", "most": "30", "per": "day", "scope": "all_stores"}]});
    let later = with(
        json!({"name": "Praznik", "effect": {"kind": "fixed", "points": "50"}}),
        &json!({"validity": {"from": "2026-12-24"}}),
    );
    let path = programme(owner, json!({}), paying(), &[with(per_hundred(), &caps), later]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    // The second one earns nothing at all.
    for (number, earned) in [("1", 30), ("2", 0)] {
        let body = receipt(number, &customer, 500_000, json!({}));
        let first = buy(&till, &body).await;
        assert_eq!(sum(&first, "earned"), earned, "{first}");
        let told = first["points"].clone();
        assert_eq!(
            told[0]["passed_over"].as_array().unwrap().len(),
            if earned > 0 { 1 } else { 2 },
            "{first}"
        );
        // What the rules are called now is not what they were called then.
        let rule = &told[0]["passed_over"][0]["rule_id"].as_str().unwrap();
        owner.patch(&format!("{path}/earning-rules/{rule}"), &json!({"name": "Drugo"})).await.expect(200);
        let again = buy(&till, &body).await;
        assert_eq!((&again["replayed"], &again["points"]), (&json!(true), &told));
        owner.patch(&format!("{path}/earning-rules/{rule}"), &json!({"name": "Praznik"})).await.expect(200);
    }
}

#[tokio::test]
async fn a_refund_tells_again_only_what_came_back_to_stay() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let expiring = with(paying(), &json!({"expiry": {"count": 30, "unit": "day", "to": "exact"}}));
    programme(owner, json!({}), expiring, &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &customer, 500_000, json!({}))).await;
    let bought = buy(&till, &receipt("2", &customer, 5_000, json!({"tenders": tenders(5_000, 50)}))).await;
    owner.put("/v1/test-clock", &json!({"now": "2027-01-15T10:00:00Z"})).await.expect(200);
    for replayed in [false, true] {
        let refund = give_back(&till, &bought, "R1", &[(1, "1")]).await;
        assert_eq!((&refund["replayed"], sum(&refund, "given_back")), (&json!(replayed), 0), "{refund}");
    }
    assert_eq!(standing(&account(owner, &customer).await), (0, 0, 0));
}

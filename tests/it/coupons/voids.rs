//! Codes that nobody can use any more.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{campaign, counts, plain};
use crate::loyalty::buy;

#[tokio::test]
async fn a_void_code_is_of_no_use_and_frees_what_was_reserved() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = campaign(owner, json!({}), &["PRVI1", "DRUGI2"]).await;
    let till = merchant.terminal().await;
    let used = plain("1", 30_000, json!({"coupons": ["PRVI1"]}));
    buy(&till, &used).await;
    let asked = json!({"receipt": plain("proba", 20_000, json!({}))});
    till.post("/v1/coupons/PRVI1/reserve", &asked).await.expect(201);
    assert_eq!(counts(owner, &path).await, (2, 1, 5_000));
    owner.post("/v1/coupons/PRVI1/void", &json!({"reason": "erased"})).await.expect_invalid("/reason");
    let voided = owner.post("/v1/coupons/prvi-1/void", &json!({"reason": "leaked"})).await.expect(200).json();
    assert_eq!((&voided["void_reason"], &voided["used"]), (&json!("leaked"), &json!(1)), "{voided}");
    assert_eq!(counts(owner, &path).await, (1, 0, 3_000), "what was used stays used");

    // Another time changes nothing.
    let noted = async || {
        let events = owner.get("/v1/audit-events?subject_kind=coupon_campaign").await.expect(200).json();
        events["items"].as_array().unwrap().len()
    };
    let before = noted().await;
    program.clock.advance(chrono::Duration::seconds(1));
    let again = owner.post("/v1/coupons/PRVI1/void", &json!({"reason": "fraud"})).await.expect(200).json();
    assert_eq!((&again, noted().await), (&voided, before));

    let shown = plain("2", 30_000, json!({"coupons": ["PRVI1"]}));
    let refused = till.post("/v1/purchases", &shown).await.expect_problem(422, "validation_failed");
    assert_eq!(refused["reason"], "voided");
    let told = super::validate(&till, "PRVI1", &asked["receipt"]).await;
    assert_eq!(told["passed_over"], json!([{"code": "PRVI1", "reason": "voided"}]));
    for what in ["reserve", "redeem"] {
        let refused = till.post(&format!("/v1/coupons/PRVI1/{what}"), &asked).await;
        assert_eq!(refused.expect_problem(409, "conflict")["reason"], "voided");
    }
    // The receipt that had used it comes once more, and the other code is there.
    assert_eq!(buy(&till, &used).await["coupons"][0]["code"], "PRVI1");
    assert_eq!(super::validate(&till, "DRUGI2", &asked["receipt"]).await["discount"], 2_000);
    owner.post("/v1/coupons/NEMA/void", &json!({"reason": "leaked"})).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_void_batch_takes_its_codes_with_it_and_no_others() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let path = campaign(owner, json!({}), &["PRVI1", "PRVI2"]).await;
    program.clock.advance(chrono::Duration::seconds(1));
    owner.post(&format!("{path}/codes/imports"), &json!({"codes": ["DRUGI1"]})).await.expect(201);
    let batches = async || {
        let page = owner.get(&format!("{path}/batches")).await.expect(200).json();
        page["items"].as_array().unwrap().clone()
    };
    let listed = batches().await;
    assert_eq!(listed.iter().map(|batch| batch["codes"].clone()).collect::<Vec<_>>(), [2, 1]);
    let asked = json!({"receipt": plain("proba", 20_000, json!({}))});
    let till = merchant.terminal().await;
    till.post("/v1/coupons/PRVI2/reserve", &asked).await.expect(201);
    let void = format!("{path}/batches/{}/void", listed[0]["id"].as_str().unwrap());
    let reason = json!({"reason": "withdrawn"});
    other.owner.post(&void, &reason).await.expect_problem(404, "not_found");
    let voided = owner.post(&void, &reason).await.expect(200).json();
    assert_eq!((&voided["void_reason"], &voided["codes"]), (&json!("withdrawn"), &json!(2)), "{voided}");
    assert_eq!(counts(owner, &path).await, (0, 0, 0));
    for (code, discount) in [("PRVI1", 0), ("PRVI2", 0), ("DRUGI1", 2_000)] {
        assert_eq!(super::validate(&till, code, &asked["receipt"]).await["discount"], discount, "{code}");
    }
    let void_ones = batches().await.into_iter().map(|batch| batch["voided_at"] != Value::Null);
    assert_eq!(void_ones.collect::<Vec<_>>(), [true, false]);
    owner.post(&void, &json!({"reason": "fraud"})).await.expect(200);
    assert_eq!(batches().await[0]["void_reason"], "withdrawn");
    let file = owner.get(&format!("{path}/codes/file")).await.expect(200).text;
    assert_eq!(file.lines().filter(|line| line.ends_with('Z')).count(), 2, "{file}");
}

/// Codes that are still being made when their batch becomes void are void too, or are not made.
#[tokio::test]
async fn no_code_of_a_void_batch_comes_after_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = campaign(owner, json!({}), &[]).await;
    owner.post(&format!("{path}/codes"), &json!({"count": 50})).await.expect(202);
    let batches = owner.get(&format!("{path}/batches")).await.expect(200).json();
    let batch = &batches["items"][0];
    assert_eq!((&batch["codes"], &batch["coming"]), (&json!(0), &json!(50)), "{batches}");
    let void = format!("{path}/batches/{}/void", batch["id"].as_str().unwrap());
    owner.post(&void, &json!({"reason": "mistake"})).await.expect(200);
    program.work().await;
    let listed = owner.get(&format!("{path}/codes?limit=200")).await.expect(200).json();
    let codes = listed["items"].as_array().unwrap();
    assert!(codes.iter().all(|code| code["voided_at"] != Value::Null), "{listed}");
    assert_eq!(owner.get(&path).await.expect(200).json()["coming"], 0);
}

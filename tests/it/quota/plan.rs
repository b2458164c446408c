//! The plan that the operator sets.

use regulars_tests::Program;
use serde_json::json;

use crate::newsletters::audience::{newsletter_to, reachable};

#[tokio::test]
async fn a_plan_says_how_much_the_next_month_has_and_how_many_tests_this_one_has() {
    let program = Program::start().await;
    let mut merchant = program.merchant().await;
    let operator = program.operator().await;
    let path = format!("/v1/merchants/{}", merchant.id);
    assert_eq!(operator.get(&path).await.json()["plan"], json!({"multiplier": 2, "tests_per_month": 10}));
    for _ in 0..3 {
        let member = json!({"first_name": "Ana", "last_name": "Petrović", "consents": []});
        merchant.owner.post("/v1/members", &member).await.expect(201);
    }
    // The grant of December is taken before the plan changes.
    program.clock.advance(chrono::Duration::days(11));
    merchant.owner = program.sign_in(&merchant.owner_email).await;
    let operator = program.operator().await;
    let customer = reachable(&program, &merchant, "iva@example.com").await;
    let newsletter = newsletter_to(&merchant, &[&customer]).await;
    let owner = merchant.owner.clone();
    owner.post(&format!("{newsletter}/send"), &json!({})).await.expect(202);
    let before = owner.get("/v1/quota").await.expect(200).json();
    assert_eq!((&before["period"], &before["monthly"]["granted"]), (&json!("2026-12"), &json!(6)));
    let seen = operator.get(&path).await.expect(200);
    let plan = json!({"plan": {"multiplier": 5, "tests_per_month": 12}});
    let changed = operator.patch(&path, &plan).await.expect(200).json();
    assert_eq!(changed["plan"], json!({"multiplier": 5, "tests_per_month": 12}));
    assert_eq!(changed["status"], "active", "what is absent stays");
    let stale = operator.with_header("If-Match", seen.header("etag").unwrap());
    stale.patch(&path, &plan).await.expect_problem(412, "precondition_failed");
    let now = owner.get("/v1/quota").await.expect(200).json();
    assert_eq!(now["plan"], json!({"multiplier": 5, "tests_per_month": 12}));
    assert_eq!(now["monthly"]["granted"], 6, "a grant that was taken stays");
    assert_eq!(now["tests"], json!({"granted": 12, "used": 0, "left": 12}), "tests apply at once");
    assert_eq!(owner.get("/v1/merchant").await.json()["plan"]["multiplier"], 5);
    program.clock.advance(chrono::Duration::days(31));
    let owner = program.sign_in(&merchant.owner_email).await;
    let january = owner.get("/v1/quota").await.expect(200).json();
    assert_eq!((&january["period"], &january["monthly"]["granted"]), (&json!("2027-01"), &json!(15)));
}

#[tokio::test]
async fn each_part_of_a_plan_can_be_set_alone_and_within_its_limits() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let operator = program.operator().await;
    let path = format!("/v1/merchants/{}", merchant.id);
    for (part, wrong) in
        [("multiplier", 101), ("multiplier", -1), ("tests_per_month", 1_001), ("tests_per_month", -1)]
    {
        operator.patch(&path, &json!({"plan": {part: wrong}})).await.expect_invalid(&format!("/plan/{part}"));
    }
    operator.patch(&path, &json!({"plan": {"packs": 1}})).await.expect_problem(422, "validation_failed");
    let plan =
        operator.patch(&path, &json!({"plan": {"multiplier": 0}})).await.expect(200).json()["plan"].clone();
    assert_eq!(plan, json!({"multiplier": 0, "tests_per_month": 10}));
    let plan =
        operator.patch(&path, &json!({"plan": {"tests_per_month": 0}})).await.expect(200).json()["plan"]
            .clone();
    assert_eq!(plan, json!({"multiplier": 0, "tests_per_month": 0}));
    assert_eq!(merchant.owner.get("/v1/quota").await.json()["tests"]["left"], 0);
    merchant.owner.patch(&path, &json!({"plan": {"multiplier": 9}})).await.expect_problem(403, "forbidden");
    merchant
        .owner
        .patch("/v1/merchant", &json!({"plan": {"multiplier": 9}}))
        .await
        .expect_problem(422, "validation_failed");
    let suspended = operator.patch(&path, &json!({"status": "suspended"})).await.expect(200).json();
    assert_eq!((&suspended["status"], &suspended["plan"]["multiplier"]), (&json!("suspended"), &json!(0)));
}

#[tokio::test]
async fn two_parts_of_a_plan_that_are_set_at_once_are_both_kept() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let operator = program.operator().await;
    let path = format!("/v1/merchants/{}", merchant.id);
    for round in 1..=20 {
        let multiplier = json!({"plan": {"multiplier": round}});
        let tests = json!({"plan": {"tests_per_month": 100 + round}});
        let (one, other) = tokio::join!(operator.patch(&path, &multiplier), operator.patch(&path, &tests));
        one.expect(200);
        other.expect(200);
        let plan = operator.get(&path).await.expect(200).json()["plan"].clone();
        assert_eq!(plan, json!({"multiplier": round, "tests_per_month": 100 + round}));
    }
    let seen = operator.get(&path).await.expect(200);
    let of_that_state = operator.with_header("If-Match", seen.header("etag").unwrap());
    let (one, other) = (json!({"plan": {"multiplier": 3}}), json!({"plan": {"multiplier": 4}}));
    let (one, other) = tokio::join!(of_that_state.patch(&path, &one), of_that_state.patch(&path, &other));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
}

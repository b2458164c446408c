//! Many at once: a code has one winner.

use regulars_tests::Program;
use serde_json::json;

use super::{campaign, counts, discounted, plain};

#[tokio::test]
async fn of_five_hundred_who_use_one_code_at_once_one_wins() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = campaign(owner, json!({"limits": {"per_code": 1}}), &["POSLEDNJI"]).await;
    let till = merchant.terminal().await;
    let sent: Vec<_> = (0..500)
        .map(|number| {
            let (till, body) = (till.clone(), discounted(&number.to_string(), 1_000, 100, "POSLEDNJI"));
            tokio::spawn(async move { till.post("/v1/purchases", &body).await })
        })
        .collect();
    let mut winners = 0;
    for answer in sent {
        let answer = answer.await.unwrap();
        if answer.status == 201 {
            winners += 1;
        } else {
            assert_eq!(answer.expect_problem(422, "validation_failed")["reason"], "used_up");
        }
    }
    assert_eq!((winners, counts(owner, &path).await), (1, (1, 0, 100)));
    let recorded = owner.get("/v1/purchases?limit=200").await.expect(200).json();
    assert_eq!(recorded["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn codes_of_a_campaign_used_at_once_keep_to_its_limit_and_its_budget() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let codes: Vec<String> = (0..40).map(|number| format!("KOD{number:03}")).collect();
    let texts: Vec<&str> = codes.iter().map(String::as_str).collect();
    let path = campaign(owner, json!({"limits": {"in_all": 30}, "budget": 2_500}), &texts).await;
    let till = merchant.terminal().await;
    let sent: Vec<_> = codes
        .into_iter()
        .map(|code| {
            let (till, body) = (till.clone(), json!({"receipt": plain("proba", 1_000, json!({}))}));
            tokio::spawn(async move { till.post(&format!("/v1/coupons/{code}/redeem"), &body).await.status })
        })
        .collect();
    let mut used = 0;
    for status in sent {
        used += i64::from(status.await.unwrap() == 201);
    }
    assert_eq!((used, counts(owner, &path).await), (25, (25, 0, 2_500)));
}

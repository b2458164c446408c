//! Coupons are reserved, used and released without a purchase.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{campaign, counts, discounted, plain, validate};
use crate::loyalty::buy;

async fn take(client: &Client, code: &str, what: &str) -> Value {
    let body = json!({"receipt": plain("proba", 30_000, json!({}))});
    client.post(&format!("/v1/coupons/{code}/{what}"), &body).await.expect(201).json()
}

async fn refused(client: &Client, code: &str, what: &str) -> Value {
    let body = json!({"receipt": plain("proba", 30_000, json!({}))});
    let answer = client.post(&format!("/v1/coupons/{code}/{what}"), &body).await;
    answer.expect_problem(409, "conflict")["reason"].clone()
}

#[tokio::test]
async fn a_reservation_holds_the_code_until_its_time_is_over() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = campaign(owner, json!({"limits": {"per_code": 1}}), &["JEDAN1"]).await;
    let (till, other) = (merchant.terminal().await, merchant.terminal().await);
    let reserved = take(&till, "JEDAN1", "reserve").await;
    assert_eq!((&reserved["state"], &reserved["coupon"]["discount"]), (&json!("reserved"), &json!(3_000)));
    assert_eq!(reserved["reserved_until"], "2026-11-21T10:15:00Z");
    assert_eq!(counts(owner, &path).await, (1, 1, 3_000));
    assert_eq!(refused(&other, "JEDAN1", "redeem").await, "used_up");
    // Whoever has reserved it may use it, and is told so.
    let receipt = plain("proba", 30_000, json!({}));
    assert_eq!(validate(&till, "JEDAN1", &receipt).await["discount"], 3_000);
    assert_eq!(validate(&other, "JEDAN1", &receipt).await["passed_over"][0]["reason"], "used_up");
    let sold = discounted("1", 30_000, 3_000, "JEDAN1");
    assert_eq!(other.post("/v1/purchases", &sold).await.status, 422);
    // Whoever has reserved it uses it, and pays for more.
    let answer = buy(&till, &discounted("2", 50_000, 5_000, "JEDAN1")).await;
    assert_eq!(answer["coupons"][0]["discount"], 5_000, "{answer}");
    assert_eq!(counts(owner, &path).await, (1, 0, 5_000));
}

#[tokio::test]
async fn what_was_reserved_is_given_though_other_discounts_would_make_it_more_than_the_budget() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = campaign(owner, json!({"budget": 2_400}), &["BUDZET"]).await;
    let till = merchant.terminal().await;
    let with_discount = |number: &str, discount: i64, fields: Value| {
        let mut receipt = discounted(number, 30_000, discount, "BUDZET");
        receipt.as_object_mut().unwrap().remove("coupons");
        crate::loyalty::with(receipt, &fields)
    };
    let asked = json!({"receipt": with_discount("proba", 6_000, json!({}))});
    let reserved = till.post("/v1/coupons/BUDZET/reserve", &asked).await.expect(201).json();
    assert_eq!(reserved["coupon"]["discount"], 2_400);
    let answer = buy(&till, &with_discount("1", 8_400, json!({"coupons": ["BUDZET"]}))).await;
    assert_eq!(answer["coupons"][0]["discount"], 2_400, "{answer}");
    assert_eq!(counts(owner, &path).await, (1, 0, 2_400));
}

#[tokio::test]
async fn what_is_over_is_free_by_itself() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = campaign(owner, json!({"limits": {"per_code": 1, "in_all": 1}}), &["JEDAN1"]).await;
    let (till, other) = (merchant.terminal().await, merchant.terminal().await);
    let body = json!({"receipt": plain("proba", 30_000, json!({}))});
    till.post("/v1/coupons/JEDAN1/reserve?seconds=60", &body).await.expect(201);
    let asked = validate(&other, "JEDAN1", &body["receipt"]).await;
    assert_eq!(asked["passed_over"][0]["reason"], "used_up");
    program.clock.advance(chrono::Duration::seconds(60));
    assert_eq!(validate(&other, "JEDAN1", &body["receipt"]).await["discount"], 3_000);
    take(&other, "JEDAN1", "redeem").await;
    assert_eq!(counts(owner, &path).await, (1, 0, 3_000));
    till.post("/v1/coupons/JEDAN1/reserve?seconds=59", &body).await.expect_invalid("?seconds");
}

#[tokio::test]
async fn what_is_over_counts_nowhere_and_changes_no_tag() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = campaign(owner, json!({"limits": {"per_code": 1}}), &["JEDAN1", "DRUGI2"]).await;
    let body = json!({"receipt": plain("proba", 30_000, json!({}))});
    owner.post("/v1/coupons/JEDAN1/reserve?seconds=60", &body).await.expect(201);
    let listed = async || {
        let codes = owner.get(&format!("{path}/codes")).await.expect(200).json();
        let used: Vec<i64> =
            codes["items"].as_array().unwrap().iter().map(|code| code["used"].as_i64().unwrap()).collect();
        let file = owner.get(&format!("{path}/codes/file")).await.expect(200).text;
        let campaigns = owner.get("/v1/coupon-campaigns").await.expect(200).json();
        (used, file.contains("JEDAN1,1"), campaigns["items"][0]["reserved"].as_i64())
    };
    assert_eq!(listed().await, (vec![0, 1], true, Some(1)));
    program.clock.advance(chrono::Duration::seconds(60));
    assert_eq!(counts(owner, &path).await, (0, 0, 0));
    assert_eq!(listed().await, (vec![0, 0], false, Some(0)));
    let shown = owner.get(&path).await.expect(200);
    let tag = shown.header("etag").unwrap().to_owned();
    let renamed = owner.with_header("if-match", &tag).patch(&path, &json!({"name": "Drugo ime"})).await;
    assert_eq!(renamed.expect(200).json()["used"], 0);
}

#[tokio::test]
async fn a_use_is_given_back_once_and_not_where_a_purchase_has_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = campaign(owner, json!({}), &["VISE", "DRUGI"]).await;
    let till = merchant.terminal().await;
    for what in ["reserve", "redeem"] {
        let id = take(&till, "VISE", what).await["id"].clone();
        let release = json!({"id": id});
        till.post("/v1/coupons/DRUGI/release", &release).await.expect_problem(404, "not_found");
        let released = till.post("/v1/coupons/VISE/release", &release).await.expect(200).json();
        assert_eq!(released, json!({"id": id, "state": "released"}));
        till.post("/v1/coupons/VISE/release", &release).await.expect_problem(404, "not_found");
        assert_eq!(counts(owner, &path).await, (0, 0, 0), "{what}");
    }
    let nobody = json!({"id": "01920000-0000-7000-8000-0123456789ab"});
    till.post("/v1/coupons/VISE/release", &nobody).await.expect_problem(404, "not_found");
    till.post("/v1/coupons/VISE/redeem", &json!({})).await.expect_invalid("/receipt");
}

//! Coupons are used with receipts.

use regulars_tests::Program;
use serde_json::json;

use super::{campaign, counts, discounted, plain};
use crate::customers::add;
use crate::loyalty::{buy, give_back, item, upload, with};

#[tokio::test]
async fn a_receipt_uses_its_coupon_once_however_often_it_comes() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = campaign(owner, json!({"limits": {"per_code": 1}}), &["DESET10"]).await;
    let till = merchant.terminal().await;
    let body = discounted("1", 30_000, 3_000, "deset-10");
    let answer = buy(&till, &body).await;
    let used = json!([{
        "code": "DESET10", "campaign_id": path.rsplit('/').next().unwrap(), "name": "Deset odsto", "discount": 3_000
    }]);
    assert_eq!((&answer["coupons"], &answer["warnings"]), (&used, &json!([])), "{answer}");
    let again = buy(&till, &body).await;
    assert_eq!((&again["coupons"], &again["replayed"]), (&used, &json!(true)));
    assert_eq!(counts(owner, &path).await, (1, 0, 3_000));

    // Who comes second is told, and nothing is kept.
    let second = discounted("2", 30_000, 3_000, "DESET10");
    for path in ["/v1/purchases", "/v1/purchases?dry_run=true"] {
        let problem = till.post(path, &second).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["reason"], "used_up", "{problem}");
        assert_eq!(problem["errors"][0]["pointer"], "/coupons/0");
        assert_eq!(problem["errors"][0]["code"], "coupon_refused");
    }
    // What has happened off line is recorded.
    let uploaded = upload(&till, &[item("purchase", &second)]).await;
    let warning = json!([{"code": "coupon_refused", "pointer": "/coupons/0"}]);
    assert_eq!(uploaded[0]["purchase"]["warnings"], warning, "{uploaded:?}");
    assert_eq!(counts(owner, &path).await, (1, 0, 3_000));
}

#[tokio::test]
async fn a_code_that_there_is_not_loses_no_receipt() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    campaign(&merchant.owner, json!({}), &["PRAVI"]).await;
    let till = merchant.terminal().await;
    let unknown = plain("1", 10_000, json!({"coupons": ["NEMA", "PRAVI"]}));
    till.post("/v1/purchases?dry_run=true", &unknown).await.expect_invalid("/coupons/0");
    let answer = buy(&till, &unknown).await;
    assert_eq!(answer["warnings"], json!([{"code": "coupon_unknown", "pointer": "/coupons/0"}]), "{answer}");
    assert_eq!(answer["coupons"][0]["code"], "PRAVI");
}

#[tokio::test]
async fn more_than_a_coupon_gives_is_told_and_a_coupon_may_pay() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    campaign(&merchant.owner, json!({}), &["DESET10"]).await;
    let till = merchant.terminal().await;
    let answer = buy(&till, &discounted("1", 30_000, 3_001, "DESET10")).await;
    let differs = json!([{"code": "coupon_value_differs", "pointer": "/coupons"}]);
    assert_eq!(answer["warnings"], differs, "{answer}");
    let tenders = json!([
        {"kind": "coupon", "amount": 3_000, "code": "DESET10"}, {"kind": "money", "amount": 27_000}
    ]);
    let answer = buy(&till, &plain("2", 30_000, json!({"tenders": tenders}))).await;
    assert_eq!((&answer["coupons"][0]["discount"], &answer["warnings"]), (&json!(3_000), &json!([])));
    let dear = json!([
        {"kind": "coupon", "amount": 3_500, "code": "DESET10"}, {"kind": "money", "amount": 26_500}
    ]);
    let answer = buy(&till, &plain("3", 30_000, json!({"tenders": dear}))).await;
    assert_eq!(answer["warnings"], differs);
}

#[tokio::test]
async fn limits_of_a_customer_count_in_their_time_and_the_budget_ends() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let fields = json!({"limits": {"per_period": {"most": 1, "per": "day"}}, "budget": 7_000});
    let path = campaign(owner, fields, &["DNEVNO"]).await;
    let till = merchant.terminal().await;
    let (ana, mila) = (add(owner, json!({})).await, add(owner, json!({})).await);
    let of = |number: &str, customer: &serde_json::Value| {
        let identify = json!({"identify": {"customer_id": customer["id"]}});
        with(discounted(number, 30_000, 3_000, "DNEVNO"), &identify)
    };
    let refused = async |body: &serde_json::Value| {
        till.post("/v1/purchases", body).await.expect_problem(422, "validation_failed")["reason"].clone()
    };
    assert_eq!(refused(&discounted("0", 30_000, 3_000, "DNEVNO")).await, "no_customer");
    buy(&till, &of("1", &ana)).await;
    assert_eq!(refused(&of("2", &ana)).await, "customer_used_up");
    let next_day = with(of("3", &ana), &json!({"occurred_at": "2026-11-21T08:30:00Z"}));
    buy(&till, &next_day).await;
    assert_eq!(refused(&of("4", &mila)).await, "budget_spent");
    assert_eq!(counts(owner, &path).await, (2, 0, 6_000));
}

#[tokio::test]
async fn a_refund_of_everything_frees_the_coupon_where_the_campaign_says_so() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let once = |policy: &str| json!({"limits": {"per_code": 1}, "on_refund": policy});
    let free = campaign(owner, once("free"), &["SLOBODAN"]).await;
    let kept = campaign(owner, once("keep"), &["OSTAJE"]).await;
    let till = merchant.terminal().await;
    for (number, code, path, after) in
        [("1", "SLOBODAN", &free, (0, 0, 0)), ("2", "OSTAJE", &kept, (1, 0, 3_000))]
    {
        let sold = buy(&till, &discounted(number, 30_000, 3_000, code)).await;
        give_back(&till, &sold, &format!("{number}a"), &[(1, "0.5")]).await;
        assert_eq!(counts(owner, path).await, (1, 0, 3_000));
        give_back(&till, &sold, &format!("{number}b"), &[(1, "0.5")]).await;
        assert_eq!(counts(owner, path).await, after, "{code}");
    }
    buy(&till, &discounted("3", 30_000, 3_000, "SLOBODAN")).await;
    let problem = till.post("/v1/purchases", &discounted("4", 30_000, 3_000, "OSTAJE")).await;
    assert_eq!(problem.expect_problem(422, "validation_failed")["reason"], "used_up");
}

#[tokio::test]
async fn a_merge_brings_the_uses_to_the_survivor_and_limits_count_them() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    campaign(owner, json!({"limits": {"per_customer": 1}}), &["JEDNOM"]).await;
    let till = merchant.terminal().await;
    let (ana, double) = (add(owner, json!({})).await, add(owner, json!({})).await);
    let of = |number: &str, customer: &serde_json::Value| {
        let identify = json!({"identify": {"customer_id": customer["id"]}});
        with(discounted(number, 30_000, 3_000, "JEDNOM"), &identify)
    };
    buy(&till, &of("1", &double)).await;
    let merged = crate::merges::merge(owner, &ana, &[&double]).await;
    assert_eq!(merged["merge"]["moved"]["coupon_uses"], 1, "{merged}");
    let problem = till.post("/v1/purchases", &of("2", &ana)).await;
    assert_eq!(problem.expect_problem(422, "validation_failed")["reason"], "customer_used_up");
}

#[tokio::test]
async fn a_receipt_says_what_was_told_before_it_beside_other_discounts() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    campaign(&merchant.owner, json!({}), &["DESET10"]).await;
    let till = merchant.terminal().await;
    let line = json!({
        "sku": "1001", "category": "drinks", "quantity": "1", "unit_price": 30_000, "discount": 6_000, "total": 24_000
    });
    let asked = plain("1", 24_000, json!({"lines": [line]}));
    let told = super::validate(&till, "DESET10", &asked).await;
    assert_eq!(told["discount"], 2_400, "{told}");
    let answer = buy(&till, &discounted("1", 30_000, 8_400, "DESET10")).await;
    assert_eq!(answer["coupons"][0]["discount"], 2_400, "{answer}");
    // One that pays has taken nothing off the lines.
    let tenders = json!([
        {"kind": "coupon", "amount": 2_400, "code": "DESET10"}, {"kind": "money", "amount": 21_600}
    ]);
    let paid = with(asked, &json!({"receipt_number": "2", "tenders": tenders}));
    assert_eq!(buy(&till, &paid).await["coupons"][0]["discount"], 2_400);
}

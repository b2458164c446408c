//! What coupons take off is told before the sale.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{campaign, plain, validate};
use crate::customers::add;
use crate::loyalty::with;

fn basket() -> Value {
    let lines = json!([
        {"sku": "1", "category": "drinks/coffee", "quantity": "2", "unit_price": 18_000, "total": 36_000},
        {"sku": "2", "category": "food", "quantity": "1", "unit_price": 20_000, "discount": 5_000, "total": 15_000},
    ]);
    plain("proba", 0, json!({"lines": lines, "total": 51_000}))
}

#[tokio::test]
async fn each_effect_is_told_line_by_line() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let drinks = json!({"include": [{"category": "drinks"}]});
    for (code, effect, lines) in [
        (
            "POLA50",
            json!({"kind": "percentage", "percent": "50", "most": 9_000}),
            vec![(1, 6_353), (2, 2_647)],
        ),
        ("IZNOS", json!({"kind": "amount", "amount": 60_000}), vec![(1, 36_000), (2, 15_000)]),
        ("CENA100", json!({"kind": "price", "price": 10_000}), vec![(1, 16_000), (2, 5_000)]),
        ("JEDAN", json!({"kind": "free_items", "count": 1}), vec![(2, 15_000)]),
        ("DVAJEDAN", json!({"kind": "buy_and_get", "buy": 2, "get": 1}), vec![(2, 15_000)]),
        ("KAFA", json!({"kind": "free_items", "count": 1}), vec![(1, 18_000)]),
    ] {
        let lines_meant = if code == "KAFA" { drinks.clone() } else { json!({}) };
        campaign(owner, json!({"effect": effect, "lines": lines_meant}), &[code]).await;
        let till = merchant.terminal().await;
        let told = validate(&till, code, &basket()).await;
        let applied = &told["applied"][0];
        let expected: Vec<_> =
            lines.iter().map(|(line, amount)| json!({"line": line, "amount": amount})).collect();
        assert_eq!((&applied["code"], &applied["lines"]), (&json!(code), &json!(expected)), "{told}");
        assert_eq!(told["discount"], lines.iter().map(|(_, amount)| amount).sum::<i64>());
        assert_eq!(told["passed_over"], json!([]));
    }
}

#[tokio::test]
async fn the_best_for_the_customer_is_chosen_and_the_others_are_explained() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let amount =
        |amount: i64, fields: Value| with(json!({"effect": {"kind": "amount", "amount": amount}}), &fields);
    campaign(owner, amount(5_000, json!({"stacking": {"exclusive": true}})), &["SAMO"]).await;
    campaign(owner, amount(3_000, json!({"stacking": {"group": "g"}})), &["TRI3"]).await;
    campaign(owner, amount(4_000, json!({"stacking": {"group": "g"}})), &["CETIRI"]).await;
    campaign(owner, amount(2_000, json!({"minimum": 90_000})), &["VELIKI"]).await;
    campaign(owner, amount(2_000, json!({})), &["DVA2"]).await;
    let shown = json!({"coupons": ["TRI3", "CETIRI", "VELIKI", "DVA2", "NEMA"]});
    let receipt = with(basket(), &shown);
    let told = validate(owner, "samo", &receipt).await;
    let mut codes: Vec<_> =
        told["applied"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    codes.sort_unstable();
    assert_eq!((codes, &told["discount"]), (vec!["CETIRI", "DVA2"], &json!(6_000)), "{told}");
    let passed = told["passed_over"].as_array().unwrap().iter();
    let mut passed: Vec<_> =
        passed.map(|one| (one["code"].as_str().unwrap(), one["reason"].as_str().unwrap())).collect();
    passed.sort_unstable();
    let expected = [
        ("NEMA", "unknown"),
        ("SAMO", "outdone_by_others"),
        ("TRI3", "outdone_by_others"),
        ("VELIKI", "below_minimum"),
    ];
    assert_eq!(passed, expected);
}

#[tokio::test]
async fn why_a_coupon_is_not_used_is_told() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let store = owner.post("/v1/stores", &json!({"name": "Prva"})).await.expect(201).json();
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    for (code, fields, reason) in [
        ("STARO", json!({"validity": {"to": "2026-11-01"}}), "not_then"),
        ("TAMO", json!({"store_ids": [store["id"]]}), "other_store"),
        ("NJEN", json!({"customer_id": ana["id"]}), "no_customer"),
        ("RIBA", json!({"lines": {"include": [{"category": "fish"}]}}), "no_lines"),
        ("BUDZET", json!({"budget": 10}), "budget_spent"),
    ] {
        campaign(owner, fields, &[code]).await;
        let told = validate(owner, code, &basket()).await;
        assert_eq!(told["passed_over"], json!([{"code": code, "reason": reason}]), "{told}");
    }
    let hers = json!({"receipt": basket(), "customer_id": ana["id"]});
    let told = owner.post("/v1/coupons/NJEN/validate", &hers).await.expect(200).json();
    assert_eq!(told["discount"], 5_100, "{told}");
    let paused = campaign(owner, json!({}), &["PAUZA"]).await;
    owner.patch(&paused, &json!({"state": "paused"})).await.expect(200);
    assert_eq!(validate(owner, "PAUZA", &basket()).await["passed_over"][0]["reason"], "not_active");
}

#[tokio::test]
async fn whoever_tries_many_codes_that_there_are_not_has_to_wait() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    campaign(&merchant.owner, json!({}), &["PRAVI"]).await;
    let ask = async |code: String| {
        till.post(&format!("/v1/coupons/{code}/validate"), &json!({"receipt": basket()})).await
    };
    for number in 0..10 {
        ask(format!("NEMA{number}")).await.expect_problem(404, "not_found");
    }
    ask("NEMA10".to_owned()).await.expect_problem(429, "rate_limited");
    ask("PRAVI".to_owned()).await.expect_problem(429, "rate_limited");
    program.clock.advance(chrono::Duration::seconds(60));
    ask("PRAVI".to_owned()).await.expect(200);
}

#[tokio::test]
async fn codes_that_are_asked_about_together_are_guesses_too() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    campaign(&merchant.owner, json!({}), &["POZNAT"]).await;
    let till = merchant.terminal().await;
    let asked = |number: usize| {
        let guesses: Vec<String> = (0..19).map(|place| format!("POGODI{number}X{place}")).collect();
        json!({"receipt": plain("proba", 10_000, json!({"coupons": guesses}))})
    };
    let mut refused = 0;
    for number in 0..20 {
        let answer = till.post("/v1/coupons/POZNAT/validate", &asked(number)).await;
        refused += usize::from(answer.status == 429);
    }
    assert!(refused > 5, "{refused} were refused");
}

#[tokio::test]
async fn receipts_with_codes_that_there_are_not_are_guesses_too() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    campaign(&merchant.owner, json!({}), &["PRAVI"]).await;
    let till = merchant.terminal().await;
    let sell = async |number: usize, code: &str| {
        let receipt = plain(&format!("r{number}"), 10_000, json!({"coupons": [code]}));
        till.post("/v1/purchases", &receipt).await
    };
    for number in 0..10 {
        sell(number, &format!("NEMA{number}")).await.expect(201);
    }
    sell(10, "NEMA10").await.expect_problem(429, "rate_limited");
    let asked = json!({"receipt": basket()});
    till.post("/v1/coupons/PRAVI/validate", &asked).await.expect_problem(429, "rate_limited");
    // A receipt without coupons waits for nothing, nor does one that a till uploads.
    crate::loyalty::buy(&till, &plain("bez", 10_000, json!({}))).await;
    let late = plain("kasni", 10_000, json!({"coupons": ["NEMA11"]}));
    let uploaded = crate::loyalty::upload(&till, &[crate::loyalty::item("purchase", &late)]).await;
    assert_eq!(uploaded[0]["purchase"]["warnings"][0]["code"], "coupon_unknown", "{uploaded:?}");
    program.clock.advance(chrono::Duration::seconds(60));
    sell(10, "NEMA10").await.expect(201);
    // The same receipt once more is no further guess.
    for _ in 0..20 {
        sell(10, "NEMA10").await.expect(201);
    }
}

//! A salon, by configuration alone: points by the amount, some for large services, and twice as many in the morning.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{buy, passed_over, programme, receipt, stands, sum};
use crate::customers::add;

/// When and what was bought, for how much, what that earns, and which rules give nothing and why.
type Visit = (&'static str, &'static str, i64, i64, &'static [(&'static str, &'static str)]);

fn rules() -> [Value; 3] {
    [
        json!({"name": "Poen na 100 dinara",
               "effect": {"kind": "per_amount", "points": "1", "amount": 10_000, "whole": true}}),
        json!({"name": "Velika usluga", "effect": {"kind": "fixed", "points": "50"},
               "when": {"field": "receipt.total", "op": "gte", "value": 300_000}}),
        json!({"name": "Jutro", "effect": {"kind": "multiplier", "factor": "2"},
               "lines": {"include": [{"category": "hair"}], "exclude": []},
               "validity": {"from": "2026-11-01", "to": null, "weekdays": [1, 2, 3, 4, 5],
                            "hours": [{"from": "07:00", "to": "10:00"}]}}),
    ]
}

#[tokio::test]
async fn each_receipt_of_a_salon_earns_exactly_what_it_should() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), json!({}), &rules()).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    // 20 November is a Friday; the clock on the merchant's wall is an hour ahead.
    let (evening, morning) = ("2026-11-20T16:30:00Z", "2026-11-20T07:30:00Z");
    let table: [Visit; 9] = [
        (evening, "hair", 45_990, 4, &[("Velika usluga", "condition"), ("Jutro", "not_then")]),
        (evening, "hair", 9_999, 0, &[]),
        (evening, "hair", 300_000, 80, &[("Jutro", "not_then")]),
        (evening, "hair", 299_999, 29, &[]),
        (morning, "hair", 45_990, 8, &[("Velika usluga", "condition")]),
        (morning, "hair/colour", 300_000, 160, &[]),
        (morning, "nails", 45_990, 4, &[("Velika usluga", "condition"), ("Jutro", "no_lines")]),
        ("2026-11-15T07:30:00Z", "hair", 45_990, 4, &[("Velika usluga", "condition"), ("Jutro", "not_then")]),
        ("2026-11-20T09:00:00Z", "hair", 45_990, 4, &[("Velika usluga", "condition"), ("Jutro", "not_then")]),
    ];
    let mut earned_in_all = 0;
    for (number, (at, category, total, earned, passed)) in table.into_iter().enumerate() {
        let line = json!({"sku": category, "category": category, "quantity": "1", "unit_price": total,
                          "total": total});
        let fields = json!({"occurred_at": at, "lines": [line]});
        let answer = buy(&till, &receipt(&number.to_string(), &customer, total, fields)).await;
        assert_eq!(sum(&answer, "earned"), earned, "{number}: {answer}");
        if !passed.is_empty() {
            assert_eq!(passed_over(&answer), passed, "{number}: {answer}");
        }
        earned_in_all += earned;
    }
    assert_eq!(stands(owner, &customer).await, (earned_in_all, 0, 0));
}

#[tokio::test]
async fn of_the_rules_of_a_group_the_best_one_gives() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let of_group = |name: &str, effect: Value| json!({"name": name, "effect": effect, "stacking": {"mode": "best_of", "group": "akcija"}});
    let rules = [
        of_group("Po iznosu", json!({"kind": "per_amount", "points": "1", "amount": 1_000, "whole": false})),
        of_group("Poklon", json!({"kind": "fixed", "points": "50"})),
    ];
    programme(owner, json!({}), json!({}), &rules).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    for (number, total, earned, outdone) in [("1", 40_000, 50, "Po iznosu"), ("2", 60_000, 60, "Poklon")] {
        let answer = buy(&till, &receipt(number, &customer, total, json!({}))).await;
        assert_eq!(sum(&answer, "earned"), earned, "{answer}");
        let names: Vec<_> = passed_over(&answer).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, [outdone], "{answer}");
    }
    assert_eq!(stands(owner, &customer).await, (110, 0, 0));
}

//! A salon: customers come in by being entered, and earn points by the amount of services and less for goods, once something for
//! coming, some more for large services, and twice as many for regulars.

use regulars_tests::Program;
use serde_json::{Value, json};

use crate::customers::{add, path_of};
use crate::loyalty::{buy, give_back, passed_over, programme, receipt, stands, sum};

/// The categories with what they cost, whether the buyer is a regular by then, what that earns, and which rules give nothing and why.
type Visit = (&'static [(&'static str, i64)], bool, i64, &'static [(&'static str, &'static str)]);

fn rules() -> [Value; 5] {
    let per = |points: &str, amount: i64| json!({"kind": "per_amount", "points": points, "amount": amount, "whole": true});
    let services = json!({"include": [{"category": "services"}]});
    [
        json!({"name": "Usluge", "effect": per("1", 10_000), "lines": services}),
        json!({"name": "Proizvodi", "effect": per("1", 20_000),
               "lines": {"include": [{"category": "goods"}], "exclude": [{"category": "goods/vouchers"}]}}),
        json!({"name": "Velika usluga", "effect": {"kind": "fixed", "points": "50"}, "lines": services,
               "when": {"field": "receipt.total", "op": "gte", "value": 300_000}}),
        json!({"name": "Za stalne", "effect": {"kind": "multiplier", "factor": "2"}, "lines": services,
               "customers": {"tag": "Stalni"}}),
        json!({"name": "Dobrodošlica", "effect": {"kind": "fixed", "points": "20"},
               "caps": [{"of": "times", "most": "1", "per": "ever"}]}),
    ]
}

fn table() -> [Visit; 6] {
    [
        (
            &[("services/hair", 45_990)],
            false,
            4 + 20,
            &[("Proizvodi", "no_lines"), ("Velika usluga", "condition"), ("Za stalne", "other_customers")],
        ),
        (
            &[("services/hair", 300_000)],
            false,
            30 + 50,
            &[("Proizvodi", "no_lines"), ("Za stalne", "other_customers"), ("Dobrodošlica", "cap")],
        ),
        // What is bought to be given away earns where it is spent.
        (
            &[("services/nails", 120_000), ("goods/shampoo", 50_000), ("goods/vouchers", 100_000)],
            false,
            12 + 2,
            &[("Velika usluga", "condition"), ("Za stalne", "other_customers"), ("Dobrodošlica", "cap")],
        ),
        (
            &[("services/hair", 45_990)],
            true,
            4 * 2,
            &[("Proizvodi", "no_lines"), ("Velika usluga", "condition"), ("Dobrodošlica", "cap")],
        ),
        (
            &[("goods/shampoo", 39_999)],
            true,
            1,
            &[
                ("Usluge", "no_lines"),
                ("Velika usluga", "condition"),
                ("Za stalne", "no_lines"),
                ("Dobrodošlica", "cap"),
            ],
        ),
        (
            &[("services/colour", 300_000)],
            true,
            (30 + 50) * 2,
            &[("Proizvodi", "no_lines"), ("Dobrodošlica", "cap")],
        ),
    ]
}

fn visit(number: usize, customer: &Value, bought: &[(&str, i64)]) -> Value {
    let line = |(category, price): &(&str, i64)| json!({"sku": category, "category": category, "quantity": "1", "unit_price": price, "total": price});
    let lines: Vec<Value> = bought.iter().map(line).collect();
    let total = bought.iter().map(|(_, price)| price).sum();
    receipt(&number.to_string(), customer, total, json!({"lines": lines}))
}

#[tokio::test]
async fn each_visit_to_a_salon_earns_what_it_should() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    owner.post("/v1/tags", &json!({"name": "Stalni"})).await.expect(201);
    let path = programme(owner, json!({"joining": "on_request"}), json!({}), &rules()).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let before = buy(&till, &visit(100, &ana, &[("services/hair", 45_990)])).await;
    assert_eq!(before["points"], json!([]), "nobody is in it without being entered");
    owner.post(&format!("{path}/members"), &json!({"customer_id": ana["id"]})).await.expect(201);

    let (mut earned_in_all, mut last) = (0, Value::Null);
    for (number, (bought, is_regular, earned, passed)) in table().into_iter().enumerate() {
        if is_regular {
            owner.patch(&path_of(&ana), &json!({"tags": ["Stalni"]})).await.expect(200);
        }
        let answer = buy(&till, &visit(number, &ana, bought)).await;
        assert_eq!(sum(&answer, "earned"), earned, "{number}: {answer}");
        assert_eq!(passed_over(&answer), passed, "{number}: {answer}");
        earned_in_all += earned;
        last = answer;
    }
    assert_eq!(stands(owner, &ana).await, (earned_in_all, 0, 0));
    // A service that is paid back takes back what it earned, the half for regulars too.
    let taken = give_back(&till, &last, "r1", &[(1, "1")]).await;
    assert_eq!(sum(&taken, "taken_back"), 160, "{taken}");
    assert_eq!(stands(owner, &ana).await, (earned_in_all - 160, 0, 0));
}

/// When and what was bought, for how much, what that earns, and which rules give nothing and why.
type TimedVisit = (&'static str, &'static str, i64, i64, &'static [(&'static str, &'static str)]);

#[tokio::test]
async fn twice_as_many_in_the_morning_of_a_working_day() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let rules = [
        json!({"name": "Poen na 100 dinara",
               "effect": {"kind": "per_amount", "points": "1", "amount": 10_000, "whole": true}}),
        json!({"name": "Jutro", "effect": {"kind": "multiplier", "factor": "2"},
               "lines": {"include": [{"category": "hair"}], "exclude": []},
               "validity": {"from": "2026-11-01", "to": null, "weekdays": [1, 2, 3, 4, 5],
                            "hours": [{"from": "07:00", "to": "10:00"}]}}),
    ];
    programme(owner, json!({}), json!({}), &rules).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    // 20 November is a Friday; the clock on the merchant's wall is an hour ahead.
    let (evening, morning) = ("2026-11-20T16:30:00Z", "2026-11-20T07:30:00Z");
    let table: [TimedVisit; 8] = [
        (evening, "hair", 45_990, 4, &[("Jutro", "not_then")]),
        (evening, "hair", 9_999, 0, &[("Poen na 100 dinara", "gives_nothing"), ("Jutro", "not_then")]),
        (morning, "hair", 45_990, 8, &[]),
        (morning, "hair/colour", 300_000, 60, &[]),
        (morning, "nails", 45_990, 4, &[("Jutro", "no_lines")]),
        ("2026-11-15T07:30:00Z", "hair", 45_990, 4, &[("Jutro", "not_then")]),
        ("2026-11-20T09:00:00Z", "hair", 45_990, 4, &[("Jutro", "not_then")]),
        ("2026-10-30T07:30:00Z", "hair", 45_990, 4, &[("Jutro", "not_then")]),
    ];
    let mut earned_in_all = 0;
    for (number, (at, category, total, earned, passed)) in table.into_iter().enumerate() {
        let line = json!({"sku": category, "category": category, "quantity": "1", "unit_price": total,
                          "total": total});
        let fields = json!({"occurred_at": at, "lines": [line]});
        let answer = buy(&till, &receipt(&number.to_string(), &customer, total, fields)).await;
        assert_eq!(sum(&answer, "earned"), earned, "{number}: {answer}");
        assert_eq!(passed_over(&answer), passed, "{number}: {answer}");
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

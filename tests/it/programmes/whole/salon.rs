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

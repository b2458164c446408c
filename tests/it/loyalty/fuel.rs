//! A fuel retailer, by configuration alone: points by the litre and by the kilogram, a percentage on the shop, and how much of
//! it at most.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{account, buy, passed_over, programme, receipt, standing, sum, with};
use crate::customers::add;

/// A receipt: the store, the instant, the lines, what it earns in tenths of a point, and which rules it caps.
type Row = (usize, &'static str, Vec<Value>, i64, &'static [&'static str]);

fn rules() -> [Value; 3] {
    let caps = json!([
        {"of": "quantity", "most": "100", "per": "day", "scope": "each_store"},
        {"of": "quantity", "most": "250", "per": "month", "scope": "all_stores"},
    ]);
    let per_unit =
        |points: &str| json!({"kind": "per_quantity", "points": points, "quantity": "1", "whole": false});
    [
        json!({"name": "Gorivo", "effect": per_unit("4.5"), "caps": caps,
               "lines": {"include": [{"category": "fuel", "unit": "l"}]}}),
        json!({"name": "Gas", "effect": per_unit("1.5"),
               "lines": {"include": [{"category": "gas", "unit": "kg"}]}}),
        json!({"name": "Prodavnica", "effect": {"kind": "percentage", "percent": "2.5"},
               "lines": {"include": [{"category": "shop"}], "exclude": [{"category": "shop/tobacco"}]}}),
    ]
}

/// Points of a tenth, ten of which are a dinar.
fn points() -> Value {
    json!({"scale": 1, "value": {"points": 10, "amount": {"amount": 100, "currency": "RSD"}},
           "expiry": {"count": 3, "unit": "year", "to": "exact"}})
}

fn line(category: &str, unit: &str, thousandths: i64, price: i64) -> Value {
    let quantity = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    json!({"sku": category, "category": category, "unit": unit, "quantity": quantity, "unit_price": price,
           "total": thousandths * price / 1000})
}

fn diesel(litres: i64) -> Value {
    line("fuel/diesel", "l", litres * 1000, 20_000)
}

fn goods(category: &str, price: i64) -> Value {
    line(category, "kom", 1000, price)
}

fn table() -> [Row; 10] {
    let gas = |thousandths: i64| line("gas", "kg", thousandths, 15_000);
    [
        (0, "2026-11-20T08:00:00Z", vec![diesel(40)], 1_800, &[]),
        // 15.4995 points.
        (0, "2026-11-20T08:10:00Z", vec![gas(10_333)], 154, &[]),
        // 2.5 % of 250 dinars are 6.25 points; nothing for tobacco.
        (
            0,
            "2026-11-20T08:20:00Z",
            vec![goods("shop/bread", 25_000), goods("shop/tobacco", 60_000)],
            62,
            &[],
        ),
        // 60 litres are left of the day in this store.
        (0, "2026-11-20T08:30:00Z", vec![diesel(80)], 2_700, &["Gorivo"]),
        (0, "2026-11-20T08:40:00Z", vec![diesel(1)], 0, &[]),
        (1, "2026-11-20T09:00:00Z", vec![diesel(50)], 2_250, &[]),
        // 150 litres of the month are used.
        (0, "2026-11-19T09:00:00Z", vec![diesel(100)], 4_500, &[]),
        (1, "2026-11-18T09:00:00Z", vec![diesel(10)], 0, &[]),
        // Another month: on the merchant's wall it is half past eleven of the evening.
        (1, "2026-10-31T22:30:00Z", vec![diesel(10)], 450, &[]),
        (0, "2026-10-30T09:00:00Z", vec![diesel(20), gas(2_000), goods("shop/food", 10_000)], 955, &[]),
    ]
}

async fn stores(owner: &Client) -> Vec<Value> {
    let mut ids = Vec::new();
    for name in ["Autoput", "Grad"] {
        let made = owner.post("/v1/stores", &json!({"name": name})).await.expect(201).json();
        ids.push(made["id"].clone());
    }
    ids
}

fn fuelled(number: usize, customer: &Value, store: &Value, at: &str, lines: &[Value]) -> Value {
    let total: i64 = lines.iter().map(|line| line["total"].as_i64().unwrap()).sum();
    let fields = json!({"store_id": store, "occurred_at": at, "lines": lines});
    receipt(&number.to_string(), customer, total, fields)
}

#[tokio::test]
async fn each_receipt_of_a_fuel_retailer_earns_exactly_what_it_should() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let stores = stores(owner).await;
    programme(owner, json!({"earns_where_points_pay": false}), points(), &rules()).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let mut answers = Vec::new();
    for (number, (store, at, lines, earned, capped)) in table().into_iter().enumerate() {
        let answer = buy(&till, &fuelled(number, &customer, &stores[store], at, &lines)).await;
        assert_eq!(sum(&answer, "earned"), earned, "{number}: {answer}");
        let rules = answer["points"][0]["rules"].as_array().unwrap().iter();
        let found: Vec<_> = rules.filter(|rule| rule["capped"] == true).map(|rule| &rule["name"]).collect();
        assert_eq!(found, capped, "{number}: {answer}");
        answers.push(answer);
    }
    for full in [4, 7] {
        assert!(passed_over(&answers[full]).contains(&("Gorivo", "cap")), "{}", answers[full]);
    }
    // What each line earned by which rule adds up to what the rule gave.
    let rules = answers[9]["points"][0]["rules"].as_array().unwrap();
    let told: Vec<_> = rules.iter().map(|rule| (&rule["name"], &rule["points"], &rule["lines"])).collect();
    let expected = [("Gorivo", 900, 1), ("Gas", 30, 2), ("Prodavnica", 25, 3)];
    assert_eq!(told.len(), expected.len(), "{rules:?}");
    for ((name, points, lines), expected) in told.into_iter().zip(expected) {
        let line = json!([{"line": expected.2, "points": expected.1}]);
        assert_eq!((name, points, lines), (&json!(expected.0), &json!(expected.1), &line));
    }
    assert_eq!(passed_over(&answers[0]), [("Gas", "no_lines"), ("Prodavnica", "no_lines")]);

    let earned: i64 = table().into_iter().map(|row| row.3).sum();
    let has = account(owner, &customer).await;
    assert_eq!(standing(&has), (earned, 0, 0));
    // Three years after the day on which it was earned, at the end of it on the merchant's wall.
    let first = has["lots"].as_array().unwrap().iter().find(|lot| lot["purchase_id"] == answers[0]["id"]);
    assert_eq!(first.unwrap()["expires_at"], "2029-11-20T23:00:00Z", "{has}");
    let expiring = has["expiring"].as_array().unwrap().iter();
    assert_eq!(expiring.map(|part| part["points"].as_i64().unwrap()).sum::<i64>(), earned, "{has}");

    // A hundred points pay a hundred dinars, and what they pay a part of earns nothing.
    let lines = [goods("shop/food", 50_000), diesel(1)];
    let paid = with(
        fuelled(100, &customer, &stores[1], "2026-11-20T10:00:00Z", &lines),
        &json!({"tenders": [{"kind": "points", "amount": 10_000, "points": 1_000},
                            {"kind": "money", "amount": 60_000}]}),
    );
    let answer = buy(&till, &paid).await;
    assert_eq!((sum(&answer, "earned"), sum(&answer, "spent")), (0, 1_000), "{answer}");
    let reasons: Vec<_> = passed_over(&answer).into_iter().map(|(_, reason)| reason).collect();
    assert_eq!(reasons, ["points_pay"; 3], "{answer}");
    let left = account(owner, &customer).await;
    assert_eq!(standing(&left), (earned - 1_000, 0, 0));
    // What expires first is spent first: all of the receipt of 30 October, and 45 of that of the 31st.
    let lot_of = |purchase: &Value| -> i64 {
        let lots = left["lots"].as_array().unwrap().iter();
        let lots = lots.filter(|lot| lot["purchase_id"] == purchase["id"]);
        lots.map(|lot| lot["points"].as_i64().unwrap()).sum()
    };
    assert_eq!((lot_of(&answers[9]), lot_of(&answers[8])), (0, 405), "{left}");
}

//! A fuel retailer: points by the litre and by the kilogram in three tiers of what was spent last month, a percentage on the shop,
//! what is left out, caps by day, week and month, by litres and by amount, in each station and over all, points that are gone after
//! three years, and nothing where points pay.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use crate::customers::add;
use crate::loyalty::{account, buy, draft, passed_over, receipt, set_state, standing, sum, with};

/// When, in which station, the lines, what they earn in tenths of a point, and which rules are capped.
type Row = (&'static str, usize, Vec<Value>, i64, &'static [&'static str]);

async fn go_to(owner: &Client, instant: &str) {
    owner.put("/v1/test-clock", &json!({"now": instant})).await.expect(200);
}

fn by_unit(points: &str) -> Value {
    json!({"kind": "per_quantity", "points": points, "quantity": "1", "whole": false})
}

fn by_tier(silver: &str, gold: &str) -> Value {
    json!([{"tier": "silver", "effect": by_unit(silver)}, {"tier": "gold", "effect": by_unit(gold)}])
}

fn cap(of: &str, most: &str, per: &str, scope: &str) -> Value {
    json!({"of": of, "most": most, "per": per, "scope": scope})
}

fn rules() -> [Value; 3] {
    let litres = json!([
        cap("quantity", "100", "day", "each_store"),
        cap("quantity", "150", "day", "all_stores"),
        cap("quantity", "400", "week", "all_stores"),
        cap("quantity", "450", "month", "all_stores"),
    ]);
    let money =
        json!([cap("amount", "300000", "day", "each_store"), cap("amount", "400000", "day", "all_stores")]);
    [
        json!({"name": "Gorivo", "effect": by_unit("3.5"), "by_tier": by_tier("4", "4.5"), "caps": litres,
               "lines": {"include": [{"category": "fuel", "unit": "l"}], "exclude": [{"category": "fuel/heating"}]}}),
        json!({"name": "Gas", "effect": by_unit("0.5"), "by_tier": by_tier("1", "1.5"), "caps": money,
               "lines": {"include": [{"category": "gas", "unit": "kg"}]}}),
        json!({"name": "Prodavnica", "effect": {"kind": "percentage", "percent": "2"},
               "lines": {"include": [{"category": "shop"}],
                         "exclude": [{"category": "shop/tobacco"}, {"category": "shop/prepaid"}]}}),
    ]
}

/// Bronze for everybody, silver for 10,000 dinars in the month before, and gold for 30,000.
fn tiers() -> Value {
    let tier = |code: &str, threshold: i64| json!({"code": code, "name": code, "threshold": threshold});
    json!({"scheme": {"basis": {"kind": "spend"}, "window": {"kind": "previous_month"},
                      "upgrade": "next_period", "downgrade": "all",
                      "tiers": [tier("bronze", 0), tier("silver", 1_000_000), tier("gold", 3_000_000)]}})
}

/// Points of a tenth, ten of which are a dinar.
fn points() -> Value {
    json!({"scale": 1, "value": {"points": 10, "amount": {"amount": 100, "currency": "RSD"}},
           "expiry": {"count": 3, "unit": "year", "to": "exact"}})
}

async fn programme(owner: &Client) {
    let path = draft(owner, json!({"earns_where_points_pay": false}), points(), &[]).await;
    owner.put(&format!("{path}/tiers"), &tiers()).await.expect(200);
    for rule in rules() {
        let rule = with(json!({"point_type": "points"}), &rule);
        owner.post(&format!("{path}/earning-rules"), &rule).await.expect(201);
    }
    set_state(owner, &path, "active").await;
}

fn line(category: &str, unit: &str, thousandths: i64, price: i64) -> Value {
    let quantity = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    json!({"sku": category, "category": category, "unit": unit, "quantity": quantity, "unit_price": price,
           "total": thousandths * price / 1000})
}

fn diesel(litres: i64) -> Value {
    line("fuel/diesel", "l", litres * 1000, 20_000)
}

fn gas(grams: i64) -> Value {
    line("gas", "kg", grams, 15_000)
}

fn goods(category: &str, price: i64) -> Value {
    line(category, "kom", 1000, price)
}

fn table() -> [Row; 17] {
    [
        // Bronze, because nothing was bought in November.
        ("2026-12-02T08:00:00Z", 0, vec![diesel(40)], 1_400, &[]),
        // Of the day 60 litres are left in this station.
        ("2026-12-02T09:00:00Z", 0, vec![diesel(80)], 2_100, &["Gorivo"]),
        // And 50 over all of them.
        ("2026-12-02T10:00:00Z", 1, vec![diesel(60)], 1_750, &["Gorivo"]),
        ("2026-12-02T11:00:00Z", 1, vec![diesel(1)], 0, &[]),
        ("2026-12-03T08:00:00Z", 0, vec![diesel(100)], 3_500, &[]),
        ("2026-12-04T08:00:00Z", 0, vec![diesel(100)], 3_500, &[]),
        // A Saturday: of the week 50 litres are left.
        ("2026-12-05T08:00:00Z", 1, vec![diesel(100)], 1_750, &["Gorivo"]),
        // A Monday: of the month 50 litres are left.
        ("2026-12-07T08:00:00Z", 0, vec![diesel(100)], 1_750, &["Gorivo"]),
        ("2026-12-08T08:00:00Z", 0, vec![diesel(10)], 0, &[]),
        // 6.25 points for 1,875 dinars.
        ("2026-12-09T08:00:00Z", 0, vec![gas(12_500)], 62, &[]),
        // 1,125 dinars are left of the day in this station: 7.5 kg, 3.75 points.
        ("2026-12-09T09:00:00Z", 0, vec![gas(10_000)], 37, &["Gas"]),
        // 1,000 dinars are left over all: two thirds of 10 kg, 3.33 points.
        ("2026-12-09T10:00:00Z", 1, vec![gas(10_000)], 33, &["Gas"]),
        // 2 % of 250 dinars; nothing for tobacco, prepaid cards and heating oil.
        (
            "2026-12-10T08:00:00Z",
            0,
            vec![
                goods("shop/bread", 25_000),
                goods("shop/tobacco", 60_000),
                goods("shop/prepaid", 10_000),
                line("fuel/heating", "l", 10_000, 18_000),
            ],
            50,
            &[],
        ),
        // Gold: 180 points for the litres, 18.5175 for the gas, 2 in the shop.
        (
            "2027-01-05T08:00:00Z",
            0,
            vec![diesel(40), gas(12_345), goods("shop/coffee", 10_000)],
            1_800 + 185 + 20,
            &[],
        ),
        ("2027-01-06T08:00:00Z", 0, vec![diesel(50)], 2_250, &[]),
        // Silver: 19,951.75 dinars in January.
        ("2027-02-02T08:00:00Z", 1, vec![diesel(10), gas(2_000)], 400 + 20, &[]),
        // Bronze again: 2,300 dinars in February.
        ("2027-03-03T08:00:00Z", 0, vec![diesel(10)], 350, &[]),
    ]
}

async fn stations(owner: &Client) -> Vec<Value> {
    let mut ids = Vec::new();
    for name in ["Autoput", "Grad"] {
        let made = owner.post("/v1/stores", &json!({"name": name})).await.expect(201).json();
        ids.push(made["id"].clone());
    }
    ids
}

fn fuelled(number: usize, customer: &Value, station: &Value, at: &str, lines: &[Value]) -> Value {
    let total: i64 = lines.iter().map(|line| line["total"].as_i64().unwrap()).sum();
    let fields = json!({"store_id": station, "occurred_at": at, "lines": lines});
    receipt(&number.to_string(), customer, total, fields)
}

#[tokio::test]
async fn each_receipt_of_a_fuel_retailer_earns_what_its_tier_and_the_caps_say() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let stations = stations(owner).await;
    programme(owner).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let mut earned_in_all = 0;
    for (number, (at, station, lines, earned, capped)) in table().into_iter().enumerate() {
        go_to(owner, at).await;
        let answer = buy(&till, &fuelled(number, &customer, &stations[station], at, &lines)).await;
        assert_eq!(sum(&answer, "earned"), earned, "{at}: {answer}");
        let rules = answer["points"][0]["rules"].as_array().unwrap().iter();
        let found: Vec<_> = rules.filter(|rule| rule["capped"] == true).map(|rule| &rule["name"]).collect();
        assert_eq!(found, capped, "{at}: {answer}");
        if earned == 0 {
            assert!(passed_over(&answer).contains(&("Gorivo", "cap")), "{at}: {answer}");
        }
        earned_in_all += earned;
    }
    assert_eq!(standing(&account(owner, &customer).await), (earned_in_all, 0, 0));

    // A hundred points pay a hundred dinars, and what they pay a part of earns nothing.
    let at = "2027-03-04T08:00:00Z";
    go_to(owner, at).await;
    let lines = [goods("shop/food", 50_000), diesel(1)];
    let tenders = json!({"tenders": [{"kind": "points", "amount": 10_000, "points": 1_000},
                                     {"kind": "money", "amount": 60_000}]});
    let paid = with(fuelled(100, &customer, &stations[0], at, &lines), &tenders);
    let answer = buy(&till, &paid).await;
    assert_eq!((sum(&answer, "earned"), sum(&answer, "spent")), (0, 1_000), "{answer}");
    let reasons: Vec<_> = passed_over(&answer).into_iter().map(|(_, reason)| reason).collect();
    assert_eq!(reasons, ["points_pay"; 3], "{answer}");

    // Three years after the first day, what is left of it is gone: they paid with a part of it.
    go_to(owner, "2029-12-02T22:59:59Z").await;
    assert_eq!(standing(&account(owner, &customer).await), (earned_in_all - 1_000, 0, 0));
    go_to(owner, "2029-12-02T23:00:00Z").await;
    let first_day = 1_400 + 2_100 + 1_750;
    assert_eq!(standing(&account(owner, &customer).await), (earned_in_all - first_day, 0, 0));
}

/// Receipts that a till uploads late, all of them on 21 November 2026, each of which counts for its own day.
fn late() -> [Row; 10] {
    [
        ("2026-11-20T08:00:00Z", 0, vec![diesel(40)], 1_400, &[]),
        ("2026-11-20T08:30:00Z", 0, vec![diesel(80)], 2_100, &["Gorivo"]),
        ("2026-11-19T09:00:00Z", 0, vec![diesel(100)], 3_500, &[]),
        ("2026-11-18T09:00:00Z", 1, vec![diesel(100)], 3_500, &[]),
        ("2026-11-10T09:00:00Z", 0, vec![diesel(100)], 3_500, &[]),
        // Of the month 50 litres are left.
        ("2026-11-03T09:00:00Z", 0, vec![diesel(100)], 1_750, &["Gorivo"]),
        // On the merchant's wall it is half an hour into November, and half an hour before it.
        ("2026-10-31T23:30:00Z", 1, vec![diesel(10)], 0, &[]),
        ("2026-10-31T22:30:00Z", 1, vec![diesel(10)], 350, &[]),
        (
            "2026-10-30T09:00:00Z",
            0,
            vec![diesel(20), gas(2_000), goods("shop/food", 10_000)],
            700 + 10 + 20,
            &[],
        ),
        ("2026-11-02T09:00:00Z", 1, vec![gas(10_333)], 51, &[]),
    ]
}

#[tokio::test]
async fn receipts_that_come_late_count_for_their_days_and_their_points_expire_and_pay_by_them() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let stations = stations(owner).await;
    programme(owner).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let mut answers = Vec::new();
    for (number, (at, station, lines, earned, capped)) in late().into_iter().enumerate() {
        let answer = buy(&till, &fuelled(number, &customer, &stations[station], at, &lines)).await;
        assert_eq!(sum(&answer, "earned"), earned, "{at}: {answer}");
        let rules = answer["points"][0]["rules"].as_array().unwrap().iter();
        let found: Vec<_> = rules.filter(|rule| rule["capped"] == true).map(|rule| &rule["name"]).collect();
        assert_eq!(found, capped, "{at}: {answer}");
        if earned == 0 {
            assert!(passed_over(&answer).contains(&("Gorivo", "cap")), "{at}: {answer}");
        }
        answers.push(answer);
    }
    assert_eq!(passed_over(&answers[0]), [("Gas", "no_lines"), ("Prodavnica", "no_lines")]);
    // What each line earned by which rule adds up to what the rule gave.
    let rules = answers[8]["points"][0]["rules"].as_array().unwrap();
    let told: Vec<_> = rules.iter().map(|rule| (&rule["name"], &rule["points"], &rule["lines"])).collect();
    let expected = [("Gorivo", 700, 1), ("Gas", 10, 2), ("Prodavnica", 20, 3)];
    assert_eq!(told.len(), expected.len(), "{rules:?}");
    for ((name, points, lines), expected) in told.into_iter().zip(expected) {
        let line = json!([{"line": expected.2, "points": expected.1}]);
        assert_eq!((name, points, lines), (&json!(expected.0), &json!(expected.1), &line));
    }

    let earned: i64 = late().into_iter().map(|row| row.3).sum();
    let has = account(owner, &customer).await;
    assert_eq!(standing(&has), (earned, 0, 0));
    // Three years after the day on which it was earned, at the end of it on the merchant's wall.
    let first = has["lots"].as_array().unwrap().iter().find(|lot| lot["purchase_id"] == answers[0]["id"]);
    assert_eq!(first.unwrap()["expires_at"], "2029-11-20T23:00:00Z", "{has}");
    let expiring = has["expiring"].as_array().unwrap().iter();
    assert_eq!(expiring.map(|part| part["points"].as_i64().unwrap()).sum::<i64>(), earned, "{has}");

    // What expires first is spent first: all of the receipt of 30 October, and 270 of that of the 31st.
    let lines = [goods("shop/food", 50_000), diesel(1)];
    let tenders = json!({"tenders": [{"kind": "points", "amount": 10_000, "points": 1_000},
                                     {"kind": "money", "amount": 60_000}]});
    buy(&till, &with(fuelled(100, &customer, &stations[1], "2026-11-20T10:00:00Z", &lines), &tenders)).await;
    let left = account(owner, &customer).await;
    assert_eq!(standing(&left), (earned - 1_000, 0, 0));
    let lot_of = |purchase: &Value| -> i64 {
        let lots = left["lots"].as_array().unwrap().iter();
        let lots = lots.filter(|lot| lot["purchase_id"] == purchase["id"]);
        lots.map(|lot| lot["points"].as_i64().unwrap()).sum()
    };
    assert_eq!((lot_of(&answers[8]), lot_of(&answers[7])), (0, 80), "{left}");
}

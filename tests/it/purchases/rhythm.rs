use regulars_kernel::{BuyingRhythm, Date};
use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use crate::customers::{add, path_of};
use crate::timeline::sell;

/// Gives both coffees of a purchase back.
async fn give_back(client: &Client, purchase: &str, number: &str, at: &str) {
    let refund = json!({"refund_number": number, "occurred_at": at, "lines": [{"line": 1, "quantity": "2"}]});
    client.post(&format!("{purchase}/refunds"), &refund).await.expect(201);
}

async fn rhythm(client: &Client, customer: &Value) -> Value {
    client.get(&path_of(customer)).await.expect(200).json()["buying_rhythm"].clone()
}

fn told(gaps: i64, median: Option<i64>, next: Option<&str>, overdue: Option<i64>) -> Value {
    json!({"gaps": gaps, "median_gap_days": median, "next_purchase_expected_at": next, "overdue_days": overdue})
}

#[tokio::test]
async fn late_receipts_and_refunds_change_the_rhythm() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({})).await;
    assert_eq!(rhythm(owner, &ana).await, told(0, None, None, None));
    sell(owner, &ana, "1", "2026-11-01T09:00:00Z").await;
    sell(owner, &ana, "2", "2026-11-01T19:00:00Z").await;
    assert_eq!(rhythm(owner, &ana).await, told(0, None, None, None));
    let third = sell(owner, &ana, "3", "2026-11-15T09:00:00Z").await;
    assert_eq!(rhythm(owner, &ana).await, told(1, None, None, None));
    // One that comes late lies between the others.
    let fourth = sell(owner, &ana, "4", "2026-11-08T09:00:00Z").await;
    assert_eq!(rhythm(owner, &ana).await, told(2, Some(7), Some("2026-11-22"), Some(0)));
    program.clock.advance(chrono::Duration::days(5));
    let owner = &program.sign_in(&merchant.owner_email).await;
    assert_eq!(rhythm(owner, &ana).await, told(2, Some(7), Some("2026-11-22"), Some(4)));
    give_back(owner, &fourth, "R4", "2026-11-21T09:00:00Z").await;
    assert_eq!(rhythm(owner, &ana).await, told(1, None, None, None));
    sell(owner, &ana, "5", "2026-11-12T09:00:00Z").await;
    give_back(owner, &third, "R3", "2026-11-21T09:00:00Z").await;
    sell(owner, &ana, "6", "2026-11-20T09:00:00Z").await;
    // Gaps of 11 and 8 days: the half goes up.
    assert_eq!(rhythm(owner, &ana).await, told(2, Some(10), Some("2026-11-30"), Some(0)));
}

#[tokio::test]
async fn a_merge_unites_the_days_and_undoing_it_parts_them() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (ana, anna) = (add(owner, json!({})).await, add(owner, json!({})).await);
    for (number, day) in [("1", "01"), ("2", "05"), ("3", "09")] {
        sell(owner, &ana, number, &format!("2026-11-{day}T09:00:00Z")).await;
    }
    sell(owner, &anna, "4", "2026-11-03T09:00:00Z").await;
    let (before, alone) = (rhythm(owner, &ana).await, rhythm(owner, &anna).await);
    assert_eq!((&before["median_gap_days"], &alone["gaps"]), (&json!(4), &json!(0)));
    let merged = crate::merges::merge(owner, &ana, &[&anna]).await;
    assert_eq!(rhythm(owner, &ana).await, told(3, Some(2), Some("2026-11-11"), Some(10)));
    owner.post(&crate::merges::undo_of(&merged), &json!({})).await.expect(200);
    assert_eq!((rhythm(owner, &ana).await, rhythm(owner, &anna).await), (before, alone));
}

#[tokio::test]
async fn the_rhythm_is_that_of_the_days_in_any_order() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({})).await;
    let first: Date = "2026-01-01".parse().unwrap();
    let (mut days, mut drawn) = (Vec::new(), 17_u64);
    for number in 0..90 {
        drawn = drawn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let day = first + chrono::Days::new((drawn >> 33) % 320);
        let path = sell(owner, &ana, &number.to_string(), &format!("{day}T10:00:00Z")).await;
        if (drawn >> 20).is_multiple_of(4) {
            give_back(owner, &path, &format!("R{number}"), "2026-11-20T10:00:00Z").await;
        } else {
            days.push(day);
        }
        if number % 15 == 14 {
            let expected = BuyingRhythm::of(days.iter().copied());
            let found = rhythm(owner, &ana).await;
            assert_eq!(found["gaps"], expected.gaps, "{number}");
            assert_eq!(found["median_gap_days"], json!(expected.median_gap_days), "{number}");
            let next = expected.next_expected_on.map(|day| day.to_string());
            assert_eq!(found["next_purchase_expected_at"], json!(next), "{number}");
        }
    }
}

#[tokio::test]
async fn each_receipt_comes_to_what_all_days_do() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({})).await;
    let (mut day, mut drawn): (Date, u64) = ("2026-01-01".parse().unwrap(), 5);
    let mut bought: Vec<(Date, Option<String>)> = Vec::new();
    // Most come on the latest day or behind it; some come late, and some are given back, the latest of all too.
    for number in 0..110 {
        drawn = drawn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let is_late = (drawn >> 50).is_multiple_of(11);
        let step = (drawn >> 33) % 5;
        day = day + chrono::Days::new(step);
        let on = if is_late { day - chrono::Days::new(7) } else { day };
        let path = sell(owner, &ana, &number.to_string(), &format!("{on}T10:00:00Z")).await;
        bought.push((on, Some(path)));
        if (drawn >> 20).is_multiple_of(9) {
            let place = if (drawn >> 24).is_multiple_of(2) { bought.len() - 1 } else { bought.len() / 2 };
            let (_, kept) = &mut bought[place];
            if let Some(path) = kept.take() {
                give_back(owner, &path, &format!("R{number}"), "2026-11-20T10:00:00Z").await;
            }
        }
        let kept = bought.iter().filter(|(_, path)| path.is_some()).map(|(day, _)| *day);
        let expected = BuyingRhythm::of(kept);
        let found = rhythm(owner, &ana).await;
        let next = expected.next_expected_on.map(|day| day.to_string());
        assert_eq!(
            (&found["gaps"], &found["median_gap_days"], &found["next_purchase_expected_at"]),
            (&json!(expected.gaps), &json!(expected.median_gap_days), &json!(next)),
            "{number} {bought:?}"
        );
    }
    // As a program has left it that knew of no gaps: they are not believed.
    program.run_sql("UPDATE customer_totals SET buying_gaps = 7, median_gap_days = 99").await;
    day = day + chrono::Days::new(3);
    sell(owner, &ana, "last", &format!("{day}T10:00:00Z")).await;
    let kept = bought.iter().filter(|(_, path)| path.is_some()).map(|(day, _)| *day);
    let expected = BuyingRhythm::of(kept.chain([day]));
    assert_eq!(rhythm(owner, &ana).await["median_gap_days"], json!(expected.median_gap_days));
}

#[tokio::test]
async fn who_is_due_can_be_filtered() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (ana, eva) = (add(owner, json!({})).await, add(owner, json!({})).await);
    for (number, day) in [("1", "01"), ("2", "05"), ("3", "09")] {
        sell(owner, &ana, number, &format!("2026-11-{day}T09:00:00Z")).await;
    }
    sell(owner, &eva, "4", "2026-11-09T09:00:00Z").await;
    let field = |name: &str, op: &str, value: Value| json!({"field": name, "op": op, "value": value});
    for (filter, count) in [
        (field("median_gap_days", "eq", json!(4)), 1),
        (field("median_gap_days", "lt", json!(100)), 1),
        (json!({"field": "median_gap_days", "op": "not_exists"}), 1),
        (field("next_purchase_expected_at", "eq", json!("2026-11-13")), 1),
        (field("next_purchase_expected_at", "before", json!("2026-11-13")), 0),
        (field("buying_overdue_days", "eq", json!(8)), 1),
        (field("buying_overdue_days", "gte", json!(9)), 0),
        (field("buying_overdue_days", "lt", json!(9)), 1),
        (field("buying_overdue_days", "ne", json!(8)), 1),
    ] {
        let found = owner.post("/v1/segments/preview", &json!({"filter": filter})).await.expect(200).json();
        assert_eq!(found["count"], count, "{filter}");
    }
    let yearly =
        json!({"filter": {"anniversary": {"of": "next_purchase_expected_at", "from_days": 0, "to_days": 7}}});
    owner.post("/v1/segments/preview", &yearly).await.expect_invalid("/filter/anniversary/of");
}

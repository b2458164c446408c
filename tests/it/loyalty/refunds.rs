use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{
    account, adjust, buy, give_back, item, operations, paying, per_hundred, programme, receipt, set_state,
    standing, stands, sum, tenders, upload, with,
};
use crate::customers::add;

/// A whole receipt of seven pieces in one line and one in the other, given back in parts and in any order.
const PARTITIONS: [&[&[(u32, &str)]]; 5] = [
    &[&[(1, "7"), (2, "1")]],
    &[&[(1, "2")], &[(2, "1")], &[(1, "5")]],
    &[&[(2, "1")], &[(1, "1")], &[(1, "1")], &[(1, "5")]],
    &[&[(1, "0.333"), (2, "0.5")], &[(1, "6.667")], &[(2, "0.5")]],
    &[&[(2, "0.001")], &[(1, "3")], &[(2, "0.999")], &[(1, "4")]],
];

/// A point for ten dinars.
fn per_ten() -> Value {
    let effect = json!({"kind": "per_amount", "points": "1", "amount": 1_000, "whole": false});
    json!({"name": "Poen na 10 dinara", "effect": effect})
}

fn seven_and_one(number: &str, customer: &Value) -> Value {
    let lines = json!([
        {"sku": "1", "quantity": "7", "unit_price": 2_000, "total": 14_000},
        {"sku": "2", "quantity": "1", "unit_price": 16_000, "total": 16_000},
    ]);
    receipt(number, customer, 30_000, json!({"lines": lines, "tenders": tenders(30_000, 60)}))
}

async fn opened(owner: &Client, till: &Client, number: &str) -> Value {
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(till, &receipt(number, &customer, 10_000, json!({}))).await;
    customer
}

#[tokio::test]
async fn whatever_the_parts_and_their_order_exactly_what_was_earned_and_spent_goes_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), paying(), &[per_ten()]).await;
    let till = merchant.terminal().await;
    for (round, parts) in PARTITIONS.into_iter().enumerate() {
        let customer = opened(owner, &till, &format!("first {round}")).await;
        let own = account(owner, &customer).await;
        adjust(owner, &own, 30, &json!({"expires_at": "2027-01-01T00:00:00Z"})).await.expect(201);
        adjust(owner, &own, 100, &json!({})).await.expect(201);
        let before = account(owner, &customer).await;
        assert_eq!(standing(&before), (140, 0, 0));

        let purchase = buy(&till, &seven_and_one(&format!("sold {round}"), &customer)).await;
        assert_eq!((sum(&purchase, "earned"), sum(&purchase, "spent")), (24, 60), "{purchase}");
        assert_eq!(stands(owner, &customer).await, (104, 0, 0));
        let (mut taken_back, mut given_back) = (0, 0);
        for (number, lines) in parts.iter().enumerate() {
            let number = format!("R{round}-{number}");
            let refund = give_back(&till, &purchase, &number, lines).await;
            assert_eq!((refund["replayed"] == false, sum(&refund, "owed")), (true, 0), "{refund}");
            taken_back += sum(&refund, "taken_back");
            given_back += sum(&refund, "given_back");
            let again = give_back(&till, &purchase, &number, lines).await;
            assert_eq!(again["replayed"], true, "{again}");
            for name in ["taken_back", "given_back"] {
                assert_eq!(sum(&again, name), sum(&refund, name), "{again}");
            }
        }
        assert_eq!((taken_back, given_back), (24, 60), "{round}");
        // The points that paid lie where they were, and expire as they did.
        let after = account(owner, &customer).await;
        assert_eq!((&after["lots"], &after["balance"]), (&before["lots"], &before["balance"]), "{round}");
    }
}

#[tokio::test]
async fn a_refund_that_comes_before_its_receipt_takes_the_points_back_with_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let refund = |number: &str, quantity: &str| {
        json!({"refund_number": format!("R{number}"), "occurred_at": "2026-11-21T09:00:00Z",
               "receipt": {"receipt_number": number}, "lines": [{"line": 1, "quantity": quantity}]})
    };
    for (number, quantity, left) in [("1", "1", 0), ("2", "0.4", 30)] {
        let customer = add(owner, json!({"first_name": "Ana"})).await;
        let sold = item("purchase", &receipt(number, &customer, 500_000, json!({})));
        let results = upload(&till, &[item("refund", &refund(number, quantity)), sold]).await;
        let statuses: Vec<_> = results.iter().map(|result| &result["status"]).collect();
        assert_eq!(statuses, ["waiting", "recorded"], "{results:?}");
        assert_eq!(sum(&results[1]["purchase"], "earned"), 50, "{results:?}");
        let has = account(owner, &customer).await;
        assert_eq!(standing(&has), (left, 0, 0), "{has}");
        let kinds: Vec<_> =
            operations(owner, &has).await.into_iter().map(|operation| operation["kind"].clone()).collect();
        assert_eq!(kinds, ["clawback", "earn"]);
    }
}

#[tokio::test]
async fn what_was_spent_meanwhile_is_owed_or_let_go() {
    let program = Program::start().await;
    for (shortfall, owed, later) in [("owed", 50, 30), ("waived", 0, 80)] {
        let merchant = program.merchant().await;
        let owner = &merchant.owner;
        let points = with(paying(), &json!({"shortfall": shortfall}));
        programme(owner, json!({}), points, &[per_hundred()]).await;
        let till = merchant.terminal().await;
        let customer = add(owner, json!({"first_name": "Ana"})).await;
        let purchase = buy(&till, &receipt("1", &customer, 500_000, json!({}))).await;
        buy(&till, &receipt("2", &customer, 5_000, json!({"tenders": tenders(5_000, 50)}))).await;
        let refund = give_back(&till, &purchase, "R1", &[(1, "1")]).await;
        assert_eq!(sum(&refund, "owed"), owed, "{refund}");
        assert_eq!(stands(owner, &customer).await, (0, 0, -owed));
        buy(&till, &receipt("3", &customer, 800_000, json!({}))).await;
        assert_eq!(stands(owner, &customer).await, (later, 0, 0), "{shortfall}");
    }
}

#[tokio::test]
async fn a_paused_programme_earns_nothing_and_refunds_still_take_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let purchase = buy(&till, &receipt("1", &customer, 500_000, json!({}))).await;
    assert_eq!(stands(owner, &customer).await, (50, 0, 0));
    set_state(owner, &path, "paused").await;
    // A till that has not been seen before knows of the programme, too.
    let other_till = merchant.terminal().await;
    let answer = buy(&other_till, &receipt("2", &customer, 500_000, json!({}))).await;
    assert_eq!((sum(&answer, "earned"), stands(owner, &customer).await), (0, (50, 0, 0)), "{answer}");
    let by_points = receipt("3", &customer, 1_000, json!({"tenders": tenders(1_000, 10)}));
    let answer = buy(&other_till, &by_points).await;
    let unknown = json!([{"code": "points_unknown", "pointer": "/tenders/0"}]);
    assert_eq!((&answer["warnings"], stands(owner, &customer).await), (&unknown, (50, 0, 0)), "{answer}");
    let refund = give_back(&other_till, &purchase, "R1", &[(1, "1")]).await;
    assert_eq!((sum(&refund, "taken_back"), stands(owner, &customer).await), (50, (0, 0, 0)), "{refund}");
    set_state(owner, &path, "active").await;
    buy(&till, &receipt("4", &customer, 500_000, json!({}))).await;
    assert_eq!(stands(owner, &customer).await, (50, 0, 0));
}

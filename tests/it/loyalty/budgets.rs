//! Budgets of rules: what all customers together get of one, to the point.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{
    buy, give_back, passed_over, paying, per_hundred, programme, receipt, stands, sum, tenders, with,
};
use crate::customers::add;
use crate::invoices::{bill, pay};

/// A point for each hundred dinars, and no more than that in all.
fn limited(budget: &Value) -> Value {
    with(per_hundred(), &json!({"budget": budget}))
}

async fn people(owner: &Client, count: usize) -> Vec<Value> {
    let mut people = Vec::new();
    for number in 0..count {
        people.push(add(owner, json!({"first_name": format!("Ana {number}")})).await);
    }
    people
}

/// Whether the only rule gave less because its budget was spent.
fn was_short(answer: &Value) -> bool {
    answer["points"][0]["rules"][0]["budget_spent"].as_bool().unwrap()
}

#[tokio::test]
async fn receipts_of_many_at_once_get_exactly_what_the_budget_has() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), json!({}), &[limited(&json!({"points": "95"}))]).await;
    let till = merchant.terminal().await;
    let customers = people(owner, 16).await;
    let sent: Vec<_> = (0..32_usize)
        .map(|number| {
            let customer = &customers[number % customers.len()];
            let (till, body) = (till.clone(), receipt(&number.to_string(), customer, 100_000, json!({})));
            tokio::spawn(async move { buy(&till, &body).await })
        })
        .collect();
    let mut earned = Vec::new();
    for answer in sent {
        let answer = answer.await.unwrap();
        let points = sum(&answer, "earned");
        if points == 0 {
            assert_eq!(passed_over(&answer), [("Poen na 100 dinara", "budget_spent")], "{answer}");
        } else {
            assert_eq!(was_short(&answer), points == 5, "{answer}");
        }
        earned.push(points);
    }
    earned.sort_unstable();
    assert_eq!(earned, [vec![0; 22], vec![5], vec![10; 9]].concat());
}

#[tokio::test]
async fn a_refund_gives_the_budget_back_and_a_repetition_tells_the_same() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), json!({}), &[limited(&json!({"points": "15"}))]).await;
    let till = merchant.terminal().await;
    let people = people(owner, 2).await;
    let (ana, eva) = (&people[0], &people[1]);
    let two = json!({"lines": [{"sku": "1001", "quantity": "2", "unit_price": 50_000, "total": 100_000}]});
    let first = buy(&till, &receipt("1", ana, 100_000, two)).await;
    assert_eq!((sum(&first, "earned"), was_short(&first)), (10, false));
    let body = receipt("2", eva, 100_000, json!({}));
    let second = buy(&till, &body).await;
    assert_eq!((sum(&second, "earned"), was_short(&second)), (5, true));
    let again = buy(&till, &body).await;
    assert_eq!(again["points"][0]["rules"], second["points"][0]["rules"]);

    // One of the two pieces goes back, and five points with it: that is what is left for the next one.
    give_back(&till, &first, "r1", &[(1, "1")]).await;
    let third = buy(&till, &receipt("3", eva, 100_000, json!({}))).await;
    assert_eq!((sum(&third, "earned"), was_short(&third)), (5, true));
    assert_eq!((stands(owner, ana).await, stands(owner, eva).await), ((5, 0, 0), (10, 0, 0)));
}

#[tokio::test]
async fn each_month_has_its_budget_and_a_budget_counts_from_when_it_was_set() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let ana = &people(owner, 1).await[0];
    let before = buy(&till, &receipt("1", ana, 100_000, json!({}))).await;
    let rule = before["points"][0]["rules"][0]["rule_id"].as_str().unwrap().to_owned();
    let rule = format!("{path}/earning-rules/{rule}");
    program.clock.advance(chrono::Duration::minutes(1));
    let monthly = json!({"budget": {"points": "12", "per": "month"}});
    owner.patch(&rule, &monthly).await.expect(200);
    let on = |day: &str| json!({"occurred_at": format!("{day}T09:00:00Z")});
    for (number, day, earned) in [
        ("2", "2026-11-20", 10),
        ("3", "2026-11-19", 2),
        ("4", "2026-11-20", 0),
        ("5", "2026-10-30", 10),
        ("6", "2026-10-29", 2),
    ] {
        let answer = buy(&till, &receipt(number, ana, 100_000, on(day))).await;
        assert_eq!(sum(&answer, "earned"), earned, "{number}: {answer}");
    }
    // What was earned before there was a budget is no part of it, whether it comes back or not.
    give_back(&till, &before, "r1", &[(1, "1")]).await;
    let answer = buy(&till, &receipt("7", ana, 100_000, on("2026-11-20"))).await;
    assert_eq!(sum(&answer, "earned"), 0, "{answer}");
    // More of it is more from now on.
    owner.patch(&rule, &json!({"budget": {"points": "15", "per": "month"}})).await.expect(200);
    let answer = buy(&till, &receipt("8", ana, 100_000, on("2026-11-20"))).await;
    assert_eq!(sum(&answer, "earned"), 3, "{answer}");
    // Without one it gives as before, and another one begins anew.
    owner.patch(&rule, &json!({"budget": null})).await.expect(200);
    let answer = buy(&till, &receipt("9", ana, 100_000, on("2026-11-20"))).await;
    assert_eq!(sum(&answer, "earned"), 10, "{answer}");
    program.clock.advance(chrono::Duration::minutes(1));
    owner.patch(&rule, &monthly).await.expect(200);
    let answer = buy(&till, &receipt("10", ana, 100_000, on("2026-11-20"))).await;
    assert_eq!(sum(&answer, "earned"), 10, "{answer}");
}

#[tokio::test]
async fn a_budget_gets_back_only_what_was_really_taken() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let points = with(paying(), &json!({"shortfall": "waived"}));
    programme(owner, json!({}), points, &[limited(&json!({"points": "100"}))]).await;
    let till = merchant.terminal().await;
    let people = people(owner, 3).await;
    let (ana, eva, ida) = (&people[0], &people[1], &people[2]);
    let first = buy(&till, &receipt("1", ana, 500_000, json!({}))).await;
    // What was earned is spent, and what a refund does not find is let go.
    buy(&till, &receipt("2", ana, 4_000, json!({"tenders": tenders(4_000, 40)}))).await;
    let refund = give_back(&till, &first, "r1", &[(1, "1")]).await;
    assert_eq!((sum(&refund, "taken_back"), sum(&refund, "owed")), (10, 0), "{refund}");
    // So it is with goods that are handed back on a receipt.
    let back =
        json!({"lines": [{"sku": "1001", "quantity": "-1", "unit_price": 500_000, "total": -500_000}]});
    let handed_back = buy(&till, &receipt("3", ida, -500_000, back)).await;
    assert_eq!(sum(&handed_back, "earned"), -50, "{handed_back}");
    let last = buy(&till, &receipt("4", eva, 1_000_000, json!({}))).await;
    assert_eq!((sum(&last, "earned"), was_short(&last)), (60, true), "{last}");
}

#[tokio::test]
async fn a_budget_that_came_before_the_payment_gets_back_what_a_credit_note_takes() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let paid = with(per_hundred(), &json!({"trigger": "invoice_paid"}));
    let path = programme(owner, json!({}), json!({}), &[paid]).await;
    let people = people(owner, 2).await;
    let (ana, eva) = (&people[0], &people[1]);
    let (of_ana, _) = bill(owner, ana, 10, json!({})).await;
    program.clock.advance(chrono::Duration::minutes(1));
    let rules = owner.get(&format!("{path}/earning-rules")).await.expect(200).json();
    let rule = format!("{path}/earning-rules/{}", rules["items"][0]["id"].as_str().unwrap());
    owner.patch(&rule, &json!({"budget": {"points": "18"}})).await.expect(200);
    program.clock.advance(chrono::Duration::minutes(1));
    pay(owner, &of_ana, 180_000, json!({})).await;
    assert_eq!(stands(owner, ana).await, (18, 0, 0));
    let whole = json!({"lines": [{"line": 1, "quantity": "10"}]});
    owner.post(&format!("{of_ana}/credit-notes"), &whole).await.expect(201);
    assert_eq!(stands(owner, ana).await, (0, 0, 0));
    let (of_eva, _) = bill(owner, eva, 10, json!({})).await;
    pay(owner, &of_eva, 180_000, json!({})).await;
    assert_eq!(stands(owner, eva).await, (18, 0, 0));
}

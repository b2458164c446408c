//! Time without purchases: once until the member buys again.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{awards, has, live_until, live_until_noon, member, on};
use crate::loyalty::{buy, give_back, programme, receipt};

fn after(days: u16) -> [Value; 1] {
    [on("inactivity", "20", json!({"inactive_days": days}))]
}

async fn buy_at(till: &Client, number: &str, customer: &Value, instant: &str) -> Value {
    buy(till, &receipt(number, customer, 100_000, json!({"occurred_at": instant}))).await
}

#[tokio::test]
async fn who_has_bought_nothing_for_so_many_whole_days_gets_it_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = programme(owner, json!({}), json!({}), &after(30)).await;
    let till = merchant.terminal().await;
    let ana = member(owner, &club, json!({})).await;
    let never = member(owner, &club, json!({})).await;
    buy_at(&till, "1", &ana, "2026-11-21T09:00:00Z").await;
    // Thirty whole days lie between 21 November and 22 December, which begins at 23:00 of the day before in UTC.
    let table = [("2026-12-20T23:00:00Z", 0), ("2026-12-21T22:59:59Z", 0), ("2026-12-21T23:00:00Z", 20)];
    for (instant, points) in table {
        live_until(&program, owner, instant).await;
        assert_eq!(has(owner, &ana).await, points, "{instant}");
    }
    live_until_noon(&program, owner, "2027-03-01").await;
    assert_eq!(
        awards(owner, &ana).await,
        [("since:2026-11-21".to_owned(), 20, "2026-12-21T23:00:00Z".to_owned())]
    );
    // Whoever buys again may be inactive again.
    buy_at(&till, "2", &ana, "2027-03-01T10:00:00Z").await;
    live_until_noon(&program, owner, "2027-04-01").await;
    let occasions: Vec<String> =
        awards(owner, &ana).await.into_iter().map(|(occasion, ..)| occasion).collect();
    assert_eq!(occasions, ["since:2027-03-01", "since:2026-11-21"]);
    assert_eq!(has(owner, &never).await, 0, "who never bought is not inactive");
}

#[tokio::test]
async fn what_was_bought_meanwhile_or_came_back_counts() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = programme(owner, json!({}), json!({}), &after(30)).await;
    let till = merchant.terminal().await;
    let (ana, mila) = (member(owner, &club, json!({})).await, member(owner, &club, json!({})).await);
    buy_at(&till, "1", &ana, "2026-11-21T09:00:00Z").await;
    buy_at(&till, "2", &mila, "2026-11-21T09:00:00Z").await;
    live_until_noon(&program, owner, "2026-12-10").await;
    buy_at(&till, "3", &ana, "2026-12-10T10:00:00Z").await;
    let back = buy_at(&till, "4", &mila, "2026-12-10T10:00:00Z").await;
    give_back(&till, &back, "R4", &[(1, "1")]).await;
    live_until_noon(&program, owner, "2026-12-22").await;
    assert_eq!((has(owner, &ana).await, has(owner, &mila).await), (0, 20));
    live_until_noon(&program, owner, "2027-01-10").await;
    assert_eq!((has(owner, &ana).await, has(owner, &mila).await), (20, 20));
}

#[tokio::test]
async fn a_new_rule_means_who_comes_to_its_days_from_then_on() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let till = merchant.terminal().await;
    let rest = json!({"name": "Ništa", "effect": {"kind": "per_amount", "points": "1", "amount": 100_000_000, "whole": true}});
    let club = programme(owner, json!({}), json!({}), &[rest]).await;
    let (long_ago, lately) = (member(owner, &club, json!({})).await, member(owner, &club, json!({})).await);
    buy_at(&till, "1", &long_ago, "2026-11-01T09:00:00Z").await;
    buy_at(&till, "2", &lately, "2026-11-20T09:00:00Z").await;
    live_until_noon(&program, owner, "2026-12-15").await;
    let rule = crate::loyalty::with(after(30)[0].clone(), &json!({"point_type": "points"}));
    owner.post(&format!("{club}/earning-rules"), &rule).await.expect(201);
    live_until_noon(&program, owner, "2026-12-20").await;
    assert_eq!((has(owner, &long_ago).await, has(owner, &lately).await), (0, 0));
    live_until_noon(&program, owner, "2026-12-21").await;
    assert_eq!((has(owner, &long_ago).await, has(owner, &lately).await), (0, 20));
}

//! What rules give for events, once for each.

use regulars_tests::Program;
use serde_json::json;

use super::{event, send, tell};
use crate::awards::{awards, has, member, on};
use crate::customers::add;
use crate::loyalty::{programme, with};

#[tokio::test]
async fn an_event_gives_by_every_rule_of_its_name_and_tells_so() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let rules = [
        on("custom_event", "50", json!({"event": "app.review_written", "name": "Za utisak"})),
        on("custom_event", "7", json!({"event": "app.review_written", "validity": {"to": "2026-11-01"}})),
        on("custom_event", "9", json!({"event": "class.attended"})),
        on("welcome", "1", json!({})),
    ];
    let club = programme(owner, json!({}), json!({}), &rules).await;
    let ana = member(owner, &club, json!({})).await;
    let outside = add(owner, json!({})).await;
    let told = send(owner, &event("1", &ana, json!({}))).await.expect(201).json();
    let given: Vec<_> = told["awards"].as_array().unwrap().iter().collect();
    assert_eq!(given.len(), 2, "{told}");
    let gave = given.iter().find(|award| award["points"] == json!(50)).unwrap();
    assert_eq!((&gave["name"], &gave["passed_over"]), (&json!("Za utisak"), &json!(null)));
    assert!(gave["operation_id"].is_string() && gave["rule_id"].is_string(), "{told}");
    let not = given.iter().find(|award| award["points"] == json!(0)).unwrap();
    assert_eq!((&not["passed_over"], &not["operation_id"]), (&json!("not_then"), &json!(null)));
    let occasion = format!("event:{}", told["id"].as_str().unwrap());
    assert_eq!(awards(owner, &ana).await[0], (occasion, 50, "2026-11-20T16:30:00Z".to_owned()));
    // Told again it is answered as it was, and gives nothing more.
    let again = send(owner, &event("1", &ana, json!({}))).await.expect(200).json();
    assert_eq!(again, with(told.clone(), &json!({"replayed": true})));
    assert_eq!(has(owner, &ana).await, 51);
    tell(owner, &event("2", &ana, json!({}))).await;
    assert_eq!(has(owner, &ana).await, 101);
    let other = tell(owner, &event("3", &ana, json!({"name": "app.opened"}))).await;
    assert_eq!(other["awards"], json!([]));
    let nobody = tell(owner, &event("4", &outside, json!({}))).await;
    assert_eq!((&nobody["awards"], has(owner, &outside).await), (&json!([]), 0));
}

#[tokio::test]
async fn an_event_counts_as_of_when_it_happened_if_that_is_to_be_believed() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let rule = on("custom_event", "50", json!({"event": "app.review_written"}));
    let club = programme(owner, json!({}), json!({}), &[rule]).await;
    let ana = member(owner, &club, json!({})).await;
    for (occurred_at, counted_at) in [
        ("2026-11-20T16:30:00Z", "2026-11-20T16:30:00Z"),
        ("2025-10-17T10:00:00Z", "2025-10-17T10:00:00Z"),
        ("2025-10-17T09:59:59Z", "2026-11-21T10:00:00Z"),
        ("2026-11-22T09:00:00Z", "2026-11-21T10:00:00Z"),
    ] {
        tell(owner, &event(occurred_at, &ana, json!({"occurred_at": occurred_at}))).await;
        assert_eq!(awards(owner, &ana).await[0].2, counted_at, "{occurred_at}");
    }
}

#[tokio::test]
async fn an_event_that_comes_many_times_at_once_gives_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let rule = on("custom_event", "50", json!({"event": "app.review_written"}));
    let club = programme(owner, json!({}), json!({}), &[rule]).await;
    let ana = member(owner, &club, json!({})).await;
    let mut sent = tokio::task::JoinSet::new();
    for number in 0..24 {
        let (owner, body) = (owner.clone(), event(&(number % 3).to_string(), &ana, json!({})));
        sent.spawn(async move { tell(&owner, &body).await });
    }
    sent.join_all().await;
    assert_eq!(has(owner, &ana).await, 150);
}

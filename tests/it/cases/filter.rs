//! Customers by their service cases.

use chrono::Duration;
use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{open, user};
use crate::customers::add;

async fn found(client: &Client, cases: Value) -> Vec<String> {
    let body = json!({"filter": {"cases": cases}, "sort": "first_name"});
    let page = client.post("/v1/customers/search", &body).await.expect(200).json();
    let items = page["items"].as_array().unwrap().iter();
    items.map(|item| item["first_name"].as_str().unwrap().to_owned()).collect()
}

/// Tests begin on 21 November 2026.
#[tokio::test]
async fn customers_are_found_by_how_many_cases_they_have_and_how_those_stand() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let me = user(owner).await;
    let (ana, boris) =
        (add(owner, json!({"first_name": "Ana"})).await, add(owner, json!({"first_name": "Boris"})).await);
    add(owner, json!({"first_name": "Ceca"})).await;
    open(owner, &ana, json!({"due_on": "2026-11-25", "assignee_id": me})).await;
    open(owner, &ana, json!({})).await;
    let (path, _) = open(owner, &boris, json!({"due_on": "2026-11-21"})).await;
    for (cases, expected) in [
        (json!({}), vec!["Ana", "Boris"]),
        (json!({"op": "eq", "value": 2}), vec!["Ana"]),
        (json!({"op": "eq", "value": 0}), vec!["Ceca"]),
        (json!({"state": "open", "op": "lt", "value": 2}), vec!["Boris", "Ceca"]),
        (json!({"overdue": true}), vec![]),
        (json!({"assignee_id": me}), vec!["Ana"]),
        (json!({"assignee_id": null}), vec!["Ana", "Boris"]),
        (json!({"within": {"last": 1, "unit": "day"}}), vec!["Ana", "Boris"]),
    ] {
        assert_eq!(found(owner, cases.clone()).await, expected, "{cases}");
    }
    program.clock.advance(Duration::days(2));
    let owner = program.sign_in(&merchant.owner_email).await;
    assert_eq!(found(&owner, json!({"overdue": true})).await, ["Boris"]);
    assert_eq!(found(&owner, json!({"within": {"last": 1, "unit": "day"}})).await, Vec::<String>::new());
    owner.patch(&path, &json!({"state": "resolved"})).await.expect(200);
    assert_eq!(found(&owner, json!({"overdue": true})).await, Vec::<String>::new());
    assert_eq!(found(&owner, json!({"state": ["resolved", "closed"]})).await, ["Boris"]);
    let wrong = json!({"filter": {"cases": {"state": "lost"}}});
    owner.post("/v1/customers/search", &wrong).await.expect_invalid("/filter/cases/state");
    let other = program.merchant().await;
    assert!(found(&other.owner, json!({})).await.is_empty());
}

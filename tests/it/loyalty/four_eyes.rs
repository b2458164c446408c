//! What is more than one person may credit or debit alone, somebody else approves.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{account, adjust, buy, operations, paying, per_hundred, programme, receipt, stands, with};
use crate::customers::{add, path_of};

async fn waiting(client: &Client, query: &str) -> Vec<Value> {
    let page = client.get(&format!("/v1/point-adjustments{query}")).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

fn path_of_adjustment(adjustment: &Value) -> String {
    format!("/v1/point-adjustments/{}", adjustment["id"].as_str().unwrap())
}

#[tokio::test]
async fn somebody_else_approves_what_is_more_than_the_limit() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let manager = merchant.staff("manager").await;
    programme(owner, json!({}), with(paying(), &json!({"adjustment_limit": 100})), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &customer, 500_000, json!({}))).await;
    let own = account(owner, &customer).await;
    for points in [100, -100] {
        adjust(owner, &own, points, &json!({})).await.expect(201);
    }
    let answer = adjust(owner, &own, 101, &json!({"reason": "missing_receipt"})).await.expect(202);
    let asked = answer.json();
    let path = path_of_adjustment(&asked);
    assert_eq!(answer.header("location"), Some(path.as_str()));
    assert_eq!(
        (&asked["state"], &asked["points"], &asked["account_id"], &asked["operation_id"]),
        (&json!("pending"), &json!(101), &own["id"], &Value::Null)
    );
    assert_eq!(
        (stands(owner, &customer).await, waiting(owner, "?state=pending").await.len()),
        ((50, 0, 0), 1)
    );

    let problem = owner.post(&format!("{path}/approve"), &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(problem["reason"], "same_person", "{problem}");
    let approved = manager.post(&format!("{path}/approve"), &json!({})).await.expect(200).json();
    let done = operations(owner, &own).await[0].clone();
    assert_eq!(
        (&approved["state"], &approved["operation_id"], &done["points"], &done["reason"]),
        (&json!("approved"), &done["id"], &json!(101), &json!("missing_receipt"))
    );
    assert_ne!(approved["asked_by"], approved["decided_by"]);
    assert_eq!(stands(owner, &customer).await, (151, 0, 0));
    for decision in ["approve", "refuse"] {
        let again = manager.post(&format!("{path}/{decision}"), &json!({})).await;
        assert_eq!(again.expect_problem(409, "conflict")["reason"], "approved");
    }
    assert_eq!(owner.get(&path).await.expect(200).json(), approved);
    assert_eq!(stands(owner, &customer).await, (151, 0, 0));
}

#[tokio::test]
async fn what_is_refused_or_cannot_be_done_any_more_does_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let manager = merchant.staff("manager").await;
    programme(owner, json!({}), with(paying(), &json!({"adjustment_limit": 0})), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &customer, 500_000, json!({}))).await;
    let own = account(owner, &customer).await;
    // What can be known is checked when it is asked for.
    let problem = adjust(owner, &own, -51, &json!({})).await.expect_problem(422, "insufficient_points");
    assert_eq!(problem["available"], 50, "{problem}");
    let past = json!({"expires_at": "2026-11-21T09:59:59Z"});
    adjust(owner, &own, 5, &past).await.expect_invalid("/expires_at");

    let mut asked = Vec::new();
    for points in [-30, -40, 5] {
        program.clock.advance(chrono::Duration::seconds(1));
        asked.push(path_of_adjustment(&adjust(owner, &own, points, &json!({})).await.expect(202).json()));
    }
    manager.post(&format!("{}/approve", asked[0]), &json!({})).await.expect(200);
    let late = manager.post(&format!("{}/approve", asked[1]), &json!({})).await;
    assert_eq!(late.expect_problem(422, "insufficient_points")["available"], 20);
    // Who has asked may take it back.
    let refused = owner.post(&format!("{}/refuse", asked[1]), &json!({})).await.expect(200).json();
    assert_eq!((&refused["state"], &refused["operation_id"]), (&json!("refused"), &Value::Null));
    assert_eq!(stands(owner, &customer).await, (20, 0, 0));
    let states: Vec<Value> = waiting(owner, "").await.iter().map(|one| one["state"].clone()).collect();
    assert_eq!(states, ["pending", "refused", "approved"], "the newest first");

    owner.delete(&path_of(&customer)).await.expect(204);
    let gone = manager.post(&format!("{}/approve", asked[2]), &json!({})).await;
    assert_eq!(gone.expect_problem(409, "conflict")["reason"], "refused", "with its customer");
    let cashier = merchant.staff("cashier").await;
    cashier.get("/v1/point-adjustments").await.expect_problem(403, "forbidden");
    owner.get("/v1/point-adjustments?state=lost").await.expect_invalid("?state");
    let other = program.merchant().await;
    other.owner.get(&asked[0]).await.expect_problem(404, "not_found");
    other.owner.post(&format!("{}/approve", asked[2]), &json!({})).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn one_adjustment_is_done_once_however_many_approve_it_at_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let manager = merchant.staff("manager").await;
    programme(owner, json!({}), with(paying(), &json!({"adjustment_limit": 0})), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &customer, 500_000, json!({}))).await;
    let own = account(owner, &customer).await;
    let asked = adjust(owner, &own, 7, &json!({})).await.expect(202).json();
    let path = format!("{}/approve", path_of_adjustment(&asked));
    let sent: Vec<_> = (0..20)
        .map(|_| {
            let (manager, path) = (manager.clone(), path.clone());
            tokio::spawn(async move { manager.post(&path, &json!({})).await.status })
        })
        .collect();
    let mut approved = 0;
    for status in sent {
        approved += usize::from(status.await.unwrap() == 200);
    }
    assert_eq!((approved, stands(owner, &customer).await), (1, (57, 0, 0)));
}

#[tokio::test]
async fn what_one_person_does_alone_is_added_up_over_a_day() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let manager = merchant.staff("manager").await;
    programme(owner, json!({}), with(paying(), &json!({"adjustment_limit": 100})), &[per_hundred()]).await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(owner, &receipt("1", &customer, 500_000, json!({}))).await;
    let own = account(owner, &customer).await;
    adjust(owner, &own, 60, &json!({})).await.expect(201);
    let asked = path_of_adjustment(&adjust(owner, &own, 41, &json!({})).await.expect(202).json());
    adjust(owner, &own, 40, &json!({})).await.expect(201);
    // Debits are counted for themselves, and so is what others do; what somebody approves is not done alone.
    adjust(owner, &own, -100, &json!({})).await.expect(201);
    manager.post(&format!("{asked}/approve"), &json!({})).await.expect(200);
    adjust(&manager, &own, 100, &json!({})).await.expect(201);
    adjust(owner, &own, 1, &json!({})).await.expect(202);
    owner.put("/v1/test-clock", &json!({"now": "2026-11-22T10:00:00Z"})).await.expect(200);
    adjust(owner, &own, 100, &json!({})).await.expect(201);
}

#[tokio::test]
async fn what_would_have_expired_before_anybody_decided_is_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let manager = merchant.staff("manager").await;
    programme(owner, json!({}), with(paying(), &json!({"adjustment_limit": 0})), &[per_hundred()]).await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(owner, &receipt("1", &customer, 500_000, json!({}))).await;
    let own = account(owner, &customer).await;
    let soon = json!({"expires_at": "2026-11-21T11:00:00Z"});
    let asked = path_of_adjustment(&adjust(owner, &own, 5, &soon).await.expect(202).json());
    assert_eq!(waiting(owner, "?state=pending").await.len(), 1);
    owner.put("/v1/test-clock", &json!({"now": "2026-11-21T11:00:00Z"})).await.expect(200);
    let stands = owner.get(&asked).await.expect(200).json();
    assert_eq!((&stands["state"], &stands["decided_by"]), (&json!("refused"), &Value::Null));
    assert_eq!(waiting(owner, "?state=pending").await, Vec::<Value>::new());
    assert_eq!(waiting(owner, "?state=refused").await, [stands]);
    for decision in ["approve", "refuse"] {
        let late = manager.post(&format!("{asked}/{decision}"), &json!({})).await;
        assert_eq!(late.expect_problem(409, "conflict")["reason"], "refused");
    }
}

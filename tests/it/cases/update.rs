use chrono::Duration;
use regulars_tests::Program;
use serde_json::json;

use super::open;
use crate::customers::add;

#[tokio::test]
async fn a_case_goes_its_way_and_is_opened_again() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let (path, _) = open(owner, &customer, json!({})).await;
    owner.patch(&path, &json!({"state": "closed"})).await.expect_problem(409, "conflict");
    for state in ["in_progress", "waiting", "in_progress"] {
        let now = owner.patch(&path, &json!({"state": state})).await.expect(200).json();
        assert_eq!((&now["state"], &now["resolved_at"]), (&json!(state), &json!(null)));
    }
    program.clock.advance(Duration::seconds(1));
    let resolved = owner.patch(&path, &json!({"state": "resolved"})).await.expect(200).json();
    assert_eq!(
        (&resolved["resolved_at"], &resolved["closed_at"]),
        (&json!("2026-11-21T10:00:01Z"), &json!(null))
    );
    program.clock.advance(Duration::seconds(1));
    let closed = owner.patch(&path, &json!({"state": "closed"})).await.expect(200).json();
    assert_eq!(
        (&closed["resolved_at"], &closed["closed_at"], &closed["updated_at"]),
        (&json!("2026-11-21T10:00:01Z"), &json!("2026-11-21T10:00:02Z"), &json!("2026-11-21T10:00:02Z"))
    );
    for state in ["in_progress", "waiting", "resolved"] {
        owner.patch(&path, &json!({"state": state})).await.expect_problem(409, "conflict");
    }
    assert_eq!(owner.get(&path).await.expect(200).json(), closed);
    let again = owner.patch(&path, &json!({"state": "open"})).await.expect(200).json();
    assert_eq!((&again["resolved_at"], &again["closed_at"]), (&json!(null), &json!(null)));
    for (wrong, pointer) in [
        (json!({"state": "done"}), "/state"),
        (json!({"state": null}), "/state"),
        (json!({"subject": null}), "/subject"),
        (json!({"customer_id": customer["id"]}), "/customer_id"),
    ] {
        owner.patch(&path, &wrong).await.expect_invalid(pointer);
    }
}

#[tokio::test]
async fn a_change_honours_the_state_that_was_seen() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let customer = add(&merchant.owner, json!({})).await;
    let (path, case) = open(&merchant.owner, &customer, json!({"due_on": "2026-11-28"})).await;
    let seen = merchant.owner.get(&path).await.expect(200).header("etag").unwrap().to_owned();
    let careful = merchant.owner.with_header("if-match", &seen);
    careful.patch(&path, &json!({"due_on": null})).await.expect(200);
    careful.patch(&path, &json!({"due_on": "2026-12-24"})).await.expect_problem(412, "precondition_failed");
    let now = merchant.owner.get(&path).await.expect(200).json();
    assert_eq!((&now["due_on"], &now["id"]), (&json!(null), &case["id"]));
    for path in [path.as_str(), "/v1/cases/0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fff"] {
        other.owner.get(path).await.expect_problem(404, "not_found");
        other.owner.patch(path, &json!({"state": "waiting"})).await.expect_problem(404, "not_found");
    }
}

#[tokio::test]
async fn two_who_change_a_case_at_once_both_change_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = add(&merchant.owner, json!({})).await;
    let (path, _) = open(&merchant.owner, &customer, json!({})).await;
    let mut sent = Vec::new();
    for patch in [json!({"state": "waiting"}), json!({"due_on": "2026-11-28"}), json!({"subject": "Bread"})] {
        let (owner, path) = (merchant.owner.clone(), path.clone());
        sent.push(tokio::spawn(async move {
            owner.patch(&path, &patch).await.expect(200);
        }));
    }
    for task in sent {
        task.await.unwrap();
    }
    let now = merchant.owner.get(&path).await.expect(200).json();
    assert_eq!(
        (&now["state"], &now["due_on"], &now["subject"]),
        (&json!("waiting"), &json!("2026-11-28"), &json!("Bread"))
    );
}

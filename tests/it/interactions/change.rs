use regulars_tests::Program;
use serde_json::json;

use super::log;
use crate::customers::{add, path_of};

#[tokio::test]
async fn what_is_on_record_is_corrected() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = path_of(&add(&merchant.owner, json!({})).await);
    let (call, made) = log(&merchant.owner, &path, json!({"subject": "Delivery"})).await;
    program.clock.advance(chrono::Duration::seconds(5));
    let patch =
        json!({"kind": "visit", "direction": null, "subject": null, "occurred_at": "2026-11-19T08:00:00Z"});
    let changed = merchant.owner.patch(&call, &patch).await.expect(200).json();
    assert_eq!(
        (&changed["kind"], &changed["direction"], &changed["subject"], &changed["occurred_at"]),
        (&json!("visit"), &json!(null), &json!(null), &json!("2026-11-19T08:00:00Z"))
    );
    assert_eq!((&changed["text"], &changed["updated_at"]), (&made["text"], &json!("2026-11-21T10:00:05Z")));
    assert_eq!((&changed["recorded_by"], &changed["id"]), (&made["recorded_by"], &made["id"]));
    assert_eq!(merchant.owner.get(&call).await.expect(200).json(), changed);
    for (wrong, pointer) in [
        (json!({"kind": "call"}), "/direction"),
        (json!({"kind": "note", "direction": "inbound"}), "/direction"),
        (json!({"text": null}), "/text"),
        (json!({"kind": null}), "/kind"),
        (json!({"occurred_at": null}), "/occurred_at"),
        (json!({"occurred_at": "2027-01-01T00:00:00Z"}), "/occurred_at"),
        (json!({"recorded_by": null}), "/recorded_by"),
    ] {
        merchant.owner.patch(&call, &wrong).await.expect_invalid(pointer);
    }
    assert_eq!(merchant.owner.get(&call).await.expect(200).json(), changed);
}

#[tokio::test]
async fn a_change_honours_the_state_that_was_seen() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = path_of(&add(&merchant.owner, json!({})).await);
    let (call, _) = log(&merchant.owner, &path, json!({})).await;
    let seen = merchant.owner.get(&call).await.expect(200).header("etag").unwrap().to_owned();
    let careful = merchant.owner.with_header("if-match", &seen);
    program.clock.advance(chrono::Duration::seconds(1));
    careful.patch(&call, &json!({"text": "One"})).await.expect(200);
    careful.patch(&call, &json!({"text": "Two"})).await.expect_problem(412, "precondition_failed");
    careful.delete(&call).await.expect_problem(412, "precondition_failed");
    assert_eq!(merchant.owner.get(&call).await.json()["text"], "One");
    merchant.owner.delete(&call).await.expect(204);
    merchant.owner.get(&call).await.expect_problem(404, "not_found");
    merchant.owner.delete(&call).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn an_interaction_is_found_at_its_own_customer_only() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let ana = path_of(&add(&merchant.owner, json!({})).await);
    let eva = path_of(&add(&merchant.owner, json!({})).await);
    let (call, made) = log(&merchant.owner, &ana, json!({})).await;
    let astray = format!("{eva}/interactions/{}", made["id"].as_str().unwrap());
    merchant.owner.get(&astray).await.expect_problem(404, "not_found");
    merchant.owner.patch(&astray, &json!({"text": "b"})).await.expect_problem(404, "not_found");
    merchant.owner.delete(&astray).await.expect_problem(404, "not_found");
    for path in [&call, &astray] {
        other.owner.get(path).await.expect_problem(404, "not_found");
        other.owner.delete(path).await.expect_problem(404, "not_found");
    }
    assert_eq!(merchant.owner.get(&call).await.expect(200).json(), made);
}

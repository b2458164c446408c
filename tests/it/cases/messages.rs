use regulars_tests::Program;
use serde_json::json;

use super::open;
use crate::customers::add;
use crate::interactions::texts;
use crate::timeline::all;

#[tokio::test]
async fn messages_stay_in_their_order_and_a_closed_case_takes_none() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let (path, _) = open(owner, &customer, json!({})).await;
    let messages = format!("{path}/messages");
    for (kind, text) in [("inbound", "a"), ("note", "b"), ("outbound", "c")] {
        let said = owner.post(&messages, &json!({"kind": kind, "text": text})).await.expect(201).json();
        assert_eq!((&said["kind"], &said["text"]), (&json!(kind), &json!(text)));
        program.clock.advance(chrono::Duration::milliseconds(2));
    }
    let once = owner.with_header("Idempotency-Key", "said-1");
    let said = json!({"kind": "note", "text": "d"});
    let first = once.post(&messages, &said).await.expect(201).json();
    assert_eq!(once.post(&messages, &said).await.expect(201).json(), first);
    assert_eq!(texts(&owner.get(&messages).await.expect(200).json()), ["a", "b", "c", "d"]);
    assert_eq!(all(owner, &messages, 1).await.len(), 4);
    owner.post(&messages, &json!({"kind": "note"})).await.expect_invalid("/text");
    owner.post(&messages, &json!({"kind": "note", "text": "a".repeat(20_001)})).await.expect_invalid("/text");
    other.owner.post(&messages, &said).await.expect_problem(404, "not_found");
    other.owner.get(&messages).await.expect_problem(404, "not_found");
    for state in ["resolved", "closed"] {
        owner.patch(&path, &json!({"state": state})).await.expect(200);
    }
    owner.post(&messages, &said).await.expect_problem(409, "conflict");
    owner.patch(&path, &json!({"state": "open"})).await.expect(200);
    owner.post(&messages, &said).await.expect(201);
}

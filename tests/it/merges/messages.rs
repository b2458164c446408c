use regulars_tests::Program;
use serde_json::{Value, json};

use super::merge;
use crate::newsletters::audience::{grant_pack, newsletter_to, reachable};

#[tokio::test]
async fn a_newsletter_that_both_are_to_get_leaves_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let a = reachable(&program, &merchant, "ana@example.com").await;
    let b = reachable(&program, &merchant, "anna@example.com").await;
    grant_pack(&program, &merchant).await;
    let path = newsletter_to(&merchant, &[&a, &b]).await;
    owner.post(&format!("{path}/send"), &json!({})).await.expect(202);
    let merged = merge(owner, &json!({"id": a}), &[&json!({"id": b})]).await;
    assert_eq!(merged["merge"]["moved"]["excluded_deliveries"], 1);
    program.work().await;
    assert_eq!(owner.get(&path).await.json()["state"], "sent");
    let messages = owner.get("/v1/sandbox/messages").await.expect(200).json();
    assert_eq!(messages["items"].as_array().unwrap().len(), 1);
    assert_eq!(owner.get("/v1/quota").await.json()["available"], 9_999, "the other unit is given back");
    let report = owner.get(&format!("{path}/report")).await.expect(200).json();
    assert_eq!((&report["recipients"], &report["delivered"]), (&json!(2), &json!(1)));
}

#[tokio::test]
async fn what_was_sent_comes_over_and_what_both_got_stays_with_each() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let a = reachable(&program, &merchant, "ana@example.com").await;
    let b = reachable(&program, &merchant, "anna@example.com").await;
    grant_pack(&program, &merchant).await;
    let both = newsletter_to(&merchant, &[&a, &b]).await;
    let one = newsletter_to(&merchant, &[&b]).await;
    for path in [&both, &one] {
        owner.post(&format!("{path}/send"), &json!({})).await.expect(202);
    }
    program.work().await;
    let merged = merge(owner, &json!({"id": a}), &[&json!({"id": b})]).await;
    assert_eq!(merged["merge"]["moved"]["deliveries"], 1);
    let recipients = async |path: &str| {
        let items = owner.get(&format!("{path}/recipients")).await.expect(200).json()["items"].clone();
        let mut ids: Vec<Value> =
            items.as_array().unwrap().iter().map(|one| one["customer_id"].clone()).collect();
        ids.sort_by_key(Value::to_string);
        ids
    };
    assert_eq!(recipients(&one).await, [json!(a)]);
    let mut each = vec![json!(a), json!(b)];
    each.sort_by_key(Value::to_string);
    assert_eq!(recipients(&both).await, each);
    owner.post(&super::undo_of(&merged), &json!({})).await.expect(200);
    assert_eq!(recipients(&one).await, [json!(b)]);
}

#[tokio::test]
async fn a_draft_for_somebody_who_was_merged_reaches_the_survivor_and_can_be_edited() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let stays = reachable(&program, &merchant, "ana@example.com").await;
    let goes = reachable(&program, &merchant, "anna@example.com").await;
    grant_pack(&program, &merchant).await;
    let path = newsletter_to(&merchant, &[&goes]).await;
    merge(owner, &json!({"id": stays}), &[&json!({"id": goes})]).await;
    owner.patch(&path, &json!({"subject": "Another one"})).await.expect(200);
    let both = json!({"audience": {"customer_ids": [stays, "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fff"]}});
    owner.patch(&path, &both).await.expect_problem(404, "not_found");
    let recap = owner.get(&format!("{path}/recap")).await.expect(200).json();
    assert_eq!((&recap["audience"], &recap["reachable"]), (&json!(1), &json!(1)));
    owner.post(&format!("{path}/send"), &json!({})).await.expect(202);
    program.work().await;
    let messages = owner.get("/v1/sandbox/messages").await.expect(200).json();
    let to: Vec<&Value> = messages["items"].as_array().unwrap().iter().map(|one| &one["to"]).collect();
    assert_eq!(to, [&json!("ana@example.com")]);
}

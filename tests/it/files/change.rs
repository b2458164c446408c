use regulars_tests::Program;
use serde_json::{Value, json};

use super::attach;

#[tokio::test]
async fn a_file_is_renamed_and_stays_of_its_kind() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    let path = attach(owner, &customer, "a.txt", b"abc").await;
    let shown = owner.get(&path).await.expect(200);
    let stale = shown.header("etag").unwrap().to_owned();
    program.clock.advance(chrono::Duration::minutes(1));
    let renamed = owner.patch(&path, &json!({"name": "Porudžbina.TXT"})).await.expect(200).json();
    assert_eq!((&renamed["name"], &renamed["kind"]), (&json!("Porudžbina.TXT"), &json!("text")));
    assert_eq!(
        (&renamed["created_at"], &renamed["updated_at"]),
        (&json!("2026-11-21T10:00:00Z"), &json!("2026-11-21T10:01:00Z"))
    );
    assert_eq!(owner.get(&path).await.expect(200).json(), renamed);
    assert_eq!(owner.get(&format!("{path}/content")).await.expect(200).bytes, b"abc");
    for name in [json!("a.pdf"), json!("a"), json!(""), Value::Null] {
        owner.patch(&path, &json!({"name": name})).await.expect_invalid("/name");
    }
    owner.patch(&path, &json!({"size": 1})).await.expect_invalid("/size");
    assert_eq!(owner.patch(&path, &json!({})).await.expect(200).json(), renamed);
    let stale = owner.with_header("If-Match", &stale);
    stale.patch(&path, &json!({"name": "b.txt"})).await.expect_problem(412, "precondition_failed");
    stale.delete(&path).await.expect_problem(412, "precondition_failed");
    owner.delete(&path).await.expect(204);
    for gone in [path.clone(), format!("{path}/content")] {
        owner.get(&gone).await.expect_problem(404, "not_found");
    }
    owner.delete(&path).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn every_change_is_noted() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    let path = attach(owner, &customer, "a.txt", b"abc").await;
    for change in [json!({"name": "b.txt"}), json!({"name": "b.txt"})] {
        program.clock.advance(chrono::Duration::seconds(1));
        owner.patch(&path, &change).await.expect(200);
    }
    program.clock.advance(chrono::Duration::seconds(1));
    owner.delete(&path).await.expect(204);
    let id = path.rsplit('/').next().unwrap();
    let trail = owner.get(&format!("/v1/audit-events?subject_id={id}")).await.expect(200).json();
    let trail = trail["items"].as_array().unwrap();
    let actions: Vec<_> = trail.iter().map(|event| event["action"].as_str().unwrap()).collect();
    assert_eq!(actions, ["deleted", "updated", "created"]);
    assert_eq!(trail[1]["changes"], json!([{"field": "name", "before": "a.txt", "after": "b.txt"}]));
    assert!(trail.iter().all(|event| event["subject"]["kind"] == "customer_file"));
}

#[tokio::test]
async fn another_customer_s_path_and_another_merchant_lead_nowhere() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    let second = crate::erasure::customer(&merchant, "luka@example.com").await;
    let path = attach(owner, &customer, "a.txt", b"abc").await;
    let there = format!("{second}/files/{}", path.rsplit('/').next().unwrap());
    for (client, path) in [(owner, &there), (&other.owner, &path)] {
        client.get(path).await.expect_problem(404, "not_found");
        client.get(&format!("{path}/content")).await.expect_problem(404, "not_found");
        client.patch(path, &json!({"name": "b.txt"})).await.expect_problem(404, "not_found");
        client.delete(path).await.expect_problem(404, "not_found");
    }
    owner.get(&path).await.expect(200);
}

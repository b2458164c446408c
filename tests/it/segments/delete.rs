use regulars_tests::Program;
use serde_json::json;

use super::{id_of, segment};

#[tokio::test]
async fn a_segment_that_another_one_refers_to_stays() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let first = segment(&merchant, "First", json!({"field": "city", "op": "exists"})).await;
    let second = segment(&merchant, "Second", json!({"segment": id_of(&first)})).await;
    let refused = merchant.owner.delete(&first).await.expect_problem(409, "in_use");
    let user = json!({"kind": "segment", "id": id_of(&second), "name": "Second"});
    assert_eq!(refused["users"], json!([user]));
    merchant.owner.delete(&second).await.expect(204);
    merchant.owner.delete(&first).await.expect(204);
    merchant.owner.get(&first).await.expect_problem(404, "not_found");
    merchant.owner.delete(&first).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_built_in_group_stays() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    merchant.owner.delete("/v1/segments/lost").await.expect_problem(409, "conflict");
}

#[tokio::test]
async fn a_segment_that_a_newsletter_is_meant_for_stays_until_that_is_over() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = segment(&merchant, "Cities", json!({"field": "city", "op": "exists"})).await;
    let mut users = Vec::new();
    for audience in
        [json!({"segment_id": id_of(&path)}), json!({"filter": {"not": {"segment": id_of(&path)}}})]
    {
        let body = json!({"name": "Jesen", "audience": audience});
        users.push(merchant.owner.post("/v1/newsletters", &body).await.expect(201).json());
    }
    let refused = merchant.owner.delete(&path).await.expect_problem(409, "in_use");
    let told = refused["users"].as_array().unwrap();
    assert_eq!(told.len(), users.len());
    for user in &users {
        assert!(
            told.contains(&json!({"kind": "newsletter", "id": user["id"], "name": "Jesen"})),
            "{refused}"
        );
    }
    for user in users {
        let newsletter = format!("/v1/newsletters/{}", user["id"].as_str().unwrap());
        merchant.owner.patch(&newsletter, &json!({"audience": null})).await.expect(200);
    }
    merchant.owner.delete(&path).await.expect(204);
    let gone = json!({"name": "Jesen", "audience": {"segment_id": id_of(&path)}});
    merchant.owner.post("/v1/newsletters", &gone).await.expect_problem(404, "not_found");
}

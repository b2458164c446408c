use regulars_tests::Program;
use serde_json::json;

use super::{pair, pairs};
use crate::customers::add;
use crate::merges::{id, merge, undo_of};

#[tokio::test]
async fn who_was_said_to_be_another_person_is_not_told_again_until_it_is_taken_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let mut all = Vec::new();
    for name in ["Ana", "Eva", "Iva"] {
        all.push(add(owner, json!({"first_name": name, "email": "dom@example.com"})).await);
    }
    let listed = async || pairs(owner, "/v1/customers/duplicates").await.len();
    assert_eq!(listed().await, 3);
    let path = "/v1/customers/duplicates/dismissals";
    let two = json!({"customer_ids": [id(&all[1]), id(&all[0])]});
    let made = owner.post(path, &two).await.expect(201);
    let place = made.header("location").unwrap().to_owned();
    assert_eq!(listed().await, 2);
    let of_one = owner.get(&format!("/v1/customers/{}/duplicates", id(&all[0]))).await.expect(200).json();
    assert_eq!(of_one["items"].as_array().unwrap().len(), 1);
    let shown = owner.get(&place).await.expect(200);
    assert_eq!(shown.json(), made.json());
    assert_eq!(owner.get(path).await.expect(200).json()["items"], json!([made.json()]));
    for wrong in [json!([id(&all[0])]), json!([id(&all[0]), id(&all[0])])] {
        owner.post(path, &json!({"customer_ids": wrong})).await.expect_invalid("/customer_ids");
    }
    let theirs = program.merchant().await;
    theirs.owner.delete(&place).await.expect_problem(404, "not_found");
    theirs.owner.post(path, &two).await.expect_problem(404, "not_found");
    owner
        .with_header("If-Match", "\"another\"")
        .delete(&place)
        .await
        .expect_problem(412, "precondition_failed");
    owner.delete(&place).await.expect(204);
    assert_eq!(listed().await, 3);
    owner.delete(&place).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn what_was_said_of_a_merged_customer_holds_for_the_survivor() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let mut all = Vec::new();
    for name in ["Ana", "Ana", "Eva"] {
        all.push(add(owner, json!({"first_name": name, "email": "dom@example.com"})).await);
    }
    let body = json!({"customer_ids": [id(&all[1]), id(&all[2])]});
    owner.post("/v1/customers/duplicates/dismissals", &body).await.expect(201);
    let merged = merge(owner, &all[0], &[&all[1]]).await;
    assert!(pairs(owner, "/v1/customers/duplicates").await.is_empty(), "Ana is not Eva");
    owner.post(&undo_of(&merged), &json!({})).await.expect(200);
    let left: Vec<(String, String)> = pairs(owner, "/v1/customers/duplicates")
        .await
        .into_iter()
        .map(|(one, other, _)| (one, other))
        .collect();
    let mut expected = vec![pair(&all[0], &all[1]), pair(&all[0], &all[2])];
    expected.sort();
    assert_eq!(left, expected);
}

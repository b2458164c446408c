use regulars_tests::{Contract, Program};
use serde_json::json;

use super::{id, merge};
use crate::customers::{add, path_of};

#[tokio::test]
async fn whatever_is_asked_of_an_old_id_is_answered_with_the_survivor() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let a = add(owner, json!({"first_name": "Ana"})).await;
    let b = add(owner, json!({"first_name": "Ana"})).await;
    merge(owner, &a, &[&b]).await;
    let mut tried = 0;
    for operation in Contract::of_the_program().operations() {
        if !operation.template.starts_with("/v1/customers/{id}") {
            continue;
        }
        let path = operation.path(|name| match name {
            "id" => id(&b).to_owned(),
            _ => "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f50".to_owned(),
        });
        let (content_type, body) = operation.example_bytes();
        let answer = owner.send(operation.method.clone(), &path, content_type, body).await;
        let told = answer.status.as_u16() == 410 && answer.json()["merged_into"] == a["id"];
        // What is wrong with the request itself may be told first.
        let may_be_invalid =
            answer.status.as_u16() == 422 || answer.json()["detail"] == "there is no such tag";
        assert!(told || may_be_invalid, "{}: {}", operation.id, answer.text);
        tried += usize::from(told);
    }
    assert!(tried >= 6, "only {tried} operations answered with the survivor");
    let theirs = program.merchant().await;
    theirs.owner.get(&path_of(&b)).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_chain_of_merges_leads_to_the_last_survivor_and_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let mut all = Vec::new();
    for _ in 0..4 {
        all.push(add(owner, json!({"first_name": "Ana"})).await);
    }
    let [a, b, c, d] = &all[..] else { panic!("four") };
    merge(owner, b, &[a]).await;
    let second = merge(owner, c, &[b]).await;
    merge(owner, d, &[c]).await;
    let meant = async |old: &serde_json::Value| {
        owner.get(&path_of(old)).await.expect_problem(410, "merged")["merged_into"].clone()
    };
    for old in [a, b, c] {
        assert_eq!(meant(old).await, d["id"]);
    }
    let refused = owner.post(&super::undo_of(&second), &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(refused["conflicts"][0]["what"], "merged_on");
    let last = owner.get("/v1/customers/merges").await.json();
    let last =
        last["items"].as_array().unwrap().iter().find(|one| one["survivor_id"] == d["id"]).unwrap().clone();
    let undo = format!("/v1/customers/merges/{}/undo", last["id"].as_str().unwrap());
    owner.post(&undo, &json!({})).await.expect(200);
    for old in [a, b] {
        assert_eq!(meant(old).await, c["id"]);
    }
    owner.post(&super::undo_of(&second), &json!({})).await.expect(200);
    assert_eq!(meant(a).await, b["id"]);
    for there in [b, c, d] {
        owner.get(&path_of(there)).await.expect(200);
    }
}

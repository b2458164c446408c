use regulars_tests::{Answer, Client, Merchant, Program};
use serde_json::json;

use crate::customers::{add, path_of};

async fn tag(merchant: &Merchant, name: &str) -> String {
    let made = merchant.owner.post("/v1/tags", &json!({"name": name})).await.expect(201).json();
    made["id"].as_str().unwrap().to_owned()
}

/// A PUT without a body.
async fn put(client: &Client, path: &str) -> Answer {
    client.send("PUT".parse().unwrap(), path, None, Vec::new()).await
}

#[tokio::test]
async fn a_tag_is_given_and_taken_and_the_others_stay() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (gold, silver) = (tag(&merchant, "Zlato").await, tag(&merchant, "Srebro").await);
    let customer = path_of(&add(&merchant.owner, json!({"tags": ["Srebro"]})).await);
    program.clock.advance(chrono::Duration::seconds(5));
    let given = put(&merchant.owner, &format!("{customer}/tags/{gold}")).await.expect(200);
    assert_eq!(given.json()["tags"], json!(["Srebro", "Zlato"]));
    assert_eq!(given.json()["updated_at"], "2026-11-21T10:00:05Z");
    assert_eq!(merchant.owner.get(&customer).await.expect(200).json(), given.json());
    program.clock.advance(chrono::Duration::seconds(5));
    let again = put(&merchant.owner, &format!("{customer}/tags/{gold}")).await.expect(200);
    assert_eq!((again.json(), again.header("etag")), (given.json(), given.header("etag")));
    let taken = merchant.owner.delete(&format!("{customer}/tags/{silver}")).await.expect(200).json();
    assert_eq!((&taken["tags"], &taken["updated_at"]), (&json!(["Zlato"]), &json!("2026-11-21T10:00:10Z")));
    let again = merchant.owner.delete(&format!("{customer}/tags/{silver}")).await.expect(200).json();
    assert_eq!(again, taken);
}

#[tokio::test]
async fn what_is_not_there_is_not_found_and_nothing_changes() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let (own, foreign) = (tag(&merchant, "Zlato").await, tag(&other, "Zlato").await);
    let customer = add(&merchant.owner, json!({})).await;
    let path = path_of(&customer);
    for tag in [foreign.as_str(), "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fff", "gold"] {
        let path = format!("{path}/tags/{tag}");
        put(&merchant.owner, &path).await.expect_problem(404, "not_found");
        merchant.owner.delete(&path).await.expect_problem(404, "not_found");
    }
    let path_of_other = format!("{path}/tags/{foreign}");
    put(&other.owner, &path_of_other).await.expect_problem(404, "not_found");
    let stale = merchant.owner.with_header("If-Match", "\"0\"");
    let own = format!("{path}/tags/{own}");
    put(&stale, &own).await.expect_problem(412, "precondition_failed");
    stale.delete(&own).await.expect_problem(412, "precondition_failed");
    assert_eq!(merchant.owner.get(&path).await.expect(200).json(), customer);
}

#[tokio::test]
async fn tags_given_at_once_are_all_kept() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = path_of(&add(&merchant.owner, json!({})).await);
    let mut sent = Vec::new();
    for number in 0..8 {
        let tag = tag(&merchant, &format!("Tag {number}")).await;
        let (owner, path) = (merchant.owner.clone(), format!("{customer}/tags/{tag}"));
        sent.push(tokio::spawn(async move {
            put(&owner, &path).await.expect(200);
        }));
    }
    for task in sent {
        task.await.unwrap();
    }
    let kept = merchant.owner.get(&customer).await.json()["tags"].as_array().unwrap().len();
    assert_eq!(kept, 8);
}

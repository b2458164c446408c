use regulars_tests::Program;
use serde_json::json;

use crate::customers::{add, path_of};

#[tokio::test]
async fn a_customer_becomes_a_member_and_keeps_its_record() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = add(&merchant.owner, json!({"first_name": "Ana", "email": "ana@example.com"})).await;
    program.clock.advance(chrono::Duration::seconds(1));
    let path = format!("{}/enroll", path_of(&customer));
    let enrolled = merchant.owner.post(&path, &json!({"card_number": "AB123456"})).await.expect(201);
    assert_eq!(enrolled.header("location"), Some(path_of(&customer).as_str()));
    let body = enrolled.json();
    assert_eq!(body["member"]["cards"], json!(["AB123456"]));
    let mut expected = customer.clone();
    expected["type"] = json!("regular");
    expected["member_id"] = body["member"]["id"].clone();
    expected["cards"] = json!(["AB123456"]);
    expected["regular_since"] = json!("2026-11-21T10:00:01Z");
    expected["updated_at"] = json!("2026-11-21T10:00:01Z");
    assert_eq!(body["customer"], expected);
    assert_eq!(merchant.owner.get(&path_of(&customer)).await.json(), expected);
    merchant.owner.post(&path, &json!({})).await.expect_problem(409, "conflict");
}

#[tokio::test]
async fn the_body_can_be_left_out() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (content_type, body) in
        [(None, ""), (Some("application/json"), "{}"), (Some("application/json"), "null")]
    {
        let customer = add(&merchant.owner, json!({})).await;
        let path = format!("{}/enroll", path_of(&customer));
        let sent = merchant.owner.send("POST".parse().unwrap(), &path, content_type, body.into()).await;
        assert_eq!(sent.expect(201).json()["member"]["cards"][0].as_str().unwrap().len(), 13);
    }
}

#[tokio::test]
async fn what_does_not_fit_is_refused_and_changes_nothing() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let customer = add(&merchant.owner, json!({"first_name": "Ana"})).await;
    let path = format!("{}/enroll", path_of(&customer));
    let member = json!({"first_name": "Eva", "last_name": "Ilić", "card_number": "AB123456"});
    other.owner.post("/v1/members", &member).await.expect(201);
    merchant.owner.post(&path, &json!({"card_number": "!"})).await.expect_invalid("/card_number");
    merchant.owner.post(&path, &json!({"number": "AB12"})).await.expect_invalid("/number");
    let text = merchant.owner.send("POST".parse().unwrap(), &path, Some("text/plain"), b"{}".to_vec()).await;
    text.expect_problem(415, "unsupported_media_type");
    let taken = merchant.owner.post(&path, &json!({"card_number": "AB123456"})).await;
    assert_eq!(taken.expect_problem(409, "conflict")["errors"][0]["pointer"], "/card_number");
    other.owner.post(&path, &json!({})).await.expect_problem(404, "not_found");
    assert_eq!(merchant.owner.get(&path_of(&customer)).await.json(), customer);
}

#[tokio::test]
async fn enrolled_many_times_at_once_a_customer_is_one_member() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = add(&merchant.owner, json!({"first_name": "Ana"})).await;
    let mut sent = Vec::new();
    for _ in 0..6 {
        let (owner, path) = (merchant.owner.clone(), format!("{}/enroll", path_of(&customer)));
        sent.push(tokio::spawn(async move { owner.post(&path, &json!({})).await.status.as_u16() }));
    }
    let mut statuses = Vec::new();
    for answer in sent {
        statuses.push(answer.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409, 409, 409, 409]);
    assert_eq!(merchant.owner.get(&path_of(&customer)).await.json()["cards"].as_array().unwrap().len(), 1);
}

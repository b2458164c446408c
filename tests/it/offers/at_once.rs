//! Several who decide, send or agree at once.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{decide, hand_over, write};
use crate::companies::add;

#[tokio::test]
async fn of_those_who_accept_and_decline_at_once_one_decides() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    for round in 0..3 {
        let path = write(owner, &company, json!({})).await;
        let page = hand_over(&program, owner, &path).await;
        let mut sent = Vec::new();
        for number in 0..6 {
            let (client, page) = (program.client.clone(), page.clone());
            let decision = if number % 2 == 0 { "accept" } else { "decline" };
            sent.push(tokio::spawn(async move {
                let body = format!("offer={decision}&name=N{number}").into_bytes();
                let answer = client.send(regulars_tests::Method::POST, &page, super::FORM, body).await;
                (decision, answer.status.as_u16())
            }));
        }
        let mut answers = Vec::new();
        for one in sent {
            answers.push(one.await.unwrap());
        }
        let told = owner.get(&path).await.expect(200).json();
        let won = if told["state"] == "accepted" { "accept" } else { "decline" };
        for (decision, status) in &answers {
            let expected = if *decision == won { 200 } else { 409 };
            assert_eq!(*status, expected, "round {round}: {answers:?}, {told}");
        }
        let trail = owner.get("/v1/audit-events?subject_kind=offer&limit=200").await.expect(200).json();
        let decided = trail["items"].as_array().unwrap().iter().filter(|event| {
            let is_of_it = event["subject"]["id"] == told["id"];
            is_of_it && event["changes"].as_array().unwrap().iter().any(|one| one["field"] == "decided_at")
        });
        assert_eq!(decided.count(), 1);
    }
}

#[tokio::test]
async fn offers_that_are_sent_at_once_have_numbers_without_gaps() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let mut made = Vec::new();
    for _ in 0..2 {
        let company = add(owner, json!({"name": "Hotel"})).await;
        for _ in 0..4 {
            made.push(write(owner, &company, json!({})).await);
        }
    }
    // A draft that is thrown away had no number.
    owner.delete(&made.pop().unwrap()).await.expect(204);
    let mut sent = Vec::new();
    for path in &made {
        let (client, path) = (owner.clone(), path.clone());
        sent.push(tokio::spawn(async move {
            let body = json!({"by": "link"});
            client.post(&format!("{path}/send"), &body).await.expect(200).json()["offer"]["number"].clone()
        }));
    }
    let mut numbers = Vec::new();
    for one in sent {
        numbers.push(one.await.unwrap().as_i64().unwrap());
    }
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7]);
    // Each merchant counts alone.
    let company = add(&other.owner, json!({"name": "Hotel"})).await;
    let path = write(&other.owner, &company, json!({})).await;
    hand_over(&program, &other.owner, &path).await;
    assert_eq!(other.owner.get(&path).await.expect(200).json()["number"], 1);
}

#[tokio::test]
async fn whoever_withdraws_while_another_accepts_is_told_what_became_of_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let path = write(owner, &company, json!({})).await;
    let page = hand_over(&program, owner, &path).await;
    let withdrawing = {
        let (client, path) = (owner.clone(), path.clone());
        tokio::spawn(
            async move { client.post(&format!("{path}/withdraw"), &Value::Null).await.status.as_u16() },
        )
    };
    let accepted = decide(&program, &page, "accept", "Ana").await.status.as_u16();
    let withdrawn = withdrawing.await.unwrap();
    let state = owner.get(&path).await.expect(200).json()["state"].clone();
    match state.as_str().unwrap() {
        "accepted" => assert_eq!((accepted, withdrawn), (200, 409)),
        "withdrawn" => assert_eq!((accepted, withdrawn), (410, 200)),
        other => panic!("{other}: {accepted} {withdrawn}"),
    }
}

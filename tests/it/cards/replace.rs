use regulars_tests::Program;
use serde_json::json;

use super::{registered, shown};
use crate::customers::path_of;

#[tokio::test]
async fn another_card_takes_the_place_of_a_lost_one() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = registered(&merchant.owner, "AB123456").await;
    merchant.owner.post("/v1/cards/AB123456/block", &json!({})).await.expect(200);
    let replaced =
        merchant.owner.post("/v1/cards/AB123456/replace", &json!({"number": "CD12"})).await.expect(201);
    assert_eq!(replaced.header("location"), Some(path_of(&customer).as_str()));
    let body = replaced.json();
    assert_eq!((&body["card"]["number"], &body["card"]["status"]), (&json!("CD12"), &json!("active")));
    assert_eq!(
        (&body["replaced"]["status"], &body["replaced"]["replaced_by"]),
        (&json!("replaced"), &json!("CD12"))
    );
    assert_eq!(body["customer"]["id"], customer["id"]);
    assert_eq!(merchant.owner.get(&path_of(&customer)).await.json()["cards"], json!(["CD12"]));
    let old = shown(&merchant.owner, "AB123456").await;
    assert_eq!((&old["found"], &old["card"]["status"]), (&json!(true), &json!("replaced")));
    assert_eq!(old["customer"], json!(null));
    assert_eq!(shown(&merchant.owner, "CD12").await["customer"]["id"], customer["id"]);
    merchant.owner.post("/v1/cards/AB123456/replace", &json!({})).await.expect_problem(409, "conflict");
    let fresh =
        merchant.owner.send("POST".parse().unwrap(), "/v1/cards/CD12/replace", None, Vec::new()).await;
    assert_eq!(fresh.expect(201).json()["card"]["number"].as_str().unwrap().len(), 13);
}

#[tokio::test]
async fn what_does_not_fit_is_refused_and_the_card_stays() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    registered(&merchant.owner, "AB123456").await;
    registered(&other.owner, "EVA1").await;
    let path = "/v1/cards/AB123456/replace";
    merchant.owner.post(path, &json!({"number": "#"})).await.expect_invalid("/number");
    for taken in ["EVA1", "AB123456"] {
        let answer =
            merchant.owner.post(path, &json!({"number": taken})).await.expect_problem(409, "conflict");
        assert_eq!(answer["errors"][0]["pointer"], "/number");
    }
    other.owner.post(path, &json!({})).await.expect_problem(404, "not_found");
    assert_eq!(shown(&merchant.owner, "AB123456").await["card"]["status"], "active");
}

#[tokio::test]
async fn replaced_many_times_at_once_a_card_has_one_successor() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = registered(&merchant.owner, "AB123456").await;
    let mut sent = Vec::new();
    for _ in 0..6 {
        let owner = merchant.owner.clone();
        sent.push(tokio::spawn(async move {
            owner.post("/v1/cards/AB123456/replace", &json!({})).await.status.as_u16()
        }));
    }
    let mut statuses = Vec::new();
    for answer in sent {
        statuses.push(answer.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409, 409, 409, 409]);
    assert_eq!(merchant.owner.get(&path_of(&customer)).await.json()["cards"].as_array().unwrap().len(), 1);
}

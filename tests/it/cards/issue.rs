use regulars_tests::Program;
use serde_json::json;

use super::{registered, shown};
use crate::customers::{add, path_of};

#[tokio::test]
async fn a_regular_gets_another_card_and_both_are_good() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = registered(&merchant.owner, "AB123456").await;
    let path = format!("{}/cards", path_of(&customer));
    program.clock.advance(chrono::Duration::seconds(1));
    let issued = merchant.owner.post(&path, &json!({"number": "cd 12"})).await.expect(201);
    assert_eq!(issued.header("location"), Some(path_of(&customer).as_str()));
    let body = issued.json();
    let card = json!({
        "number": "CD12", "status": "active", "form": "plastic", "own": true, "replaced_by": null,
        "created_at": "2026-11-21T10:00:01Z", "updated_at": "2026-11-21T10:00:01Z"
    });
    assert_eq!(body["card"], card);
    assert_eq!(
        (&body["customer"]["id"], &body["customer"]["display_name"]),
        (&customer["id"], &json!("Ana Ilić"))
    );
    assert_eq!(merchant.owner.get(&path_of(&customer)).await.json()["cards"], json!(["AB123456", "CD12"]));
    for number in ["AB123456", "CD12"] {
        assert_eq!(shown(&merchant.owner, number).await["customer"]["id"], customer["id"]);
    }
    let fresh =
        merchant.owner.send("POST".parse().unwrap(), &path, None, Vec::new()).await.expect(201).json();
    assert_eq!(fresh["card"]["number"].as_str().unwrap().len(), 13);
}

#[tokio::test]
async fn what_does_not_fit_is_refused() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let customer = registered(&merchant.owner, "AB123456").await;
    let path = format!("{}/cards", path_of(&customer));
    merchant.owner.post(&path, &json!({"number": "x"})).await.expect_invalid("/number");
    merchant.owner.post(&path, &json!({"card": "ABCD"})).await.expect_invalid("/card");
    let taken =
        merchant.owner.post(&path, &json!({"number": "AB123456"})).await.expect_problem(409, "conflict");
    assert_eq!(taken["errors"][0]["pointer"], "/number");
    other.owner.post(&path, &json!({})).await.expect_problem(404, "not_found");
    let stranger = add(&merchant.owner, json!({})).await;
    let path = format!("{}/cards", path_of(&stranger));
    merchant.owner.post(&path, &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(merchant.owner.get(&path_of(&customer)).await.json(), customer);
}

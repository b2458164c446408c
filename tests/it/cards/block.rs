use regulars_tests::Program;
use serde_json::{Value, json};

use super::{registered, shown};
use crate::customers::path_of;

#[tokio::test]
async fn a_blocked_card_identifies_nobody_at_no_merchant() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let customer = registered(&merchant.owner, "AB123456").await;
    other.owner.post("/v1/cards/OWN1/assign", &json!({"card": "AB123456"})).await.expect(200);
    program.clock.advance(chrono::Duration::seconds(1));
    let terminal = merchant.terminal().await;
    let blocked = terminal.send("POST".parse().unwrap(), "/v1/cards/ab12-3456/block", None, Vec::new()).await;
    let card = json!({
        "number": "AB123456", "status": "blocked", "form": "plastic", "own": true, "replaced_by": null,
        "created_at": "2026-11-21T10:00:00Z", "updated_at": "2026-11-21T10:00:01Z"
    });
    assert_eq!(blocked.expect(200).json(), card);
    for client in [&merchant.owner, &other.owner] {
        let answer = shown(client, "AB123456").await;
        assert_eq!((&answer["card"]["status"], &answer["customer"]), (&json!("blocked"), &Value::Null));
    }
    assert_eq!(merchant.owner.get(&path_of(&customer)).await.json()["cards"], json!(["OWN1"]));
    let again = terminal.post("/v1/cards/AB123456/block", &json!({})).await.expect(200);
    assert_eq!(again.json(), card);
}

#[tokio::test]
async fn only_cards_of_own_customers_are_blocked() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    registered(&merchant.owner, "AB123456").await;
    let foreign =
        other.owner.post("/v1/cards/AB123456/block", &json!({})).await.expect_problem(404, "not_found");
    let unknown = other.owner.post("/v1/cards/ZZ99/block", &json!({})).await.expect_problem(404, "not_found");
    assert_eq!(foreign["detail"], unknown["detail"]);
    merchant.owner.post("/v1/cards/x/block", &json!({})).await.expect_problem(404, "not_found");
    assert_eq!(shown(&merchant.owner, "AB123456").await["card"]["status"], "active");
    merchant
        .staff("marketer")
        .await
        .post("/v1/cards/AB123456/block", &json!({}))
        .await
        .expect_problem(403, "forbidden");
}

#[tokio::test]
async fn a_replaced_card_is_not_blocked() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    registered(&merchant.owner, "AB123456").await;
    merchant.owner.post("/v1/cards/AB123456/replace", &json!({})).await.expect(201);
    merchant.owner.post("/v1/cards/AB123456/block", &json!({})).await.expect_problem(409, "conflict");
}

use regulars_tests::Program;
use serde_json::{Value, json};

#[tokio::test]
async fn a_terminal_that_is_cut_off_can_be_paired_again() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let device = merchant.terminal().await;
    let id = merchant.owner.get("/v1/terminals").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/v1/terminals/{id}");
    let codes = "/v1/terminals/pairing-codes";
    let open = merchant.owner.post(codes, &json!({"terminal_id": id})).await.expect(201).json();
    other.owner.delete(&path).await.expect_problem(404, "not_found");
    merchant.staff("cashier").await.delete(&path).await.expect_problem(403, "forbidden");
    device.get("/v1/stores").await.expect(200);
    merchant.owner.delete(&path).await.expect(204);
    device.get("/v1/stores").await.expect_problem(401, "unauthorized");
    assert_ne!(merchant.owner.get(&path).await.expect(200).json()["revoked_at"], Value::Null);
    // The open code ends too.
    let body = json!({"code": open["code"]});
    program.client.post("/v1/terminals/pair", &body).await.expect_problem(404, "not_found");
    let offered = merchant.owner.post(codes, &json!({"terminal_id": id})).await.expect(201).json();
    let body = json!({"code": offered["code"]});
    let paired = program.client.post("/v1/terminals/pair", &body).await.expect(200).json();
    assert_eq!(paired["terminal"]["id"], id.as_str());
    program.client.with_bearer(paired["api_key"].as_str().unwrap()).get("/v1/stores").await.expect(200);
    assert_eq!(merchant.owner.get(&path).await.json()["revoked_at"], Value::Null);
}

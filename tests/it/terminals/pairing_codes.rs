use regulars_tests::Program;
use serde_json::json;

const NOBODY: &str = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fff";

#[tokio::test]
async fn a_code_is_offered_for_a_new_terminal_in_a_store() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let store = merchant.owner.post("/v1/stores", &json!({"name": "Centar"})).await.expect(201).json();
    let body = json!({"name": "Kasa 1", "store_id": store["id"]});
    let offered = merchant.owner.post("/v1/terminals/pairing-codes", &body).await.expect(201);
    assert_eq!(offered.json()["expires_at"], "2026-11-21T10:15:00Z");
    let terminal = merchant.owner.get(offered.header("location").unwrap()).await.expect(200).json();
    assert_eq!((&terminal["name"], &terminal["store_id"]), (&json!("Kasa 1"), &store["id"]));
    assert_eq!((&terminal["id"], &terminal["paired_at"]), (&offered.json()["terminal_id"], &json!(null)));
}

#[tokio::test]
async fn what_does_not_fit_is_refused_and_makes_no_terminal() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let foreign = other.owner.post("/v1/stores", &json!({"name": "Centar"})).await.expect(201).json();
    let path = "/v1/terminals/pairing-codes";
    for (body, pointer) in [
        (json!({}), "/name"),
        (json!({"name": ""}), "/name"),
        (json!({"name": "Kasa", "store_id": "here"}), "/store_id"),
        (json!({"name": "Kasa", "terminal_id": NOBODY}), "/name"),
        (json!({"store_id": NOBODY, "terminal_id": NOBODY}), "/store_id"),
        (json!({"name": "Kasa", "code": "x"}), "/code"),
    ] {
        merchant.owner.post(path, &body).await.expect_invalid(pointer);
    }
    for (body, pointer) in [
        (json!({"name": "Kasa", "store_id": NOBODY}), "/store_id"),
        (json!({"name": "Kasa", "store_id": foreign["id"]}), "/store_id"),
        (json!({"terminal_id": NOBODY}), "/terminal_id"),
    ] {
        let missing = merchant.owner.post(path, &body).await.expect_problem(404, "not_found");
        assert_eq!(missing["errors"][0]["pointer"], pointer);
    }
    merchant
        .staff("cashier")
        .await
        .post(path, &json!({"name": "Kasa"}))
        .await
        .expect_problem(403, "forbidden");
    assert_eq!(merchant.owner.get("/v1/terminals").await.json()["items"], json!([]));
}

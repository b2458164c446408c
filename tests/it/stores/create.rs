use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn a_store_is_added_and_found() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body = json!({"name": "Centar", "code": "BG-01", "address": {"city": "Beograd", "country": "RS"}});
    let created = merchant.owner.post("/v1/stores", &body).await.expect(201);
    let location = created.header("location").unwrap().to_owned();
    let found = merchant.owner.get(&location).await.expect(200);
    assert_eq!(found.json(), created.json());
    assert_eq!(found.json()["address"]["city"], "Beograd");
}

#[tokio::test]
async fn a_code_belongs_to_one_store_of_a_merchant() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let body = json!({"name": "Centar", "code": "BG-01"});
    merchant.owner.post("/v1/stores", &body).await.expect(201);
    merchant.owner.post("/v1/stores", &body).await.expect_problem(409, "conflict");
    other.owner.post("/v1/stores", &body).await.expect(201);
    assert_eq!(merchant.owner.get("/v1/stores").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_wrong_store_is_refused_with_a_pointer_and_nothing_is_stored() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (body, pointer) in [
        (json!({}), "/name"),
        (json!({"name": ""}), "/name"),
        (json!({"name": "a\r\nb"}), "/name"),
        (json!({"name": "x".repeat(201)}), "/name"),
        (json!({"name": 5}), "/name"),
        (json!({"name": "Centar", "colour": "red"}), "/colour"),
        (json!({"name": "Centar", "address": {"country": "Serbia"}}), "/address/country"),
        (json!({"name": "Centar", "address": {"town": "Beograd"}}), "/address/town"),
    ] {
        merchant.owner.post("/v1/stores", &body).await.expect_invalid(pointer);
    }
    assert_eq!(merchant.owner.get("/v1/stores").await.json()["items"], json!([]));
}

use regulars_tests::Program;
use serde_json::{Value, json};

#[tokio::test]
async fn a_terminal_is_renamed_and_moved() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let device = merchant.terminal().await;
    let store = merchant.owner.post("/v1/stores", &json!({"name": "Centar"})).await.expect(201).json();
    let foreign = other.owner.post("/v1/stores", &json!({"name": "Centar"})).await.expect(201).json();
    let id = merchant.owner.get("/v1/terminals").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/v1/terminals/{id}");
    let patch = json!({"name": "Kasa 9", "store_id": store["id"]});
    let moved = merchant.owner.patch(&path, &patch).await.expect(200);
    assert_eq!((&moved.json()["name"], &moved.json()["store_id"]), (&json!("Kasa 9"), &store["id"]));
    device.get("/v1/stores").await.expect(200);
    for (body, pointer) in [
        (json!({"name": null}), "/name"),
        (json!({"name": " "}), "/name"),
        (json!({"store_id": 5}), "/store_id"),
        (json!({"paired_at": null}), "/paired_at"),
    ] {
        merchant.owner.patch(&path, &body).await.expect_invalid(pointer);
    }
    let missing = merchant.owner.patch(&path, &json!({"store_id": foreign["id"]})).await;
    assert_eq!(missing.expect_problem(404, "not_found")["errors"][0]["pointer"], "/store_id");
    other.owner.patch(&path, &patch).await.expect_problem(404, "not_found");
    merchant.staff("cashier").await.patch(&path, &patch).await.expect_problem(403, "forbidden");
    let careful = merchant.owner.with_header("If-Match", moved.header("etag").unwrap());
    let out = careful.patch(&path, &json!({"store_id": null})).await.expect(200).json();
    assert_eq!((&out["store_id"], &out["name"]), (&Value::Null, &json!("Kasa 9")));
    careful.patch(&path, &json!({"name": "Kasa 10"})).await.expect_problem(412, "precondition_failed");
}

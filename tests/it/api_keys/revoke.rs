use regulars_tests::Program;
use serde_json::{Value, json};

#[tokio::test]
async fn a_revoked_key_does_not_hold_and_stays_in_the_list() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let body = json!({"name": "Web shop", "scopes": ["tags:read"]});
    let issued = merchant.owner.post("/v1/api-keys", &body).await.expect(201);
    let path = issued.header("location").unwrap();
    let shop = program.client.with_bearer(issued.json()["secret"].as_str().unwrap());
    shop.get("/v1/tags").await.expect(200);
    other.owner.delete(path).await.expect_problem(404, "not_found");
    merchant.staff("manager").await.delete(path).await.expect_problem(403, "forbidden");
    let stale = merchant.owner.with_header("If-Match", "\"other\"");
    stale.delete(path).await.expect_problem(412, "precondition_failed");
    shop.get("/v1/tags").await.expect(200);
    merchant.owner.delete(path).await.expect(204);
    shop.get("/v1/tags").await.expect_problem(401, "unauthorized");
    let key = merchant.owner.get(path).await.expect(200).json();
    assert_ne!(key["revoked_at"], Value::Null);
    program.clock.advance(chrono::Duration::seconds(5));
    merchant.owner.delete(path).await.expect(204);
    assert_eq!(merchant.owner.get(path).await.json(), key);
}

use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn a_change_to_a_state_that_is_gone_is_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let store = merchant.owner.post("/v1/stores", &json!({"name": "Centar"})).await.expect(201);
    let path = store.header("location").unwrap().to_owned();
    let seen = merchant.owner.get(&path).await.expect(200).header("etag").unwrap().to_owned();
    let careful = merchant.owner.with_header("If-Match", &seen);
    program.clock.advance(chrono::Duration::seconds(1));
    let changed = careful.patch(&path, &json!({"name": "Stari grad"})).await.expect(200);
    assert_ne!(changed.header("etag"), Some(seen.as_str()));
    careful.patch(&path, &json!({"name": "Novi grad"})).await.expect_problem(412, "precondition_failed");
    assert_eq!(merchant.owner.get(&path).await.json()["name"], "Stari grad");
}

#[tokio::test]
async fn a_state_that_the_caller_has_is_not_sent_again() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let seen = merchant.owner.get("/v1/merchant").await.expect(200).header("etag").unwrap().to_owned();
    let again = merchant.owner.with_header("If-None-Match", &seen).get("/v1/merchant").await.expect(304);
    assert_eq!(again.text, "");
}

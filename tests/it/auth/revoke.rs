use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn an_overlong_token_is_refused() {
    let program = Program::start().await;
    let body = json!({"refresh_token": "a".repeat(201)});
    program.client.post("/v1/auth/revoke", &body).await.expect_invalid("/refresh_token");
}

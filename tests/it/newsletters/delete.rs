use regulars_tests::Program;
use serde_json::json;

use super::complete;

#[tokio::test]
async fn only_a_draft_is_deleted() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let draft = merchant.owner.post("/v1/newsletters", &json!({"name": "Jesen"})).await.expect(201);
    let ready = merchant.owner.post("/v1/newsletters", &complete()).await.expect(201);
    let (draft, ready) = (draft.header("location").unwrap(), ready.header("location").unwrap());
    program.merchant().await.owner.delete(draft).await.expect_problem(404, "not_found");
    merchant.owner.delete(draft).await.expect(204);
    merchant.owner.delete(draft).await.expect_problem(404, "not_found");
    merchant.owner.delete(ready).await.expect_problem(409, "conflict");
    merchant.owner.get(ready).await.expect(200);
}

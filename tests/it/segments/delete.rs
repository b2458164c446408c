use regulars_tests::Program;
use serde_json::json;

use super::{id_of, segment};

#[tokio::test]
async fn a_segment_that_another_one_refers_to_stays() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let first = segment(&merchant, "First", json!({"tag": "VIP"})).await;
    let second = segment(&merchant, "Second", json!({"segment": id_of(&first)})).await;
    let refused = merchant.owner.delete(&first).await.expect_problem(409, "conflict");
    assert_eq!(refused["segments"], json!([id_of(&second)]));
    merchant.owner.delete(&second).await.expect(204);
    merchant.owner.delete(&first).await.expect(204);
    merchant.owner.get(&first).await.expect_problem(404, "not_found");
    merchant.owner.delete(&first).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_built_in_group_stays() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    merchant.owner.delete("/v1/segments/lost").await.expect_problem(409, "conflict");
}

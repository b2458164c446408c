use regulars_tests::Program;
use serde_json::json;

use super::define;

#[tokio::test]
async fn another_merchant_s_attribute_is_not_there() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let path = define(&merchant.owner, "size", "integer", json!({})).await;
    merchant.owner.get(&path).await.expect(200);
    other.owner.get(&path).await.expect_problem(404, "not_found");
    other.owner.patch(&path, &json!({"name": "Mine"})).await.expect_problem(404, "not_found");
    other.owner.delete(&path).await.expect_problem(404, "not_found");
    assert_eq!(merchant.owner.get(&path).await.expect(200).json()["name"], "The size");
}

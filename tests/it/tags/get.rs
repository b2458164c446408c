use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn another_merchant_s_tag_does_not_exist() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let created = merchant.owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
    let path = created.header("location").unwrap();
    merchant.staff("cashier").await.get(path).await.expect(200);
    other.owner.get(path).await.expect_problem(404, "not_found");
    other.owner.patch(path, &json!({"name": "Mine"})).await.expect_problem(404, "not_found");
    other.owner.delete(path).await.expect_problem(404, "not_found");
    merchant.owner.get("/v1/tags/vip").await.expect_problem(404, "not_found");
    program.operator().await.get(path).await.expect_problem(403, "forbidden");
}

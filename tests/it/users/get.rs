use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn staff_is_seen_by_its_own_owners_and_managers() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let user = merchant.owner.get("/v1/users").await.expect(200).json()["items"][0].clone();
    let path = format!("/v1/users/{}", user["id"].as_str().unwrap());
    assert_eq!(merchant.owner.get(&path).await.expect(200).json(), user);
    merchant.staff("manager").await.get(&path).await.expect(200);
    merchant.staff("cashier").await.get(&path).await.expect_problem(403, "forbidden");
    other.owner.get(&path).await.expect_problem(404, "not_found");
    other.owner.patch(&path, &json!({"name": "Mine"})).await.expect_problem(404, "not_found");
    merchant.owner.get("/v1/users/me").await.expect_problem(404, "not_found");
}

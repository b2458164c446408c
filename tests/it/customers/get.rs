use regulars_tests::Program;
use serde_json::json;

use super::{add, has_bought, path_of};

#[tokio::test]
async fn another_merchant_s_customer_does_not_exist() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let customer = add(&merchant.owner, json!({"first_name": "Ana"})).await;
    other.owner.get(&path_of(&customer)).await.expect_problem(404, "not_found");
    for path in ["/v1/customers/0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fff", "/v1/customers/ana"] {
        merchant.owner.get(path).await.expect_problem(404, "not_found");
    }
}

#[tokio::test]
async fn the_lifecycle_follows_the_last_purchase() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (last, lifecycle) in [("2026-03-20T23:00:00Z", "active"), ("2026-03-20T22:59:59Z", "lost")] {
        let customer = add(&merchant.owner, json!({})).await;
        assert_eq!(customer["lifecycle"], "prospect");
        has_bought(&program, &merchant.id, &customer, (3, 123_450, "2025-01-02T10:00:00Z", last)).await;
        let customer = merchant.owner.get(&path_of(&customer)).await.expect(200).json();
        assert_eq!(customer["lifecycle"], lifecycle);
        let purchases = json!({
            "count": 3, "total": {"amount": 123_450, "currency": "RSD"}, "first_at": "2025-01-02T10:00:00Z",
            "last_at": last
        });
        assert_eq!(customer["purchases"], purchases);
    }
}

#[tokio::test]
async fn the_roles_that_serve_customers_see_them_and_others_do_not() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = path_of(&add(&merchant.owner, json!({"first_name": "Ana"})).await);
    for role in ["manager", "marketer", "cashier", "analyst"] {
        merchant.staff(role).await.get(&path).await.expect(200);
    }
    merchant.integrator(&["customers:read"]).await.get(&path).await.expect(200);
    for client in
        [merchant.terminal().await, program.operator().await, merchant.integrator(&["tags:read"]).await]
    {
        client.get(&path).await.expect_problem(403, "forbidden");
    }
    program.client.get(&path).await.expect_problem(401, "unauthorized");
}

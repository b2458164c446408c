use regulars_tests::Program;

#[tokio::test]
async fn keys_of_integrators_and_terminals_are_listed_without_secrets() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let integrator = merchant.integrator(&["tags:read"]).await;
    merchant.terminal().await;
    other.integrator(&["tags:read"]).await;
    let listed = merchant.owner.get("/v1/api-keys").await.expect(200);
    let body = listed.json();
    let mut roles: Vec<_> =
        body["items"].as_array().unwrap().iter().map(|key| key["role"].as_str().unwrap()).collect();
    roles.sort_unstable();
    assert_eq!(roles, ["integrator", "terminal"]);
    assert!(!listed.text.contains(integrator.bearer().unwrap()));
    merchant.staff("manager").await.get("/v1/api-keys").await.expect(200);
    merchant.staff("cashier").await.get("/v1/api-keys").await.expect_problem(403, "forbidden");
    integrator.get("/v1/api-keys").await.expect_problem(403, "forbidden");
}

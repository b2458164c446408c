use regulars_tests::Program;

#[tokio::test]
async fn pages_hold_the_merchant_s_own_staff_once() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    for role in ["manager", "cashier", "analyst"] {
        merchant.staff(role).await;
        other.staff(role).await;
    }
    let (mut roles, mut path) = (Vec::new(), "/v1/users?limit=3".to_owned());
    loop {
        let page = merchant.owner.get(&path).await.expect(200).json();
        roles.extend(
            page["items"].as_array().unwrap().iter().map(|user| user["role"].as_str().unwrap().to_owned()),
        );
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/v1/users?limit=3&cursor={next}");
    }
    roles.sort();
    assert_eq!(roles, ["analyst", "cashier", "manager", "owner"]);
    merchant.staff("marketer").await.get("/v1/users").await.expect_problem(403, "forbidden");
}

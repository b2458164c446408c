use regulars_tests::Program;

#[tokio::test]
async fn a_merchant_lists_and_sees_its_own_terminals() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    merchant.terminal().await;
    let terminal = merchant.terminal().await;
    other.terminal().await;
    let list = merchant.owner.get("/v1/terminals?limit=1").await.expect(200).json();
    let next = list["next"].as_str().unwrap();
    let rest = merchant.owner.get(&format!("/v1/terminals?limit=1&cursor={next}")).await.expect(200).json();
    assert!(rest["next"].is_null());
    assert_ne!(list["items"][0]["id"], rest["items"][0]["id"]);
    let path = format!("/v1/terminals/{}", list["items"][0]["id"].as_str().unwrap());
    assert_eq!(merchant.owner.get(&path).await.expect(200).json(), list["items"][0]);
    merchant.staff("cashier").await.get(&path).await.expect(200);
    other.owner.get(&path).await.expect_problem(404, "not_found");
    terminal.get("/v1/terminals").await.expect_problem(403, "forbidden");
}

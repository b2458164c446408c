use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn the_mailbox_of_a_sandbox_is_where_the_answer_says() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let url = |answer: regulars_tests::Answer| answer.expect(200).json()["url"].as_str().unwrap().to_owned();
    let (own, others) = (
        url(merchant.owner.get("/v1/sandbox/mailbox").await),
        url(other.owner.get("/v1/sandbox/mailbox").await),
    );
    assert_ne!(own, others);
    let path = own.strip_prefix(program.client.base()).unwrap_or_else(|| panic!("{own}"));
    assert!(program.client.get(path).await.expect(200).text.contains("Captured messages"));
    merchant.staff("cashier").await.get("/v1/sandbox/mailbox").await.expect_problem(403, "forbidden");
}

#[tokio::test]
async fn a_live_merchant_has_no_mailbox() {
    let program = Program::start().await;
    let merchant = program.merchant_with(json!({"mode": "live"})).await;
    merchant.owner.get("/v1/sandbox/mailbox").await.expect_problem(404, "not_found");
}

use regulars_tests::{Program, is_postgres};

use crate::purchases::coffee;

#[tokio::test]
async fn read_only_storage_is_not_available_for_writes_and_reads_go_on() {
    if is_postgres() {
        // A server in recovery says so with a code of its own: `postgres.rs` has it say that.
        return;
    }
    let program = Program::start().await;
    let till = program.merchant().await.terminal().await;
    let key = till.bearer().unwrap().to_owned();
    till.post("/v1/purchases", &coffee("1")).await.expect(201);
    let database = program.stop();
    let program = Program::start_with(database, |settings| settings.database_url.push_str("?mode=ro")).await;
    let problem = program.client.get("/readyz").await.expect_problem(503, "unavailable");
    assert_eq!(problem["reason"], "read_only");
    let till = program.client.with_bearer(&key);
    let refused = till.post("/v1/purchases", &coffee("2")).await;
    assert!(refused.header("retry-after").is_some());
    refused.expect_problem(503, "unavailable");
    assert_eq!(till.get("/v1/purchases").await.expect(200).json()["items"].as_array().unwrap().len(), 1);
}

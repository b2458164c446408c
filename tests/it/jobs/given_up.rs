//! What waits for a job that is not tried again says so.

use regulars_tests::{Merchant, Program};
use serde_json::{Value, json};

use crate::customers::add;

/// Runs the job of that kind for the last time, while a table that it needs is not there.
async fn fail_for_good(program: &Program, kind: &str, table: &str) {
    program.run_sql(&format!("ALTER TABLE {table} RENAME TO out_of_reach")).await;
    program.run_sql(&format!("UPDATE jobs SET attempts = 11 WHERE kind = '{kind}'")).await;
    program.work().await;
    program.run_sql(&format!("ALTER TABLE out_of_reach RENAME TO {table}")).await;
}

async fn state_of(merchant: &Merchant, path: &str) -> Value {
    let body = merchant.owner.get(path).await.expect(200).json();
    // An erasure of many calls it its status, as jobs do.
    if body["state"].is_null() { body["status"].clone() } else { body["state"].clone() }
}

/// What was asked for, and its path.
async fn asked(merchant: &Merchant, path: &str, body: Value) -> String {
    let id = merchant.owner.post(path, &body).await.expect(202).json()["id"].as_str().unwrap().to_owned();
    let path = if path.ends_with("/customers/exports") { "/v1/exports" } else { path };
    format!("{path}/{id}")
}

#[tokio::test]
async fn an_export_whose_job_fails_for_good_has_failed() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add(&merchant.owner, json!({})).await;
    let export = asked(&merchant, "/v1/customers/exports", json!({"format": "csv"})).await;
    assert_eq!(state_of(&merchant, &export).await, "writing");
    fail_for_good(&program, "write_export", "export_parts").await;
    assert_eq!(state_of(&merchant, &export).await, "failed");
    program.work().await;
    assert_eq!(state_of(&merchant, &export).await, "failed");
}

#[tokio::test]
async fn a_bulk_edit_whose_job_fails_for_good_ends_and_can_be_undone() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = add(&merchant.owner, json!({})).await;
    let body = json!({"ids": [customer["id"]], "changes": {"set": {"address.city": "Niš"}}});
    let edit = asked(&merchant, "/v1/customers/bulk-edits", body).await;
    fail_for_good(&program, "customer_bulk_edit", "audit_events").await;
    assert_eq!(state_of(&merchant, &edit).await, "cancelled");
    merchant.owner.post(&format!("{edit}/undo"), &json!({})).await.expect(202);
    program.work().await;
    assert_eq!(state_of(&merchant, &edit).await, "undone");
}

#[tokio::test]
async fn an_erasure_of_many_whose_job_fails_for_good_ends_and_nobody_is_half_erased() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = add(&merchant.owner, json!({})).await;
    let body = json!({"ids": [customer["id"]], "reason": "no_longer_needed"});
    let deletion = asked(&merchant, "/v1/customers/deletions", body).await;
    fail_for_good(&program, "customer_deletion", "erased_customers").await;
    assert_eq!(state_of(&merchant, &deletion).await, "cancelled");
    let path = crate::customers::path_of(&customer);
    assert_eq!(merchant.owner.get(&path).await.expect(200).json(), customer);
}

#[tokio::test]
async fn a_data_export_whose_job_fails_for_good_has_failed_and_stands_in_no_other_s_way() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = add(&merchant.owner, json!({})).await;
    let exports = format!("{}/data-exports", crate::customers::path_of(&customer));
    for _ in 0..6 {
        let export = asked(&merchant, &exports, json!({})).await;
        fail_for_good(&program, "data_export", "data_export_parts").await;
        assert_eq!(state_of(&merchant, &export).await, "failed");
    }
}

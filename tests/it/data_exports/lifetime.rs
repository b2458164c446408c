//! How long an export is there, and what ends it before.

use chrono::Duration;
use regulars_tests::{Contents, Program, is_postgres};
use serde_json::{Value, json};

use super::{path_of, ready};
use crate::erasure::search::{bytes_with, rows_with};

const PARTS: &str = "SELECT CAST(count(*) AS TEXT) FROM data_export_parts";

#[tokio::test]
async fn its_files_are_sealed_and_gone_after_seven_days() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    let export = ready(&program, &merchant.owner, &customer).await;
    let contents = Contents::of(&program.database).await;
    assert_eq!(contents.column(PARTS).await, ["2"]);
    let values = ["\"customer_id\":", "Vaši podaci", "<h1>"];
    let left = rows_with(&program.database, &values, &["idempotency_keys"]).await;
    assert!(left.is_empty(), "{left:?}");

    program.clock.advance(DAYS - Duration::seconds(1));
    let owner = program.sign_in(&merchant.owner_email).await;
    owner.get(export["json"].as_str().unwrap()).await.expect(200);
    program.clock.advance(Duration::seconds(1));
    owner.get(export["json"].as_str().unwrap()).await.expect_problem(409, "conflict");
    let shown = owner.get(&path_of(&export)).await.expect(200).json();
    assert_eq!(
        (&shown["status"], &shown["json"], &shown["html"]),
        (&json!("expired"), &Value::Null, &Value::Null)
    );
    program.work().await;
    assert_eq!(contents.column(PARTS).await, ["0"]);
    // That there was one stays on record.
    let list = owner.get(&format!("{customer}/data-exports")).await.expect(200).json();
    assert_eq!(list["items"][0], owner.get(&path_of(&export)).await.expect(200).json());
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
}

const DAYS: Duration = Duration::days(7);

#[tokio::test]
async fn it_goes_with_its_customer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = crate::erasure::customer(&merchant, "vera.trn@example.com").await;
    let export = ready(&program, owner, &customer).await;
    owner.get(export["json"].as_str().unwrap()).await.expect(200);
    owner.delete(&customer).await.expect(204);
    owner.get(export["json"].as_str().unwrap()).await.expect_problem(404, "not_found");
    owner.get(&path_of(&export)).await.expect_problem(404, "not_found");
    owner.get(&format!("{customer}/data-exports")).await.expect_problem(404, "not_found");
    owner.post(&format!("{customer}/data-exports"), &json!({})).await.expect_problem(404, "not_found");
    assert_eq!(Contents::of(&program.database).await.column(PARTS).await, ["0"]);
    let values = ["vera.trn@example.com", "Gost"];
    let left = rows_with(&program.database, &values, &[]).await;
    assert!(left.is_empty(), "{left:?}");
    if !is_postgres() {
        assert_eq!(bytes_with(&program.database, &values), Vec::<String>::new());
    }
    // The job that would have thrown it away finds nothing.
    program.clock.advance(Duration::days(8));
    program.work().await;
}

#[tokio::test]
async fn one_that_is_being_made_when_its_customer_is_erased_is_not_made() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    let asked = merchant.owner.post(&format!("{customer}/data-exports"), &json!({})).await.expect(202);
    merchant.owner.delete(&customer).await.expect(204);
    program.work().await;
    let job = merchant.owner.get(asked.header("location").unwrap()).await.expect(200).json();
    assert_eq!(job["status"], "done");
    assert_eq!(Contents::of(&program.database).await.column(PARTS).await, ["0"]);
}

#[tokio::test]
async fn a_run_begins_anew_where_another_was_cut_off() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    let asked = owner.post(&format!("{customer}/data-exports"), &json!({})).await.expect(202).json();
    // What a run has left that died after its first part.
    program.run_sql("UPDATE data_exports SET run = 1, sections_done = 3").await;
    let blob = if is_postgres() { "'\\x00'::bytea" } else { "x'00'" };
    program
        .run_sql(&format!(
            "INSERT INTO data_export_parts (merchant_id, export_id, run, form, number, sealed)
             SELECT merchant_id, id, 1, 'json', 0, {blob} FROM data_exports"
        ))
        .await;
    program.work().await;
    let export = owner.get(&path_of(&asked)).await.expect(200).json();
    assert_eq!(super::told(owner, &export).await["profile"]["email"], "vera@example.com");
    let runs = Contents::of(&program.database).await;
    assert_eq!(runs.column("SELECT CAST(run AS TEXT) FROM data_export_parts").await, ["2", "2"]);
}

#[tokio::test]
async fn a_customer_has_five_at_a_time_and_a_repetition_makes_no_other() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    let path = format!("{customer}/data-exports");
    let keyed = owner.with_header("Idempotency-Key", "once");
    let first = keyed.post(&path, &json!({})).await.expect(202).json();
    assert_eq!(keyed.post(&path, &json!({})).await.expect(202).json(), first);
    for _ in 0..4 {
        program.clock.advance(Duration::seconds(1));
        owner.post(&path, &json!({})).await.expect(202);
    }
    owner.post(&path, &json!({})).await.expect_problem(409, "conflict");
    let other = crate::erasure::customer(&merchant, "luka@example.com").await;
    owner.post(&format!("{other}/data-exports"), &json!({})).await.expect(202);
    // By pages, the newest first.
    let listed = crate::timeline::all(owner, &path, 2).await;
    assert_eq!((listed.len(), &listed[4]["id"]), (5, &first["id"]));
    program.clock.advance(Duration::days(8));
    let owner = program.sign_in(&merchant.owner_email).await;
    owner.post(&path, &json!({})).await.expect(202);
}

#[tokio::test]
async fn what_does_not_fit_is_refused() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    owner
        .post(&format!("{customer}/data-exports"), &json!({"format": "pdf"}))
        .await
        .expect_invalid("/format");
    let export = ready(&program, owner, &customer).await;
    owner.get(&format!("{}/file?format=pdf", path_of(&export))).await.expect(422);
    // Another customer's path leads to no export of this one, and another merchant's credential to none at all.
    let second = crate::erasure::customer(&merchant, "luka@example.com").await;
    let there = format!("{second}/data-exports/{}", export["id"].as_str().unwrap());
    owner.get(&there).await.expect_problem(404, "not_found");
    owner.get(&format!("{there}/file")).await.expect_problem(404, "not_found");
    other.owner.get(&path_of(&export)).await.expect_problem(404, "not_found");
    other.owner.get(export["html"].as_str().unwrap()).await.expect_problem(404, "not_found");
    program.client.get(export["json"].as_str().unwrap()).await.expect(401);
}

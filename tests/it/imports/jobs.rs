use regulars_tests::Program;
use serde_json::json;

use super::{check, customers, path_of, rows, upload};

#[tokio::test]
async fn the_job_of_an_import_is_shown() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (content_type, body) = super::form("a.csv", b"email\nana@example.com\n", None);
    let path = "/v1/customers/imports";
    let sent =
        merchant.owner.send(regulars_tests::Method::POST, path, Some(&content_type), body).await.expect(202);
    let job = merchant.owner.get(sent.header("location").unwrap()).await.expect(200).json();
    assert_eq!((&job["kind"], &job["status"]), (&json!("customer_import"), &json!("queued")));
    assert_eq!((&job["import_id"], &job["id"]), (&sent.json()["id"], &sent.json()["job_id"]));
    program.work().await;
    let job = merchant.owner.get(sent.header("location").unwrap()).await.expect(200).json();
    assert_eq!(job["status"], "done");
}

#[tokio::test]
async fn a_worker_that_dies_leaves_nothing_twice_and_nothing_out() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let people: String = (0..300).map(|number| format!("K-{number},Ana {number}\n")).collect();
    let text = format!("external_id,first_name\n{people}");
    let import = upload(&merchant.owner, "a.csv", text.as_bytes()).await;
    // As a worker leaves it that dies after some rows were kept, looked at or written.
    program.work().await;
    program
        .run_sql("UPDATE customer_imports SET state = 'checking', at_row = 101, counts = '{\"create\": 100}'")
        .await;
    program.run_sql("UPDATE customer_import_rows SET disposition = NULL WHERE number > 101").await;
    program.run_sql("DELETE FROM customer_import_keys WHERE number > 101").await;
    program.run_sql("UPDATE jobs SET state = 'queued' WHERE kind = 'customer_import'").await;
    program.work().await;
    let checked = merchant.owner.get(&path_of(&import)).await.expect(200).json();
    assert_eq!((&checked["state"], &checked["counts"]["create"]), (&json!("checked"), &json!(300)));
    super::commit(&program, &merchant.owner, &checked).await;
    assert_eq!(rows(&merchant.owner, &checked).await.len(), 300);
    let found = merchant.owner.get("/v1/customers?total=exact").await.expect(200).json();
    assert_eq!(found["total"], 300);
}

#[tokio::test]
async fn nothing_of_a_committed_file_is_kept_but_what_was_left_out() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let text = "first_name,email\nZvezdana,zvezdana@example.com\nWrong,nobody\n";
    let checked = check(&program, &merchant.owner, text).await;
    super::commit(&program, &merchant.owner, &checked).await;
    assert_eq!(customers(&merchant.owner).await.len(), 1);
    let contents = regulars_tests::Contents::of(&program.database).await.snapshot().await;
    for table in ["customer_imports", "customer_import_rows", "customer_import_keys", "customer_import_parts"]
    {
        let rows = format!("{:?}", contents[table]).to_lowercase();
        assert!(!rows.contains("zvezdana"), "{table}: {rows}");
    }
}

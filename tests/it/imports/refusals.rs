use regulars_tests::{Method, Program, TestDatabase};
use serde_json::json;

use super::{check, commit, form, path_of, upload};

#[tokio::test]
async fn an_import_belongs_to_its_merchant() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let import = check(&program, &merchant.owner, "email\nana@example.com\n").await;
    let path = path_of(&import);
    for path in [path.clone(), format!("{path}/rows"), format!("{path}/errors")] {
        other.owner.get(&path).await.expect_problem(404, "not_found");
    }
    other
        .owner
        .patch(&path, &json!({"possible_duplicates": "create"}))
        .await
        .expect_problem(404, "not_found");
    other.owner.post(&format!("{path}/commit"), &json!({})).await.expect_problem(404, "not_found");
    assert_eq!(other.owner.get("/v1/customers/imports").await.expect(200).json()["items"], json!([]));
    let items = merchant.owner.get("/v1/customers/imports").await.expect(200).json();
    assert_eq!(items["items"], json!([import]));
}

#[tokio::test]
async fn an_import_is_committed_once_and_when_it_is_checked() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let import = upload(&merchant.owner, "a.csv", b"email\nana@example.com\n").await;
    let path = format!("{}/commit", path_of(&import));
    merchant.owner.post(&path, &json!({})).await.expect_problem(409, "conflict");
    program.work().await;
    commit(&program, &merchant.owner, &import).await;
    merchant.owner.post(&path, &json!({})).await.expect_problem(409, "conflict");
    let change = json!({"possible_duplicates": "create"});
    merchant.owner.patch(&path_of(&import), &change).await.expect_problem(409, "conflict");
}

#[tokio::test]
async fn a_form_without_a_file_or_with_something_else_is_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let send = async |content_type: &str, body: Vec<u8>| {
        merchant.owner.send(Method::POST, "/v1/customers/imports", Some(content_type), body).await
    };
    send("application/json", b"{}".to_vec()).await.expect_problem(415, "unsupported_media_type");
    send("multipart/form-data; boundary=x", b"--x--\r\n".to_vec()).await.expect_invalid("/file");
    let (content_type, empty) = form("a.csv", b"", None);
    send(&content_type, empty).await.expect_invalid("/file");
    let (content_type, body) = form("a.csv", b"email\na@b.rs\n", Some(&json!({"colour": "red"})));
    send(&content_type, body).await.expect_invalid("/colour");
    let (_, body) = form("a.csv", b"email\na@b.rs\n", None);
    send("multipart/form-data", body).await.expect_problem(400, "malformed_body");
}

#[tokio::test]
async fn a_file_over_the_limit_is_refused() {
    let database = TestDatabase::create().await;
    let program = Program::start_with(database, |settings| settings.import_limit = 300_000).await;
    let merchant = program.merchant().await;
    let (content_type, body) = form("a.csv", &[b'a'; 300_001], None);
    let sent = merchant.owner.send(Method::POST, "/v1/customers/imports", Some(&content_type), body).await;
    sent.expect_problem(413, "body_too_large");
    let items = merchant.owner.get("/v1/customers/imports").await.expect(200).json();
    assert_eq!(items["items"], json!([]), "what did not arrive is not shown");
}

#[tokio::test]
async fn the_same_upload_under_one_key_is_one_import() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let client = merchant.owner.with_header("Idempotency-Key", "import-1");
    let first = upload(&client, "a.csv", b"email\nana@example.com\n").await;
    let second = upload(&client, "a.csv", b"email\nana@example.com\n").await;
    assert_eq!(first["id"], second["id"]);
    let (content_type, other) = form("a.csv", b"email\neva@example.com\n", None);
    let sent = client.send(Method::POST, "/v1/customers/imports", Some(&content_type), other).await;
    sent.expect_problem(422, "idempotency_mismatch");
}

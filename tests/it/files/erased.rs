use regulars_tests::{Contents, Program, is_postgres};
use serde_json::json;

use super::attach;
use crate::erasure::search::{bytes_with, rows_with};

const FILES: &str = "SELECT CAST(count(*) AS TEXT) FROM customer_files";

#[tokio::test]
async fn content_is_sealed_and_gone_with_the_customer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    let other = crate::erasure::customer(&merchant, "luka@example.com").await;
    let keyed = owner.with_header("Idempotency-Key", "once");
    let path = attach(&keyed, &customer, "trnoruzica.txt", b"karanfil je plav").await;
    let left = attach(owner, &other, "b.txt", b"ostaje").await;
    let sealed = rows_with(&program.database, &["karanfil je plav"], &[]).await;
    assert!(sealed.is_empty(), "{sealed:?}");
    let named = rows_with(&program.database, &["trnoruzica"], &[]).await;
    assert!(named.iter().any(|row| row.starts_with("customer_files")), "{named:?}");
    owner.delete(&customer).await.expect(204);
    owner.get(&format!("{path}/content")).await.expect_problem(404, "not_found");
    let values = ["trnoruzica", "karanfil je plav"];
    let found = rows_with(&program.database, &values, &[]).await;
    assert!(found.is_empty(), "{found:?}");
    if !is_postgres() {
        assert_eq!(bytes_with(&program.database, &values), Vec::<String>::new());
    }
    assert_eq!(owner.get(&format!("{left}/content")).await.expect(200).bytes, b"ostaje");
    assert_eq!(Contents::of(&program.database).await.column(FILES).await, ["1"]);
}

#[tokio::test]
async fn it_is_in_the_export_of_the_customer_s_data_with_its_content() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    for (name, bytes) in [("a.txt", &b"abc"[..]), ("b.pdf", b"%PDF-1.7"), ("c.csv", b"a;b")] {
        program.clock.advance(chrono::Duration::seconds(1));
        attach(owner, &customer, name, bytes).await;
    }
    let export = crate::data_exports::ready(&program, owner, &customer).await;
    let files = crate::data_exports::told(owner, &export).await["files"].clone();
    let told: Vec<_> =
        files.as_array().unwrap().iter().map(|file| (&file["name"], &file["content"])).collect();
    assert_eq!(
        told,
        [
            (&json!("c.csv"), &json!("YTti")),
            (&json!("b.pdf"), &json!("JVBERi0xLjc=")),
            (&json!("a.txt"), &json!("YWJj"))
        ]
    );
    // The page names them, and does not carry them.
    let page = crate::data_exports::page(owner, &export).await;
    assert!(page.contains("b.pdf") && !page.contains("JVBERi0xLjc"), "{page}");
}

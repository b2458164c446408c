use regulars_tests::{Contents, Program};
use serde_json::json;

use super::{path_of, upload};

#[tokio::test]
async fn what_is_no_table_says_why() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let wide = format!("{}\n{}\n", "a,".repeat(201), "1,".repeat(201));
    for (bytes, code) in [
        (&b"email\n"[..], "empty"),
        (b"PK\x03\x04 and nothing more", "unreadable"),
        (b"a;b\n1;\x00\x01;3\n", "wrong_encoding"),
        (wide.as_bytes(), "too_many_columns"),
    ] {
        let import = upload(&merchant.owner, "a.csv", bytes).await;
        program.work().await;
        let import = merchant.owner.get(&path_of(&import)).await.expect(200).json();
        assert_eq!(
            (&import["state"], &import["problem"]["code"]),
            (&json!("failed"), &json!(code)),
            "{import}"
        );
        merchant
            .owner
            .post(&format!("{}/commit", path_of(&import)), &json!({}))
            .await
            .expect_problem(409, "conflict");
    }
}

#[tokio::test]
async fn of_a_file_that_turns_out_to_be_no_table_no_row_is_kept() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let people: String = (0..700).map(|number| format!("Ana{number},ana{number}@example.com\n")).collect();
    let wide = format!("first_name,email\n{people}{}\n", "1,".repeat(201));
    let import = upload(&merchant.owner, "a.csv", wide.as_bytes()).await;
    program.work().await;
    let import = merchant.owner.get(&path_of(&import)).await.expect(200).json();
    assert_eq!(import["problem"]["code"], "too_many_columns");
    let contents = Contents::of(&program.database).await.snapshot().await;
    assert_eq!(contents["customer_import_rows"], Vec::<String>::new());
    assert_eq!(contents["customer_import_parts"], Vec::<String>::new());
}

#[tokio::test]
async fn every_kind_of_file_is_taken() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (bytes, kind) in [
        (&include_bytes!("../../corpus/tables/people.xlsx")[..], "xlsx"),
        (include_bytes!("../../corpus/tables/people.xls"), "xls"),
        (include_bytes!("../../corpus/tables/people.ods"), "ods"),
        (include_bytes!("../../corpus/tables/people-utf-16.csv"), "csv"),
    ] {
        let import = upload(&merchant.owner, "kupci", bytes).await;
        program.work().await;
        let import = merchant.owner.get(&path_of(&import)).await.expect(200).json();
        assert_eq!((&import["kind"], &import["counts"]["create"]), (&json!(kind), &json!(2)), "{import}");
    }
}

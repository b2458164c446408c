use regulars_tests::Program;
use serde_json::{Value, json};

use super::{check, commit, customers, fates, path_of, rows, upload};

const WRONG: &str = "Ime;E-mail;Telefon;Datum rođenja;Pol;Oznake\n\
    Ana;ana(at)example.com;;;;\n\
    Eva;;12;;;\n\
    Ida;;;31.02.1990;;\n\
    Iva;;;17.05.2099;;\n\
    Mia;;;;plavo;\n\
    Una;;;;;Nema\n\
    ;;;;ženski;\n\
    Đina;d@example.com;;;;\n";

#[tokio::test]
async fn every_error_names_column_value_and_reason() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let checked = check(&program, &merchant.owner, WRONG).await;
    assert_eq!((&checked["counts"]["error"], &checked["counts"]["create"]), (&json!(7), &json!(1)));
    let errors: Vec<Value> = rows(&merchant.owner, &checked).await.into_iter().take(7).collect();
    let told: Vec<_> = errors
        .iter()
        .map(|row| {
            let remark = &row["remarks"][0];
            (row["row"].clone(), remark["heading"].clone(), remark["code"].clone(), remark["value"].clone())
        })
        .collect();
    let expected = [
        (2, json!("E-mail"), "invalid", json!("ana(at)example.com")),
        (3, json!("Telefon"), "invalid", json!("12")),
        (4, json!("Datum rođenja"), "invalid", json!("31.02.1990")),
        (5, json!("Datum rođenja"), "invalid", json!("2099-05-17")),
        (6, json!("Pol"), "invalid", json!("plavo")),
        (7, json!("Oznake"), "unknown_tag", json!("Nema")),
        (8, json!(null), "required", json!(null)),
    ]
    .map(|(row, heading, code, value)| (json!(row), heading, json!(code), value));
    assert_eq!(told, expected);
    let only = format!("{}/rows?disposition=error&limit=3", path_of(&checked));
    let page = merchant.owner.get(&only).await.expect(200).json();
    assert_eq!(page["items"].as_array().unwrap().len(), 3);
    assert!(page["next"].is_string());
    commit(&program, &merchant.owner, &checked).await;
    assert_eq!(customers(&merchant.owner).await.len(), 1, "a row in error changes nothing");
}

#[tokio::test]
async fn the_rows_that_were_left_out_come_back_as_they_came_and_can_be_sent_again() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let bytes = include_bytes!("../../corpus/tables/people-windows-1250.csv");
    let import = upload(&merchant.owner, "kupci.csv", bytes).await;
    program.work().await;
    let column = json!([{"index": 6, "field": "gender"}]);
    merchant.owner.patch(&path_of(&import), &json!({"columns": column})).await.expect(200);
    program.work().await;
    commit(&program, &merchant.owner, &import).await;
    let file = merchant.owner.get(&format!("{}/errors", path_of(&import))).await.expect(200);
    assert_eq!(file.header("content-type"), Some("text/csv"));
    assert!(
        file.bytes.starts_with(b"\x8aifra kupca;Ime;"),
        "it is Windows-1250 with semicolons: {}",
        file.text
    );
    let again = upload(&merchant.owner, "errors.csv", &file.bytes).await;
    program.work().await;
    let again = merchant.owner.get(&path_of(&again)).await.expect(200).json();
    assert_eq!((&again["counts"]["create"], &again["counts"]["error"]), (&json!(2), &json!(0)), "{again}");
    assert_eq!(again["columns"][8]["problem"], "unknown_heading");
}

#[tokio::test]
async fn attributes_are_held_to_their_definitions() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for definition in [
        json!({"key": "shoe", "name": "Broj cipela", "type": "integer", "max": 50}),
        json!({"key": "since", "name": "Od", "type": "date"}),
        json!({"key": "rate", "name": "Popust", "type": "decimal", "decimals": 2}),
        json!({"key": "vip", "name": "VIP", "type": "boolean"}),
    ] {
        merchant.owner.post("/v1/attributes", &definition).await.expect(201);
    }
    let text = "first_name;attributes.shoe;attributes.since;attributes.rate;attributes.vip;attributes.size\n\
        Ana;42;17.05.2020;12,5;da;\nEva;51;;;;\nMila;;;;;XL\n";
    let checked = check(&program, &merchant.owner, text).await;
    assert_eq!(fates(&merchant.owner, &checked).await, ["create", "error", "error"]);
    let told = rows(&merchant.owner, &checked).await;
    assert!(told[1]["remarks"][0]["detail"].as_str().unwrap().contains("50"), "{}", told[1]);
    assert!(told[2]["remarks"][0]["detail"].as_str().unwrap().contains("define it first"), "{}", told[2]);
    commit(&program, &merchant.owner, &checked).await;
    let ana = customers(&merchant.owner).await[0].clone();
    assert_eq!(ana["attributes"], json!({"rate": "12.5", "shoe": 42, "since": "2020-05-17", "vip": true}));
    // The same file again finds nothing to change.
    let again = check(&program, &merchant.owner, text).await;
    assert_eq!(again["counts"]["error"], 2, "{again}");
}

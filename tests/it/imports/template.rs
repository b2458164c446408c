use regulars_tests::Program;
use serde_json::json;

use super::{commit, customers, path_of, upload};

#[tokio::test]
async fn a_template_is_filled_in_and_sent_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let template = merchant.owner.get("/v1/customers/imports/template").await.expect(200);
    let import = upload(&merchant.owner, "customers.xlsx", &template.bytes).await;
    program.work().await;
    let checked = merchant.owner.get(&path_of(&import)).await.expect(200).json();
    assert_eq!((&checked["kind"], &checked["counts"]["create"]), (&json!("xlsx"), &json!(1)), "{checked}");
    assert_eq!(checked["columns"][3]["heading"], "Ime", "the merchant writes Serbian");
    for column in checked["columns"].as_array().unwrap() {
        assert_eq!(column["problem"], json!(null), "{column}");
    }
    commit(&program, &merchant.owner, &checked).await;
    let customer = customers(&merchant.owner).await.remove(0);
    assert_eq!(
        (&customer["phone"], &customer["birth_date"]),
        (&json!("+381641234567"), &json!("1990-05-17"))
    );
}

#[tokio::test]
async fn a_template_has_columns_of_custom_attributes_with_lists_of_their_options() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let many: Vec<String> = (0..100).map(|number| format!("Option {number}")).collect();
    for definition in [
        json!({"key": "size", "name": "Size", "type": "enum", "options": ["S", "M"]}),
        json!({"key": "shop", "name": "Shop", "type": "enum_set", "options": many}),
        json!({"key": "note", "name": "Note", "type": "text"}),
    ] {
        merchant.owner.post("/v1/attributes", &definition).await.expect(201);
    }
    let template = merchant.owner.get("/v1/customers/imports/template").await.expect(200);
    let import = upload(&merchant.owner, "customers.xlsx", &template.bytes).await;
    program.work().await;
    let checked = merchant.owner.get(&path_of(&import)).await.expect(200).json();
    let columns = checked["columns"].as_array().unwrap();
    let fields: Vec<&str> =
        columns.iter().rev().take(3).map(|column| column["field"].as_str().unwrap()).collect();
    assert!(fields.iter().all(|field| field.starts_with("attributes.")), "{fields:?}");
    assert_eq!(
        (&checked["counts"]["create"], &checked["counts"]["error"]),
        (&json!(1), &json!(0)),
        "{checked}"
    );
}

use regulars_tests::{Method, Program};
use serde_json::{Value, json};

use super::{check, form, path_of};

const PATH: &str = "/v1/customers/imports/mappings";

fn till() -> Value {
    json!({"name": "Stara kasa", "columns": [
        {"heading": "Šifra", "field": "external_id"},
        {"heading": "Pošta", "field": "email", "policy": "fill_empty"},
        {"heading": "Ime", "field": null}
    ]})
}

fn fields(import: &Value) -> Vec<Value> {
    let columns = import["columns"].as_array().unwrap().iter();
    columns.map(|column| json!([column["field"], column["policy"], column["problem"]])).collect()
}

#[tokio::test]
async fn a_stored_mapping_says_what_columns_are_about() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let made = merchant.owner.post(PATH, &till()).await.expect(201);
    let mapping = made.json();
    let shown = merchant.owner.get(made.header("location").unwrap()).await.expect(200);
    assert_eq!(shown.json(), mapping);
    let text = "sifra;POSTA;E-mail;Ime;Prezime\n7;a@example.com;;Ana;Jović\n";
    let options = json!({
        "data_consent": {"source": "form"}, "mapping_id": mapping["id"]
    });
    let (content_type, body) = form("a.csv", text.as_bytes(), Some(&options));
    let sent = merchant
        .owner
        .send(Method::POST, "/v1/customers/imports", Some(&content_type), body)
        .await
        .expect(202);
    program.work().await;
    let import = merchant.owner.get(&path_of(&sent.json())).await.expect(200).json();
    let expected = [
        json!(["external_id", "overwrite", null]),
        json!(["email", "fill_empty", null]),
        json!([null, "overwrite", "repeated_field"]),
        json!([null, "fill_empty", null]),
        json!(["last_name", "overwrite", null]),
    ];
    let mut seen = fields(&import);
    seen[3][1] = json!("fill_empty");
    assert_eq!((seen, &import["mapping_id"]), (expected.to_vec(), &mapping["id"]));
    // And so does one that is named later.
    let later = check(&program, &merchant.owner, text).await;
    assert_eq!(later["mapping_id"], json!(null));
    let named = json!({"mapping_id": mapping["id"], "columns": [{"index": 3, "field": "first_name"}]});
    merchant.owner.patch(&path_of(&later), &named).await.expect(200);
    program.work().await;
    let later = merchant.owner.get(&path_of(&later)).await.expect(200).json();
    assert_eq!(fields(&later)[3], json!(["first_name", "overwrite", null]));
    assert_eq!(fields(&later)[1], json!(["email", "fill_empty", null]));
    assert_eq!(later["counts"]["create"], 1);
}

#[tokio::test]
async fn a_mapping_names_each_heading_and_field_once_and_can_go() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (columns, pointer) in [
        (
            json!([{"heading": "Pošta", "field": "email"}, {"heading": "POSTA", "field": "phone"}]),
            "/columns/1/heading",
        ),
        (
            json!([{"heading": "Pošta", "field": "email"}, {"heading": "Mail", "field": "email"}]),
            "/columns/1/field",
        ),
        (json!([{"heading": "Pošta", "field": "colour"}]), "/columns/0/field"),
        (json!([{"heading": " ", "field": null}]), "/columns/0/heading"),
    ] {
        merchant.owner.post(PATH, &json!({"name": "Kasa", "columns": columns})).await.expect_invalid(pointer);
    }
    let made = merchant.owner.post(PATH, &till()).await.expect(201);
    let path = made.header("location").unwrap().to_owned();
    let listed = merchant.owner.get(PATH).await.expect(200).json();
    assert_eq!(listed["items"], json!([made.json()]));
    // It is the merchant's own.
    let other = program.merchant().await.owner;
    other.get(&path).await.expect_problem(404, "not_found");
    other.delete(&path).await.expect_problem(404, "not_found");
    let options = json!({"mapping_id": made.json()["id"]});
    let (content_type, body) = form("a.csv", b"email\na@example.com\n", Some(&options));
    let sent = other.send(Method::POST, "/v1/customers/imports", Some(&content_type), body).await;
    sent.expect_problem(404, "not_found");
    merchant.owner.delete(&path).await.expect(204);
    merchant.owner.get(&path).await.expect_problem(404, "not_found");
    let checked = check(&program, &merchant.owner, "email\na@example.com\n").await;
    let gone = json!({"mapping_id": made.json()["id"]});
    merchant.owner.patch(&path_of(&checked), &gone).await.expect_problem(404, "not_found");
}

use regulars_tests::Program;
use serde_json::json;

use super::{check, fates, path_of, rows};

#[tokio::test]
async fn columns_are_about_what_the_merchant_says() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let colour = json!({"key": "colour", "name": "Boja", "type": "text"});
    merchant.owner.post("/v1/attributes", &colour).await.expect(201);
    let text = "Ime,Mail 1,Mail 2,Boja,Boja\nAna,wrong,ana@example.com,red,blue\n";
    let checked = check(&program, &merchant.owner, text).await;
    let problems: Vec<_> =
        checked["columns"].as_array().unwrap().iter().map(|column| column["problem"].clone()).collect();
    assert_eq!(
        json!(problems),
        json!([null, "unknown_heading", "unknown_heading", "repeated_heading", "repeated_heading"])
    );
    assert_eq!(checked["columns"][2]["samples"], json!(["ana@example.com"]));
    let path = path_of(&checked);
    let columns = json!([{"index": 2, "field": "email"}, {"index": 4, "field": "attributes.colour"}]);
    let changed = merchant.owner.patch(&path, &json!({"columns": columns})).await.expect(200).json();
    assert_eq!(changed["state"], "checking");
    program.work().await;
    assert_eq!(fates(&merchant.owner, &checked).await, ["create"]);
    let columns = json!([{"index": 1, "field": "email"}]);
    let refused = merchant.owner.patch(&path, &json!({"columns": columns})).await;
    refused.expect_invalid("/columns/0/field");
    let columns = json!([{"index": 99, "field": "email"}]);
    merchant.owner.patch(&path, &json!({"columns": columns})).await.expect_invalid("/columns/0/index");
    let columns = json!([{"index": 1, "field": "colour of the eyes"}]);
    merchant.owner.patch(&path, &json!({"columns": columns})).await.expect_invalid("/columns/0/field");
}

#[tokio::test]
async fn dates_are_read_as_the_column_or_the_merchant_says() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let text = "first_name,birth_date\nAna,05/17/1990\nEva,03/04/1990\n";
    let checked = check(&program, &merchant.owner, text).await;
    assert_eq!(checked["columns"][1]["date_order"], "month_first");
    merchant.owner.patch(&path_of(&checked), &json!({"date_order": "day_first"})).await.expect(200);
    program.work().await;
    assert_eq!(fates(&merchant.owner, &checked).await, ["error", "create"]);
    let row = rows(&merchant.owner, &checked).await.remove(0);
    assert_eq!(row["remarks"][0]["value"], "05/17/1990");
}

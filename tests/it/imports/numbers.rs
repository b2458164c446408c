//! Keys and phone numbers that a sheet or a program has taken for numbers to calculate with.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{commit, customers, fates, path_of, rows, upload};

/// What the customers have in the fields of these names, by their numbers.
fn told(customers: &[Value], field: &str) -> Vec<(Value, Value)> {
    let mut told: Vec<_> =
        customers.iter().map(|one| (one["external_id"].clone(), one[field].clone())).collect();
    told.sort_by_key(|(number, _)| number.to_string());
    told
}

#[tokio::test]
async fn a_phone_that_was_calculated_with_is_read_or_refused_and_never_another_one() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    let import = upload(&owner, "kupci.csv", include_bytes!("../../corpus/odd/calculated.csv")).await;
    program.work().await;
    let expected = ["create", "create", "error", "error", "create", "create", "error"];
    assert_eq!(fates(&owner, &import).await, expected);
    for row in rows(&owner, &import).await.iter().filter(|row| row["disposition"] == "error") {
        let remark = &row["remarks"][0];
        assert_eq!((&remark["heading"], &remark["code"]), (&json!("phone"), &json!("invalid")), "{row}");
    }
    commit(&program, &owner, &import).await;
    let phones =
        [("1", "+381641234567"), ("2", "+381641234568"), ("5", "+381641234569"), ("6", "+381641234570")];
    let phones = phones.map(|(number, phone)| (json!(number), json!(phone)));
    assert_eq!(told(&customers(&owner).await, "phone"), phones);
}

/// Of a number of more than fifteen digits a sheet has changed the last ones: nobody gets it as a key.
#[tokio::test]
async fn a_number_that_a_sheet_has_changed_is_an_error_of_its_row_and_stays_one() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    let file = include_bytes!("../../corpus/odd/long-numbers.xlsx");
    let import = upload(&owner, "kupci.xlsx", file).await;
    program.work().await;
    assert_eq!(fates(&owner, &import).await, ["create", "error", "error", "error", "create"]);
    let told_of: Vec<(Value, Value)> = rows(&owner, &import).await[1..4]
        .iter()
        .map(|row| (row["remarks"][0]["heading"].clone(), row["remarks"][0]["value"].clone()))
        .collect();
    let expected = [
        ("external_id", "12345678901234568"),
        ("phone", "3816412345670000"),
        ("first_name", "1234567890123456"),
    ];
    assert_eq!(told_of, expected.map(|(heading, value)| (json!(heading), json!(value))));
    let detail = rows(&owner, &import).await[1]["remarks"][0]["detail"].clone();
    assert!(detail.as_str().unwrap().contains("format the column as text"), "{detail}");
    commit(&program, &owner, &import).await;
    let known = [("1001", "Ana"), ("12345678901234567", "Eva")];
    let known = known.map(|(number, name)| (json!(number), json!(name)));
    assert_eq!(told(&customers(&owner).await, "first_name"), known);
    // The rows that were left out are sent again as they are.
    let left = owner.get(&format!("{}/errors", path_of(&import))).await.expect(200);
    let again = upload(&owner, "errors.xlsx", &left.bytes).await;
    program.work().await;
    assert_eq!(fates(&owner, &again).await, ["error"; 3]);
}

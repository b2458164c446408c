use regulars_tests::Program;
use serde_json::json;

use super::{check, commit, customers, fates, rows};
use crate::customers::add;

const PEOPLE: &str = "Šifra kupca;Ime;Prezime;E-mail;Telefon;Datum rođenja;Poštanski broj;Mesto;Oznake;Attributes.shoe\n\
    007;Đorđe;Petrović;djordje@example.com;064/123-4567;17.05.1990;01100;Čačak;VIP;42\n\
    K-8;Ana;Jović;ana@example.com;;;;;;\n";

#[tokio::test]
async fn a_file_becomes_customers_as_the_dry_run_said() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    merchant.owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
    let shoe = json!({"key": "shoe", "name": "Broj cipela", "type": "integer"});
    merchant.owner.post("/v1/attributes", &shoe).await.expect(201);
    let text = PEOPLE.replace("Attributes", "attributes");
    let checked = check(&program, &merchant.owner, &text).await;
    assert_eq!(checked["state"], "checked", "{checked}");
    assert_eq!(
        (&checked["kind"], &checked["separator"], &checked["encoding"]),
        (&json!("csv"), &json!(";"), &json!("UTF-8"))
    );
    assert_eq!(checked["counts"]["create"], 2);
    assert!(customers(&merchant.owner).await.is_empty(), "a dry run keeps nothing");
    let committed = commit(&program, &merchant.owner, &checked).await;
    assert_eq!((&committed["state"], &committed["counts"]), (&json!("committed"), &checked["counts"]));
    let path = "/v1/customers?q=djordje@example.com";
    let found = merchant.owner.get(path).await.expect(200).json()["items"][0].clone();
    for (field, value) in [
        ("external_id", json!("007")),
        ("first_name", json!("Đorđe")),
        ("last_name", json!("Petrović")),
        ("phone", json!("+381641234567")),
        ("birth_date", json!("1990-05-17")),
        ("tags", json!(["VIP"])),
        ("attributes", json!({"shoe": 42})),
        ("email_verified", json!(false)),
        ("type", json!("non_member")),
    ] {
        assert_eq!(found[field], value, "{field}");
    }
    assert_eq!(
        (&found["address"]["postcode"], &found["address"]["city"]),
        (&json!("01100"), &json!("Čačak"))
    );
    let me = merchant.owner.get("/v1/me").await.json();
    let trail = format!("/v1/audit-events?customer_id={}", found["id"].as_str().unwrap());
    let trail = merchant.owner.get(&trail).await.expect(200).json();
    assert_eq!(trail["items"][0]["actor"], json!({"kind": "user", "id": me["id"]}), "who asked made it");
    let row = &rows(&merchant.owner, &committed).await[0];
    assert_eq!((&row["row"], &row["customer_id"]), (&json!(2), &found["id"]));
    let consents = format!("/v1/customers/{}/consents", found["id"].as_str().unwrap());
    let consents = merchant.owner.get(&consents).await.expect(200).json();
    assert_eq!(consents["items"].as_array().unwrap().len(), 1, "{consents}");
    assert_eq!(consents["items"][0]["purpose"], "data_processing");
}

#[tokio::test]
async fn the_same_file_a_second_time_changes_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let text = "external_id,first_name,last_name,email\nK-1,Ana,Jović,ana@example.com\nK-2,Eva,Jović,eva@example.com\n";
    let first = check(&program, &merchant.owner, text).await;
    commit(&program, &merchant.owner, &first).await;
    let before = customers(&merchant.owner).await;
    let second = check(&program, &merchant.owner, text).await;
    assert_eq!(fates(&merchant.owner, &second).await, ["unchanged", "unchanged"]);
    commit(&program, &merchant.owner, &second).await;
    assert_eq!(customers(&merchant.owner).await, before);
}

#[tokio::test]
async fn a_customer_is_found_by_number_card_address_or_phone() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add(&merchant.owner, json!({"external_id": "K-1", "first_name": "Ana"})).await;
    add(&merchant.owner, json!({"first_name": "Eva", "email": "eva@example.com"})).await;
    add(&merchant.owner, json!({"first_name": "Ida", "phone": "+381641234567"})).await;
    let member = json!({"first_name": "Uma", "last_name": "Kos"});
    let member = merchant.owner.post("/v1/members", &member).await.expect(201).json();
    let card = member["member"]["cards"][0].as_str().unwrap();
    let text = format!(
        "external_id;card;first_name;email;phone;city\nK-1;;Ana;;;Niš\n;;Eva;EVA@example.com;;Niš\n;;Ida;;064 123 4567;Niš\n;{card};;;;Niš\n"
    );
    let checked = check(&program, &merchant.owner, &text).await;
    assert_eq!(fates(&merchant.owner, &checked).await, ["update"; 4]);
    commit(&program, &merchant.owner, &checked).await;
    let customers = customers(&merchant.owner).await;
    assert_eq!(customers.len(), 4);
    assert!(customers.iter().all(|customer| customer["address"]["city"] == "Niš"), "{customers:?}");
}

#[tokio::test]
async fn a_column_writes_over_or_fills_or_keeps() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add(
        &merchant.owner,
        json!({"external_id": "K-1", "first_name": "Ana", "last_name": "Jović", "company": "Delta"}),
    )
    .await;
    let text = "external_id,first_name,last_name,title,company,email\nK-1,Anna,Petrović,dr,,a@example.com\n";
    let checked = check(&program, &merchant.owner, text).await;
    let columns = json!([
        {"index": 2, "field": "last_name", "policy": "fill_empty"},
        {"index": 3, "field": "title", "policy": "fill_empty"},
        {"index": 5, "field": "email", "policy": "keep"},
    ]);
    merchant.owner.patch(&super::path_of(&checked), &json!({"columns": columns})).await.expect(200);
    program.work().await;
    commit(&program, &merchant.owner, &checked).await;
    let customer = customers(&merchant.owner).await.remove(0);
    for (field, value) in [
        ("first_name", json!("Anna")),
        ("last_name", json!("Jović")),
        ("title", json!("dr")),
        ("company", json!("Delta")),
        ("email", json!(null)),
    ] {
        assert_eq!(customer[field], value, "{field}");
    }
}

#[tokio::test]
async fn many_rows_are_taken_in_over_many_turns() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let people: String = (0..530).map(|number| format!("K-{number},Ana {number}\n")).collect();
    let checked = check(&program, &merchant.owner, &format!("external_id,first_name\n{people}")).await;
    assert_eq!((&checked["rows"], &checked["counts"]["create"]), (&json!(530), &json!(530)));
    let committed = commit(&program, &merchant.owner, &checked).await;
    assert_eq!((&committed["state"], &committed["counts"]["create"]), (&json!("committed"), &json!(530)));
    let found = merchant.owner.get("/v1/customers?total=exact").await.expect(200).json();
    assert_eq!(found["total"], 530);
}

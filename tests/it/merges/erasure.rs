//! Erasing somebody who was merged, or somebody who took others in.

use regulars_tests::{Method, Program, is_postgres};
use serde_json::{Value, json};

use super::{id, merge, undo_of};
use crate::consents::advertising;
use crate::customers::{add, path_of};
use crate::erasure::search::{bytes_with, rows_with};
use crate::pages::links;
use crate::purchases::coffee;

/// What is known of the one who goes away, in no other record.
const VALUES: &[&str] = &[
    "Zvezdanka",
    "Trnoruzic",
    "zvezda.trn@primer.example",
    "+381641239871",
    "TRN-77812",
    "Ulica Zvezdanog Trna",
    "Trnovgrad",
    "plavi-karanfil",
    "stara poruka trna",
];

async fn trn(program: &Program, merchant: &regulars_tests::Merchant) -> Value {
    let owner = &merchant.owner;
    owner.post("/v1/attributes", &json!({"key": "flower", "name": "Cvet", "type": "text"})).await.expect(201);
    let body = json!({"first_name": "Zvezdanka", "last_name": "Trnoruzic", "email": "Zvezda.Trn@primer.example",
        "phone": "+381641239871", "external_id": "TRN-77812", "attributes": {"flower": "plavi-karanfil"},
        "address": {"street": "Ulica Zvezdanog Trna 12", "city": "Trnovgrad"}});
    let customer = add(owner, body).await;
    let path = path_of(&customer);
    let confirm = links::opt_in(program, merchant, &path, "Zvezda.Trn@primer.example").await;
    program.client.send(Method::POST, &confirm, None, Vec::new()).await.expect(200);
    owner.post(&format!("{path}/consents"), &advertising("sms", "granted")).await.expect(201);
    let call = json!({"kind": "note", "text": "stara poruka trna", "occurred_at": "2026-11-20T10:00:00Z"});
    owner.post(&format!("{path}/interactions"), &call).await.expect(201);
    let mut receipt = coffee("T1");
    receipt["identify"] = json!({"customer_id": id(&customer)});
    merchant.terminal().await.post("/v1/purchases", &receipt).await.expect(201);
    customer
}

async fn assert_no_trace(program: &Program) {
    let left = rows_with(&program.database, VALUES, &[]).await;
    assert!(left.is_empty(), "{left:?}");
    if !is_postgres() {
        let left = bytes_with(&program.database, VALUES);
        assert!(left.is_empty(), "{left:?}");
    }
}

#[tokio::test]
async fn erasing_the_survivor_erases_who_went_into_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let gone = trn(&program, &merchant).await;
    let between =
        add(owner, json!({"first_name": "Mira", "email": "mira@example.com", "external_id": "M"})).await;
    let survivor =
        add(owner, json!({"first_name": "Ana", "email": "ana@example.com", "external_id": "A"})).await;
    let keyed = owner.with_header("Idempotency-Key", "merge-them");
    keyed.post("/v1/customers/merges", &super::into(&between, &[&gone])).await.expect(200);
    let last = merge(owner, &survivor, &[&between]).await;
    for old in [&gone, &between] {
        let refused = owner.delete(&path_of(old)).await.expect_problem(410, "merged");
        assert_eq!(refused["merged_into"], survivor["id"], "who is merged is erased with the survivor");
    }
    owner.delete(&path_of(&survivor)).await.expect(204);
    owner.get(&path_of(&gone)).await.expect_problem(404, "not_found");
    assert_no_trace(&program).await;
    let left = rows_with(&program.database, &["mira@example.com", "ana@example.com"], &[]).await;
    assert!(left.is_empty(), "{left:?}");
    // A late receipt under any of the ids is nobody's, and the merge stays.
    let till = merchant.terminal().await;
    for (number, customer) in [("L1", &gone), ("L2", &between), ("L3", &survivor)] {
        let mut receipt = coffee(number);
        receipt["identify"] = json!({"customer_id": id(customer)});
        let recorded = till.post("/v1/purchases", &receipt).await.expect(201).json();
        assert_eq!(recorded["customer_id"], json!(null));
    }
    let refused = owner.post(&undo_of(&last), &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(refused["conflicts"][0]["what"], "erased");
    let verified = owner.get("/v1/customers/merges").await.expect(200).json();
    assert_eq!(verified["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn who_was_merged_and_parted_again_is_erased_alone_and_whole() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let gone = trn(&program, &merchant).await;
    let survivor = add(owner, json!({"first_name": "Ana"})).await;
    let keyed = owner.with_header("Idempotency-Key", "merge-them");
    let merged =
        keyed.post("/v1/customers/merges", &super::into(&survivor, &[&gone])).await.expect(200).json();
    assert_eq!(merged["customer"]["email"], "Zvezda.Trn@primer.example");
    owner.post(&undo_of(&merged), &json!({})).await.expect(200);
    owner.delete(&path_of(&gone)).await.expect(204);
    assert_no_trace(&program).await;
    let left = owner.get(&path_of(&survivor)).await.expect(200).json();
    assert_eq!((&left["first_name"], &left["email"]), (&json!("Ana"), &json!(null)));
    let trail = owner.get(&format!("/v1/audit-events?subject_id={}", id(&survivor))).await.expect(200).json();
    assert!(trail.to_string().contains(&format!("of {}", id(&gone))), "{trail}");
}

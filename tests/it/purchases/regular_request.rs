use regulars_tests::{Client, Merchant, Method, Program};
use serde_json::{Value, json};

use super::coffee;
use crate::consents::opt_in_mails::link_in_mail;

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");

/// A member of another merchant who buys here by card; gives the purchase's path and the customer's.
pub async fn bought_by_a_member_of_elsewhere(program: &Program, merchant: &Merchant) -> (String, String) {
    let mode = merchant.owner.get("/v1/merchant").await.expect(200).json()["mode"].clone();
    let elsewhere = program.merchant_with(json!({"mode": mode})).await;
    let body = json!({
        "first_name": "Ana", "last_name": "Ilić", "email": "ana@example.com", "phone": "064 1234567",
        "birth_date": "1990-05-17", "card_number": "AB123456"
    });
    elsewhere.owner.post("/v1/members", &body).await.expect(201);
    let mut receipt = coffee("1");
    receipt["identify"] = json!({"card": "AB123456"});
    let bought = merchant.owner.post("/v1/purchases", &receipt).await.expect(201);
    let customer = format!("/v1/customers/{}", bought.json()["customer_id"].as_str().unwrap());
    (bought.header("location").unwrap().to_owned(), customer)
}

async fn confirm(program: &Program, link: &str) -> String {
    program.client.send(Method::POST, link, FORM, b"confirm=yes".to_vec()).await.expect(200).text
}

async fn messages(owner: &Client) -> Vec<Value> {
    owner.get("/v1/sandbox/messages").await.expect(200).json()["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_member_becomes_a_regular_by_confirming_and_only_then_do_the_data_appear() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (purchase, customer) = bought_by_a_member_of_elsewhere(&program, &merchant).await;
    let before = merchant.owner.get(&customer).await.expect(200).json();
    assert_eq!(
        (&before["type"], &before["email"], &before["regular_since"]),
        (&json!("member"), &Value::Null, &Value::Null)
    );
    let asked = merchant.owner.post(&format!("{purchase}/regular-request"), &json!({})).await.expect(202);
    assert!(!asked.text.contains("ana@example.com"), "the address is not the merchant's to see");
    program.work().await;
    assert_eq!(messages(&merchant.owner).await[0]["subject"], "Pekara: postanite stalni kupac");
    let link = link_in_mail(&program, &merchant.owner, "ana@example.com", "/c/").await;
    let page = program.client.get(&link).await.expect(200);
    assert!(page.text.contains("stalni kupac"), "{}", page.text);
    assert_eq!(merchant.owner.get(&customer).await.json()["type"], "member");
    assert!(confirm(&program, &link).await.contains("Postali ste stalni kupac"));
    let after = merchant.owner.get(&customer).await.expect(200).json();
    assert_eq!(
        (&after["type"], &after["regular_since"]),
        (&json!("regular"), &json!("2026-11-21T10:00:00Z"))
    );
    assert_eq!(
        (&after["first_name"], &after["email"], &after["email_verified"]),
        (&json!("Ana"), &json!("ana@example.com"), &json!(true))
    );
    let consents = merchant.owner.get(&format!("{customer}/consents")).await.json();
    assert!(
        !consents.to_string().contains("advertising"),
        "becoming a regular is no consent to advertising: {consents}"
    );
    assert!(confirm(&program, &link).await.contains("Već je potvrđeno"));
    let again = merchant.owner.post(&format!("{purchase}/regular-request"), &json!({})).await;
    assert_eq!(again.expect_problem(409, "conflict")["reason"], "already_regular");
}

#[tokio::test]
async fn who_is_no_member_is_not_asked() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let bought = merchant.owner.post("/v1/purchases", &coffee("1")).await.expect(201);
    let path = format!("{}/regular-request", bought.header("location").unwrap());
    let refused = merchant.owner.post(&path, &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(refused["reason"], "not_a_member");
    assert_eq!(messages(&merchant.owner).await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_member_is_asked_three_times_in_thirty_days_and_a_link_ends_after_seven() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (purchase, customer) = bought_by_a_member_of_elsewhere(&program, &merchant).await;
    let path = format!("{purchase}/regular-request");
    for _ in 0..3 {
        merchant.owner.post(&path, &json!({})).await.expect(202);
    }
    let fourth = merchant.owner.post(&path, &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(fourth["reason"], "opt_in_limit");
    program.work().await;
    let link = link_in_mail(&program, &merchant.owner, "ana@example.com", "/c/").await;
    program.clock.advance(chrono::Duration::days(7));
    program.client.get(&link).await.expect(404);
    program.client.send(Method::POST, &link, FORM, b"confirm=yes".to_vec()).await.expect(404);
    let owner = program.sign_in(&merchant.owner_email).await;
    assert_eq!(owner.get(&customer).await.expect(200).json()["type"], "member");
}

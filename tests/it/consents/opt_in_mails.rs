use regulars_tests::{Method, Program};
use serde_json::{Value, json};

use super::{customer, standing};

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");

/// The path of the first link to `folder` in the newest message to an address.
pub async fn link_in_mail(
    program: &Program,
    owner: &regulars_tests::Client,
    to: &str,
    folder: &str,
) -> String {
    let messages = owner.get(&format!("/v1/sandbox/messages?channel=email&to={to}")).await.expect(200).json();
    let text = messages["items"][0]["text"].as_str().unwrap_or_else(|| panic!("{messages}"));
    let start = format!("{}{folder}", program.client.base());
    let at = text.find(&start).unwrap_or_else(|| panic!("{text}"));
    let link: String = text[at..].chars().take_while(|letter| !letter.is_whitespace()).collect();
    link[program.client.base().len()..].to_owned()
}

#[tokio::test]
async fn the_link_in_the_mail_verifies_the_address_and_grants_the_consent() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = customer(&merchant).await;
    let asked = merchant.owner.post(&format!("{customer}/opt-in-mails"), &json!({})).await.expect(202).json();
    assert_eq!(asked["expires_at"], "2026-11-28T10:00:00Z");
    program.work().await;
    let messages = merchant.owner.get("/v1/sandbox/messages").await.json();
    let mail = &messages["items"][0];
    assert_eq!(
        (&mail["to"], &mail["subject"]),
        (&json!("jovana@example.com"), &json!("Pekara: potvrdite prijavu"))
    );
    assert_eq!(mail["headers"]["Auto-Submitted"], "auto-generated");
    assert!(mail["headers"].get("List-Unsubscribe").is_none(), "a service message is no advertising");
    let link = link_in_mail(&program, &merchant.owner, "jovana@example.com", "/c/").await;
    assert!(mail["html"].as_str().unwrap().replace("&#x2f;", "/").contains(&link));
    program.client.get(&link).await.expect(200);
    assert_eq!(standing(&merchant.owner, &customer, "advertising", json!("email")).await, Value::Null);
    program.client.send(Method::POST, &link, FORM, b"confirm=yes".to_vec()).await.expect(200);
    assert_eq!(standing(&merchant.owner, &customer, "advertising", json!("email")).await, "granted");
    assert_eq!(merchant.owner.get(&customer).await.json()["email_verified"], true);
    let again = merchant.owner.post(&format!("{customer}/opt-in-mails"), &json!({})).await;
    assert_eq!(again.expect_problem(409, "conflict")["reason"], "already_granted");
}

#[tokio::test]
async fn the_page_shows_the_consent_text_that_the_merchant_names() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = customer(&merchant).await;
    let text = json!({"purpose": "advertising", "channel": "email", "locale": "sr-RS", "version": "1", "text": "Želim vesti."});
    let text = merchant.owner.post("/v1/consent-texts", &text).await.expect(201).json();
    let path = format!("{customer}/opt-in-mails");
    merchant.owner.post(&path, &json!({"consent_text_id": text["id"]})).await.expect(202);
    program.work().await;
    let link = link_in_mail(&program, &merchant.owner, "jovana@example.com", "/c/").await;
    assert!(program.client.get(&link).await.expect(200).text.contains("Želim vesti."));
    let other = json!({"purpose": "data_processing", "locale": "sr-RS", "version": "1", "text": "Obrada."});
    let other = merchant.owner.post("/v1/consent-texts", &other).await.expect(201).json();
    let refused = merchant.owner.post(&path, &json!({"consent_text_id": other["id"]})).await;
    assert_eq!(refused.expect_problem(404, "not_found")["errors"][0]["pointer"], "/consent_text_id");
}

#[tokio::test]
async fn an_address_gets_three_such_mails_in_thirty_days() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = format!("{}/opt-in-mails", customer(&merchant).await);
    for _ in 0..3 {
        merchant.owner.post(&path, &json!({})).await.expect(202);
    }
    let fourth = merchant.owner.post(&path, &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(fourth["reason"], "opt_in_limit");
    program.work().await;
    let messages = merchant.owner.get("/v1/sandbox/messages").await.json();
    assert_eq!(messages["items"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn one_key_asks_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = format!("{}/opt-in-mails", customer(&merchant).await);
    let keyed = merchant.owner.with_header("Idempotency-Key", "once");
    let first = keyed.post(&path, &json!({})).await.expect(202).text;
    let again = keyed.post(&path, &json!({})).await.expect(202);
    assert_eq!((again.header("idempotent-replayed"), &again.text), (Some("true"), &first));
    program.work().await;
    assert_eq!(merchant.owner.get("/v1/sandbox/messages").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_mail_whose_address_has_changed_before_it_was_written_never_leaves() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = customer(&merchant).await;
    merchant.owner.post(&format!("{customer}/opt-in-mails"), &json!({})).await.expect(202);
    merchant.owner.patch(&customer, &json!({"email": "new@example.com"})).await.expect(200);
    program.work().await;
    assert_eq!(merchant.owner.get("/v1/sandbox/messages").await.json()["items"], json!([]));
}

#[tokio::test]
async fn a_new_customer_is_asked_at_once_or_not_added() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let mut body = json!({
        "first_name": "Iva", "email": "iva@example.com", "language": "de", "data_consent": {"source": "shop"},
        "send_opt_in": true
    });
    merchant.owner.post("/v1/customers", &body).await.expect(201);
    program.work().await;
    let messages = merchant.owner.get("/v1/sandbox/messages?to=iva@example.com").await.json();
    assert_eq!(messages["items"][0]["subject"], "Pekara: Bitte bestätigen Sie Ihre Anmeldung");
    body["email"] = Value::Null;
    let refused = merchant.owner.post("/v1/customers", &body).await.expect_invalid("/send_opt_in");
    assert_eq!(refused["errors"][0]["code"], "no_address");
    assert_eq!(merchant.owner.get("/v1/customers").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_live_merchant_without_a_relay_is_told_so() {
    let program = Program::start().await;
    let merchant = program.merchant_with(json!({"mode": "live"})).await;
    let path = format!("{}/opt-in-mails", customer(&merchant).await);
    merchant.owner.post(&path, &json!({})).await.expect_problem(409, "no_mail_relay");
}

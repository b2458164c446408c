//! What somebody was shown when they agreed, which the ledger keeps.

use regulars_tests::{Client, Merchant, Method, Program};
use serde_json::{Value, json};

use super::customer;
use super::opt_in_mails::link_in_mail;
use crate::purchases::regular_request::bought_by_a_member_of_elsewhere;

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");

async fn publish(merchant: &Merchant, text: Value) -> Value {
    merchant.owner.post("/v1/consent-texts", &text).await.expect(201).json()
}

fn e_mail_text(locale: &str, version: &str, text: &str) -> Value {
    json!({"purpose": "advertising", "channel": "email", "locale": locale, "version": version, "text": text})
}

/// Confirms through the link in the newest mail; gives the page and the mail as they were before.
async fn confirmed(program: &Program, owner: &Client, to: &str) -> (String, Value) {
    program.work().await;
    let mail =
        owner.get(&format!("/v1/sandbox/messages?channel=email&to={to}")).await.json()["items"][0].clone();
    let link = link_in_mail(program, owner, to, "/c/").await;
    let page = program.client.get(&link).await.expect(200).text;
    program.client.send(Method::POST, &link, FORM, b"confirm=yes".to_vec()).await.expect(200);
    (page, mail)
}

async fn newest_entry(owner: &Client, customer: &str) -> Value {
    owner.get(&format!("{customer}/consents/history")).await.expect(200).json()["items"][0].clone()
}

#[tokio::test]
async fn the_published_text_of_purpose_channel_and_language_is_shown_and_proved() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = customer(&merchant).await;
    for other in [
        json!({"purpose": "data_processing", "locale": "sr-RS", "version": "1", "text": "Obrada podataka."}),
        json!({"purpose": "advertising", "channel": "sms", "locale": "sr-RS", "version": "1", "text": "Porukom."}),
        e_mail_text("en", "1", "By e-mail."),
        e_mail_text("sr-RS", "2025", "Stari tekst."),
    ] {
        publish(&merchant, other).await;
        program.clock.advance(chrono::Duration::seconds(1));
    }
    let current = publish(&merchant, e_mail_text("sr-RS", "2026", "Novi tekst & <uslovi>.")).await;
    program.clock.advance(chrono::Duration::seconds(1));
    merchant.owner.post(&format!("{customer}/opt-in-mails"), &json!({})).await.expect(202);
    // What is published afterwards is not what this person was shown.
    program.clock.advance(chrono::Duration::seconds(1));
    publish(&merchant, e_mail_text("sr-RS", "2027", "Budući tekst.")).await;
    let (page, mail) = confirmed(&program, &merchant.owner, "jovana@example.com").await;
    assert!(page.contains("Novi tekst &amp; &lt;uslovi&gt;."), "{page}");
    assert!(mail["text"].as_str().unwrap().contains("Novi tekst & <uslovi>."), "{mail}");
    assert!(mail["html"].as_str().unwrap().contains("Novi tekst &amp; &lt;uslovi&gt;."), "{mail}");
    for other in ["Stari", "Budući", "Obrada", "Porukom", "By e-mail"] {
        assert!(!page.contains(other) && !mail.to_string().contains(other), "{other}");
    }
    let entry = newest_entry(&merchant.owner, &customer).await;
    assert_eq!((&entry["purpose"], &entry["channel"]), (&json!("advertising"), &json!("email")));
    assert_eq!((&entry["text_id"], &entry["text_version"]), (&current["id"], &json!("2026")));
}

#[tokio::test]
async fn without_a_published_text_a_standard_one_is_shown_and_proved() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    publish(&merchant, e_mail_text("sr-RS", "1", "Želim vesti.")).await;
    let mut bodies = Vec::new();
    for (name, language) in [("petra", "de"), ("anna", "de"), ("ivan", "ru")] {
        let body = json!({
            "first_name": name, "email": format!("{name}@example.com"), "language": language,
            "data_consent": {"source": "shop"}, "send_opt_in": true
        });
        let created = merchant.owner.post("/v1/customers", &body).await.expect(201);
        let path = created.header("location").unwrap().to_owned();
        let (page, _) = confirmed(&program, &merchant.owner, &format!("{name}@example.com")).await;
        assert!(!page.contains("Želim vesti."), "a text in a language that they do not read: {page}");
        bodies.push((page, newest_entry(&merchant.owner, &path).await));
    }
    let path = format!("/v1/consent-texts/{}", bodies[0].1["text_id"].as_str().unwrap());
    let text = merchant.owner.get(&path).await.expect(200).json();
    assert_eq!((&text["standard"], &text["locale"]), (&json!(true), &json!("de")));
    let shown = text["text"].as_str().unwrap();
    assert!(shown.starts_with("Ich willige ein, dass Pekara") && bodies[0].0.contains(shown), "{text}");
    assert_eq!(bodies[0].1["text_version"], text["version"]);
    assert_eq!(bodies[1].1["text_id"], text["id"], "published once");
    assert_ne!(bodies[2].1["text_id"], text["id"]);
    let listed = merchant.owner.get("/v1/consent-texts").await.expect(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 3);
    let taken = e_mail_text("de", text["version"].as_str().unwrap(), "Anders.");
    merchant.owner.post("/v1/consent-texts", &taken).await.expect_invalid("/version");
}

#[tokio::test]
async fn becoming_a_regular_proves_that_the_data_may_be_processed() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (purchase, customer) = bought_by_a_member_of_elsewhere(&program, &merchant).await;
    publish(&merchant, e_mail_text("sr-RS", "1", "Želim vesti.")).await;
    let text =
        json!({"purpose": "data_processing", "locale": "sr", "version": "7", "text": "Obrada podataka."});
    let text = publish(&merchant, text).await;
    merchant.owner.post(&format!("{purchase}/regular-request"), &json!({})).await.expect(202);
    let (page, mail) = confirmed(&program, &merchant.owner, "ana@example.com").await;
    assert!(page.contains("Obrada podataka.") && mail["text"].as_str().unwrap().contains("Obrada podataka."));
    let entry = newest_entry(&merchant.owner, &customer).await;
    assert_eq!((&entry["purpose"], &entry["channel"]), (&json!("data_processing"), &Value::Null));
    assert_eq!((&entry["state"], &entry["source"]), (&json!("granted"), &json!("became_regular")));
    assert_eq!((&entry["text_id"], &entry["text_version"]), (&text["id"], &json!("7")));
    assert_eq!(entry["actor"]["kind"], "customer");
    assert!(entry["evidence"].to_string().contains("127.0.0.1"), "{entry}");
}

#[tokio::test]
async fn a_member_of_elsewhere_is_shown_a_standard_text_too() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (purchase, customer) = bought_by_a_member_of_elsewhere(&program, &merchant).await;
    merchant.owner.post(&format!("{purchase}/regular-request"), &json!({})).await.expect(202);
    let (page, _) = confirmed(&program, &merchant.owner, "ana@example.com").await;
    assert!(page.contains("Pristajem da Pekara čuva i obrađuje moje podatke"), "{page}");
    let entry = newest_entry(&merchant.owner, &customer).await;
    assert!(entry["text_version"].as_str().unwrap().starts_with("standard-"), "{entry}");
}

//! The mail with the link, to whoever becomes a member.

use mail_parser::MessageParser;
use regulars_smtp_server::{Script, ScriptedSmtpServer};
use regulars_tests::{Client, Method, Program, TestDatabase};
use serde_json::{Value, json};

use super::{SETTINGS, link_of, member, path_in};
use crate::customers::{add, path_of};

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");

async fn switched_on(owner: &Client) {
    owner.put(SETTINGS, &json!({"code": "barcode", "mailed": true})).await.expect(200);
}

async fn mails(owner: &Client) -> Vec<Value> {
    let captured = owner.get("/v1/sandbox/messages").await.expect(200).json();
    captured["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_member_gets_the_link_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    switched_on(owner).await;
    let keyed = owner.with_header("Idempotency-Key", "once");
    let body = json!({"first_name": "Ana", "last_name": "Ilić", "email": "Ana@example.com", "card_number": "AB123456"});
    let registered = keyed.post("/v1/members", &body).await.expect(201);
    assert_eq!(keyed.post("/v1/members", &body).await.expect(201).text, registered.text);
    let ana = registered.json()["customer"].clone();
    let jobs = owner.get("/v1/jobs").await.expect(200).json();
    assert_eq!(jobs["items"].as_array().unwrap().len(), 1, "{jobs}");
    assert_eq!(
        (&jobs["items"][0]["kind"], &jobs["items"][0]["customer_id"]),
        (&json!("card_mail"), &ana["id"])
    );
    program.work().await;
    program.work().await;
    let captured = mails(owner).await;
    let [mail] = captured.as_slice() else { panic!("{captured:?}") };
    assert_eq!((&mail["to"], &mail["subject"]), (&json!("Ana@example.com"), &json!("Pekara: vaša kartica")));
    let link = owner.get(&link_of(&ana)).await.expect(200).json();
    let (text, url) = (mail["text"].as_str().unwrap(), link["url"].as_str().unwrap());
    for said in ["Broj kartice: AB123456", url] {
        assert!(text.contains(said), "{said} in {text}");
    }
    assert!(mail["html"].as_str().unwrap().contains("Otvorite karticu"));
    program.client.get(&path_in(&program, &link)).await.expect(200);
    // The link that is given away later is the one that she has.
    assert_eq!(owner.post(&link_of(&ana), &json!({})).await.expect(200).json(), link);
    // It stands among what was sent to her, and on her timeline.
    let listed = owner.get(&format!("{}/messages", path_of(&ana))).await.expect(200).json();
    let message = &listed["items"][0];
    for (field, value) in [
        ("kind", json!("card")),
        ("at", json!("2026-11-21T10:00:00Z")),
        ("channel", json!("email")),
        ("address", json!("ana@example.com")),
        ("name", Value::Null),
    ] {
        assert_eq!(message[field], value, "{field}");
    }
    let timeline = format!("{}/timeline?kinds=message", path_of(&ana));
    let entries = crate::timeline::all(owner, &timeline, 50).await;
    assert_eq!(entries.iter().map(|entry| &entry["message"]).collect::<Vec<_>>(), [message]);
    // What was sent does not go with the link.
    owner.post(&link_of(&ana), &json!({"reissue": true})).await.expect(201);
    assert_eq!(crate::timeline::all(owner, &timeline, 50).await.len(), 1);
    program.work().await;
    assert_eq!(mails(owner).await.len(), 1);
}

#[tokio::test]
async fn nothing_is_sent_unless_it_was_switched_on_and_can_arrive() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    member(owner, json!({"email": "ana@example.com"})).await;
    switched_on(owner).await;
    // Nobody who is a member already, nobody without an address, and nobody who was only written down.
    member(owner, json!({"first_name": "Iva"})).await;
    add(owner, json!({"first_name": "Eva", "email": "eva@example.com"})).await;
    let again = json!({"first_name": "Ana", "last_name": "Ilić", "email": "ana@example.com"});
    owner.post("/v1/members", &again).await.expect_problem(409, "probably_registered");
    owner.patch("/v1/merchant", &json!({"sender": {"email": null}})).await.expect(200);
    member(owner, json!({"first_name": "Ola", "email": "ola@example.com"})).await;
    program.work().await;
    assert_eq!(owner.get("/v1/jobs").await.expect(200).json()["items"], json!([]));
    owner.patch("/v1/merchant", &json!({"sender": {"email": "novosti@pekara.example"}})).await.expect(200);
    owner.put(SETTINGS, &json!({"code": "barcode", "mailed": false})).await.expect(200);
    member(owner, json!({"first_name": "Mia", "email": "mia@example.com"})).await;
    program.work().await;
    assert_eq!(mails(owner).await, Vec::<Value>::new());
}

#[tokio::test]
async fn who_registers_on_the_page_and_who_is_enrolled_get_it_in_their_language() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    switched_on(owner).await;
    let page = owner.put("/v1/merchant/registration-page", &json!({"open": true})).await.expect(200).json();
    let path = format!("/r/{}", page["url"].as_str().unwrap().rsplit('/').next().unwrap());
    let german = program.client.with_header("Accept-Language", "de");
    let form = german.get(&path).await.expect(200).text;
    let texts = form.split("name=\"texts\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let sent = format!(
        "registration=send&texts={texts}&first_name=Anna&last_name=Huber&email=anna%40example.com&processing=yes"
    );
    for _ in 0..2 {
        german.send(Method::POST, &path, FORM, sent.clone().into_bytes()).await.expect(200);
    }
    let fields = json!({"first_name": "Ivan", "email": "ivan@example.com", "language": "ru"});
    let ivan = add(owner, fields).await;
    owner.post(&format!("{}/enroll", path_of(&ivan)), &json!({})).await.expect(201);
    program.work().await;
    let mut told: Vec<(String, String)> = mails(owner)
        .await
        .iter()
        .map(|mail| {
            let text = |name: &str| mail[name].as_str().unwrap().to_owned();
            (text("to"), text("subject"))
        })
        .collect();
    told.sort();
    let mail = |to: &str, subject: &str| (to.to_owned(), subject.to_owned());
    assert_eq!(
        told,
        [
            mail("anna@example.com", "Pekara: Ihre Kundenkarte"),
            mail("ivan@example.com", "Pekara: ваша карта")
        ]
    );
}

#[tokio::test]
async fn each_language_has_its_mail() {
    let program = Program::start().await;
    for (locale, subject, number) in [
        ("sr-RS", "Pekara: vaša kartica", "Broj kartice: AB"),
        ("sr-Cyrl-RS", "Pekara: ваша картица", "Број картице: AB"),
        ("pl-PL", "Pekara: karta klienta", "Numer karty: AB"),
        ("ru-RU", "Pekara: ваша карта", "Номер карты: AB"),
        ("de-AT", "Pekara: Ihre Kundenkarte", "Kartennummer: AB"),
        ("en-GB", "Pekara: your card", "Card number: AB"),
    ] {
        let merchant = program.merchant_with(json!({"locale": locale})).await;
        let owner = &merchant.owner;
        switched_on(owner).await;
        let letters: String = locale.chars().filter(char::is_ascii_alphanumeric).collect();
        member(owner, json!({"email": "ana@example.com", "card_number": format!("AB{letters}")})).await;
        program.work().await;
        let mail = &mails(owner).await[0];
        assert_eq!(mail["subject"], subject);
        assert!(mail["text"].as_str().unwrap().contains(number), "{mail}");
    }
}

#[tokio::test]
async fn a_mail_whose_link_leads_nowhere_any_more_does_not_leave() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    switched_on(owner).await;
    let ana = member(owner, json!({"email": "ana@example.com"})).await;
    owner.post(&link_of(&ana), &json!({"reissue": true})).await.expect(201);
    let iva = member(owner, json!({"first_name": "Iva", "email": "iva@example.com"})).await;
    owner.delete(&path_of(&iva)).await.expect(204);
    program.work().await;
    assert_eq!(mails(owner).await, Vec::<Value>::new());
    let jobs = owner.get("/v1/jobs").await.expect(200).json();
    assert!(jobs["items"].as_array().unwrap().iter().all(|job| job["status"] == "done"), "{jobs}");
}

#[tokio::test]
async fn a_live_merchants_mail_arrives_at_the_mail_server() {
    let server = ScriptedSmtpServer::start(Script::default()).await.unwrap();
    let relay = server.url().parse().unwrap();
    let program = Program::start_with(TestDatabase::create().await, |settings| {
        settings.smtp_relay = Some(relay);
        settings.smtp_connections = 1;
    })
    .await;
    let merchant = program.merchant_with(json!({"mode": "live"})).await;
    switched_on(&merchant.owner).await;
    let fields = json!({"email": "ana@example.com", "first_name": "<b>Ana</b>", "card_number": "AB123456"});
    let ana = member(&merchant.owner, fields).await;
    program.work().await;
    let messages = server.messages();
    let [message] = messages.as_slice() else { panic!("{messages:?}") };
    assert!(message.recipients.iter().any(|recipient| recipient.contains("ana@example.com")), "{message:?}");
    let read = MessageParser::default().parse(&message.data).unwrap();
    assert_eq!(read.subject(), Some("Pekara: vaša kartica"));
    let link = merchant.owner.get(&link_of(&ana)).await.expect(200).json();
    assert!(read.body_text(0).unwrap().contains(link["url"].as_str().unwrap()));
    assert!(!read.body_html(0).unwrap().contains("<b>"));
    assert_eq!(server.violations(), Vec::<String>::new());
    // A second run of the worker sends nothing more.
    program.work().await;
    assert_eq!(server.accepted(), 1);
}

#[tokio::test]
async fn without_a_relay_a_live_merchant_registers_members_and_sends_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant_with(json!({"mode": "live"})).await;
    switched_on(&merchant.owner).await;
    let ana = member(&merchant.owner, json!({"email": "ana@example.com"})).await;
    assert_eq!(merchant.owner.get(&link_of(&ana)).await.expect(200).json()["url"], Value::Null);
    assert_eq!(merchant.owner.get("/v1/jobs").await.expect(200).json()["items"], json!([]));
}

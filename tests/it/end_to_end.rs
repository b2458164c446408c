//! The whole main job on real parts: the program as processes of its own, a real database, and a real SMTP server. A till
//! records purchases, customers opt in from their own mailboxes, a group is chosen, a newsletter leaves through the relay
//! within the quota, and its report tells what became of it.

mod mailbox;
mod processes;

use regulars_kernel::Environment;
use regulars_smtp_server::{Script, ScriptedSmtpServer};
use regulars_tests::{Client, Method, TestDatabase};
use serde_json::{Value, json};

use mailbox::Mailbox;
use processes::{Serving, eventually};

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");
const PASSWORD: &str = "a-long-password";

async fn sign_in(client: &Client, email: &str) -> Client {
    let body = json!({"grant_type": "password", "username": email, "password": PASSWORD});
    let tokens = client.post("/v1/auth/token", &body).await.expect(200).json();
    client.with_bearer(tokens["access_token"].as_str().unwrap())
}

/// A live merchant that can send, its owner, and a till that is paired with it.
async fn open_a_shop(program: &Serving) -> (Client, Client) {
    program.create_operator("operator@example.com", PASSWORD);
    let operator = sign_in(&program.client, "operator@example.com").await;
    let merchant = json!({
        "name": "Cvećara Ruža", "mode": "live", "time_zone": "Europe/Belgrade", "currency": "RSD", "locale": "sr-RS",
        "owner": {"email": "owner@example.com", "password": PASSWORD, "name": "Vesna"}
    });
    operator.post("/v1/merchants", &merchant).await.expect(201);
    let owner = sign_in(&program.client, "owner@example.com").await;
    let profile = json!({
        "legal_name": "Cvećara Ruža d.o.o.", "imprint": "MB 12345678", "tracking": "individual",
        "address": {"street": "Knez Mihailova 6", "postcode": "11000", "city": "Beograd", "country": "RS"},
        "sender": {"name": "Cvećara Ruža", "email": "novosti@cvecara.example", "reply_to": "pitanja@cvecara.example"}
    });
    owner.patch("/v1/merchant", &profile).await.expect(200);
    let offered =
        owner.post("/v1/terminals/pairing-codes", &json!({"name": "Kasa 1"})).await.expect(201).json();
    let paired =
        program.client.post("/v1/terminals/pair", &json!({"code": offered["code"]})).await.expect(200).json();
    (owner, program.client.with_bearer(paired["api_key"].as_str().unwrap()))
}

/// The till registers two members, each of whom buys flowers; gives the customers' ids.
async fn sell(till: &Client) -> Vec<String> {
    let mut customers = Vec::new();
    for (number, (name, email)) in
        [("Ana", "ana@example.com"), ("Eva", "eva@example.com")].into_iter().enumerate()
    {
        let member = json!({"first_name": name, "last_name": "Petrović", "gender": "female", "email": email});
        let registered = till.post("/v1/members", &member).await.expect(201).json();
        let receipt = json!({
            "receipt_number": (number + 1).to_string(), "occurred_at": Environment::system().now(), "currency": "RSD",
            "identify": {"card": registered["member"]["cards"][0]},
            "lines": [{"sku": "R-1", "name": "Ruža", "quantity": "3", "unit_price": 25000, "total": 75000}],
            "total": 75000
        });
        let bought = till.post("/v1/purchases", &receipt).await.expect(201).json();
        assert_eq!(bought["customer_id"], registered["customer"]["id"]);
        customers.push(registered["customer"]["id"].as_str().unwrap().to_owned());
    }
    customers
}

/// A newsletter to everybody who has bought roses.
async fn write_newsletter(owner: &Client) -> String {
    let roses = json!({"purchases": {
        "fn": "count", "where": {"field": "sku", "op": "eq", "value": "R-1"}, "within": {"last": 30, "unit": "day"}, "op": "gte", "value": 1
    }});
    let preview = owner.post("/v1/segments/preview", &json!({"filter": roses})).await.expect(200).json();
    assert_eq!((&preview["count"], &preview["reachable"]["email"]), (&json!(2), &json!(1)), "{preview}");
    let segment = json!({"name": "Ruže", "filter": roses});
    let segment = owner.post("/v1/segments", &segment).await.expect(201).json();
    let newsletter = json!({
        "name": "Proleće", "subject": "{{ salutation }} {{ last_name | vocative }}, stiglo je proleće",
        "intro": "Nove ruže od ponedeljka.", "audience": {"segment_id": segment["id"]}, "locale": "sr-RS",
        "channels": ["email"],
        "content": {"blocks": [
            {"type": "text", "text": "Stigle su **nove** ruže."},
            {"type": "button", "label": "Pogledajte", "url": "https://cvecara.example/ruze?boja=crvena&x=1"}
        ]}
    });
    let made = owner.post("/v1/newsletters", &newsletter).await.expect(201);
    made.header("location").unwrap().to_owned()
}

async fn opt_in(program: &Serving, owner: &Client, mailbox: &Mailbox<'_>, customer: &str) {
    owner.post(&format!("/v1/customers/{customer}/opt-in-mails"), &json!({})).await.expect(202);
    let mail = mailbox.newest("ana@example.com", "potvrdite prijavu").await;
    assert_eq!(mail.header("Auto-Submitted").as_deref(), Some("auto-generated"));
    let confirm = mail.link("c");
    program.client.get(&confirm).await.expect(200);
    program.client.send(Method::POST, &confirm, FORM, b"confirm=yes".to_vec()).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_till_to_the_report() {
    let relay = ScriptedSmtpServer::start(Script { keep_messages: true, ..Script::default() }).await.unwrap();
    let database = TestDatabase::create_empty().await;
    let program = Serving::start(&database, &relay.url()).await;
    let mailbox = Mailbox { relay: &relay, base: program.client.base() };
    let (owner, till) = open_a_shop(&program).await;
    let customers = sell(&till).await;
    opt_in(&program, &owner, &mailbox, &customers[0]).await;
    let path = write_newsletter(&owner).await;
    let recap = owner.get(&format!("{path}/recap")).await.expect(200).json();
    assert_eq!(recap["excluded"], json!([{"reason": "not_verified", "count": 1}]));
    assert_eq!(recap["quota"], json!({"needed": 1, "available": 4}), "twice the two regulars");
    owner.post(&format!("{path}/send"), &json!({})).await.expect(202);
    let mail = mailbox.newest("ana@example.com", "stiglo je proleće").await;
    assert_eq!(mail.subject, "Gospođo Petrović, stiglo je proleće");
    for name in ["Message-ID", "Date", "List-Unsubscribe", "List-Id", "Feedback-ID"] {
        assert!(mail.header(name).is_some(), "{name} is missing");
    }
    assert_eq!(mail.header("Reply-To").as_deref(), Some("<pitanja@cvecara.example>"));
    let clicked = program.client.get(&mail.link("l")).await.expect(302);
    assert_eq!(clicked.header("location"), Some("https://cvecara.example/ruze?boja=crvena&x=1"));
    program.client.get(&mail.link("o")).await.expect(200);
    program.client.get(&mail.link("w")).await.expect(200);
    let one_click = b"List-Unsubscribe=One-Click".to_vec();
    program.client.send(Method::POST, &mail.link("u"), FORM, one_click).await.expect(200);
    let report = eventually("report with a click and an open", async || {
        let report = owner.get(&format!("{path}/report")).await.expect(200).json();
        (report["clicks"]["total"] == 1 && report["opens"]["total"] == 1).then_some(report)
    });
    let report = report.await;
    let counted = ["recipients", "delivered", "deferred", "failed", "unknown", "unsubscribes"]
        .map(|name| &report[name]);
    assert_eq!(counted, [1, 1, 0, 0, 0, 1], "{report}");
    assert_eq!(report["rates"]["unsubscribe"], 1.0);
    let recap = owner.get(&format!("{path}/recap")).await.expect(200).json();
    assert_eq!(recap["reachable"], 0, "who has unsubscribed is not reached again: {recap}");
    assert_eq!(owner.get("/v1/quota").await.json()["available"], 3);
    let dashboard: Value = owner.get("/v1/dashboard").await.expect(200).json();
    assert_eq!(dashboard["latest_purchases"].as_array().unwrap().len(), 2);
    assert_eq!(relay.violations(), Vec::<String>::new());
    program.end();
}

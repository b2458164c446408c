//! An offer goes by mail to an employee, or by a link.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{decide, employ, page_of, write};
use crate::companies::add;
use crate::customers::path_of;

async fn mails(owner: &Client) -> Vec<Value> {
    let captured = owner.get("/v1/sandbox/messages").await.expect(200).json();
    captured["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn an_offer_goes_by_mail_to_an_employee_in_the_merchants_language() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let fields = json!({"first_name": "Ana", "email": "ana@example.com", "language": "de"});
    let ana = employ(owner, &company, fields, "buyer").await;
    let path = write(owner, &company, json!({})).await;
    let keyed = owner.with_header("Idempotency-Key", "once");
    let body = json!({"by": "email", "customer_id": ana["id"]});
    let sent = keyed.post(&format!("{path}/send"), &body).await.expect(200);
    assert_eq!(keyed.post(&format!("{path}/send"), &body).await.expect(200).text, sent.text);
    let told = sent.json();
    let offer = &told["offer"];
    assert_eq!(
        (&offer["state"], &offer["number"], &offer["customer_id"], &offer["sent_at"]),
        (&json!("sent"), &json!(1), &ana["id"], &json!("2026-11-21T10:00:00Z"))
    );
    let job = owner.get(&format!("/v1/jobs/{}", told["job_id"].as_str().unwrap())).await.expect(200).json();
    assert_eq!(
        (&job["kind"], &job["customer_id"], &job["offer_id"], &job["id"]),
        (&json!("offer_mail"), &ana["id"], &offer["id"], &told["job_id"])
    );
    program.work().await;
    let captured = mails(owner).await;
    assert_eq!(captured.len(), 1, "once under one key");
    assert_eq!(
        (&captured[0]["to"], &captured[0]["subject"]),
        (&json!("ana@example.com"), &json!("Pekara: ponuda 1"))
    );
    let text = captured[0]["text"].as_str().unwrap();
    let url = offer["url"].as_str().unwrap();
    for said in ["Ponuda: 1", "100,00 RSD", "30. 11. 2026.", url] {
        assert!(text.contains(said), "{said} in {text}");
    }
    assert!(captured[0]["html"].as_str().unwrap().contains("Pogledajte ponudu"));
    // It stands among what was sent to her, and on her timeline.
    let messages = format!("{}/messages", path_of(&ana));
    let listed = owner.get(&messages).await.expect(200).json();
    let message = &listed["items"][0];
    for (field, value) in [
        ("kind", json!("offer")),
        ("at", json!("2026-11-21T10:00:00Z")),
        ("channel", json!("email")),
        ("address", json!("ana@example.com")),
        ("offer_id", offer["id"].clone()),
        ("name", json!("Hleb")),
        ("newsletter_id", json!(null)),
    ] {
        assert_eq!(message[field], value, "{field}");
    }
    let timeline = format!("{}/timeline?kinds=message", path_of(&ana));
    let entries = crate::timeline::all(owner, &timeline, 50).await;
    assert_eq!(entries.iter().map(|entry| &entry["message"]).collect::<Vec<_>>(), [message]);
    // It can be sent once more, and accepted then.
    owner.post(&format!("{path}/send"), &body).await.expect(200);
    program.work().await;
    assert_eq!(mails(owner).await.len(), 2);
    assert_eq!(crate::timeline::all(owner, &timeline, 1).await.len(), 2);
    decide(&program, &page_of(&program, offer), "accept", "Ana").await.expect(200);
    let refused = owner.post(&format!("{path}/send"), &body).await.expect_problem(409, "conflict");
    assert_eq!(refused["reason"], "accepted");
}

#[tokio::test]
async fn a_mail_that_is_out_of_date_does_not_leave() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let ana = employ(owner, &company, json!({"email": "ana@example.com"}), "buyer").await;
    let body = json!({"by": "email", "role": "buyer"});
    for action in ["withdraw", "revise"] {
        let path = write(owner, &company, json!({})).await;
        let sent = owner.post(&format!("{path}/send"), &body).await.expect(200).json();
        assert_eq!(sent["offer"]["customer_id"], ana["id"]);
        owner.post(&format!("{path}/{action}"), &Value::Null).await.expect(200);
    }
    let path = write(owner, &company, json!({})).await;
    owner.post(&format!("{path}/send"), &body).await.expect(200);
    owner.post(&format!("{}/restrictions", path_of(&ana)), &json!({})).await;
    program.work().await;
    assert_eq!(mails(owner).await, Vec::<Value>::new());
}

#[tokio::test]
async fn who_may_not_be_written_to_gets_no_offer_and_nothing_is_sent() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let silent = employ(owner, &company, json!({"phone": "+381641234567"}), "accounting").await;
    let stranger = crate::customers::add(owner, json!({"email": "iva@example.com"})).await;
    let foreign = crate::customers::add(&other.owner, json!({"email": "eva@example.com"})).await;
    let former = crate::customers::add(owner, json!({"email": "ola@example.com"})).await;
    let gone = json!({"customer_id": former["id"], "role": "buyer", "until": "2026-11-20"});
    owner.post(&format!("{company}/employees"), &gone).await.expect(201);
    let path = write(owner, &company, json!({})).await;
    let send = format!("{path}/send");
    for (body, reason) in [
        (json!({"by": "email", "customer_id": silent["id"]}), "no_address"),
        (json!({"by": "email", "role": "accounting"}), "no_address"),
        (json!({"by": "email", "role": "buyer"}), "nobody_in_role"),
        (json!({"by": "link", "role": "decision_maker"}), "nobody_in_role"),
    ] {
        let refused = owner.post(&send, &body).await.expect_problem(409, "conflict");
        assert_eq!(refused["reason"], reason, "{body}");
    }
    for customer in [&stranger, &foreign, &former] {
        for by in ["email", "link"] {
            let body = json!({"by": by, "customer_id": customer["id"]});
            owner.post(&send, &body).await.expect_invalid("/customer_id");
        }
    }
    owner.post(&send, &json!({"by": "email"})).await.expect_invalid("/customer_id");
    let both = json!({"by": "email", "customer_id": silent["id"], "role": "buyer"});
    owner.post(&send, &both).await.expect_invalid("/role");
    owner.post(&send, &json!({"by": "pigeon"})).await.expect_invalid("/by");
    program.work().await;
    let told = owner.get(&path).await.expect(200).json();
    assert_eq!((&told["state"], &told["number"]), (&json!("draft"), &json!(null)));
    assert_eq!(mails(owner).await, Vec::<Value>::new());
    // By a link it goes to who has no address.
    let body = json!({"by": "link", "customer_id": silent["id"]});
    let sent = owner.post(&send, &body).await.expect(200).json();
    assert_eq!(sent["job_id"], json!(null));
    // A draft whose last day has passed is not sent.
    let late = write(owner, &company, json!({"valid_until": "2026-11-21"})).await;
    program.clock.advance(chrono::Duration::days(1));
    let owner = &program.sign_in(&merchant.owner_email).await;
    let refused =
        owner.post(&format!("{late}/send"), &json!({"by": "link"})).await.expect_problem(409, "conflict");
    assert_eq!(refused["reason"], "expired");
}

//! What a message needs is asked for when the message is.

use regulars_tests::{Answer, Client, Merchant, Program, TestDatabase};
use serde_json::{Value, json};

use super::audience::{grant_pack, newsletter_to, reachable};
use crate::consents::customer;
use crate::purchases::regular_request::bought_by_a_member_of_elsewhere;

/// A program with a relay that nobody listens at.
async fn program_with_a_relay() -> Program {
    let relay = "smtp://127.0.0.1:1?tls=none".parse().unwrap();
    Program::start_with(TestDatabase::create().await, |settings| settings.smtp_relay = Some(relay)).await
}

async fn set_sender(merchant: &Merchant, email: Value) {
    merchant.owner.patch("/v1/merchant", &json!({"sender": {"email": email}})).await.expect(200);
}

/// Everything that sends, by the paths and bodies that a merchant has for it.
struct Sending {
    opt_in: String,
    new_customer: Value,
    regular_request: String,
    tests: (String, Value),
    newsletter: String,
    paused: String,
}

impl Sending {
    async fn set(program: &Program, merchant: &Merchant) -> Self {
        let asked = customer(merchant).await;
        let reader = reachable(program, merchant, "ana@example.com").await;
        grant_pack(program, merchant).await;
        let newsletter = newsletter_to(merchant, &[&reader]).await;
        let paused = newsletter_to(merchant, &[&reader]).await;
        merchant.owner.post(&format!("{paused}/send"), &json!({})).await.expect(202);
        merchant.owner.post(&format!("{paused}/pause"), &json!({})).await.expect(200);
        let (purchase, _) = bought_by_a_member_of_elsewhere(program, merchant).await;
        Self {
            opt_in: format!("{asked}/opt-in-mails"),
            new_customer: json!({
                "first_name": "Iva", "email": "iva@example.com", "data_consent": {"source": "shop"},
                "send_opt_in": true
            }),
            regular_request: format!("{purchase}/regular-request"),
            tests: (format!("{newsletter}/test-sends"), json!({"to": [merchant.owner_email]})),
            newsletter,
            paused,
        }
    }

    async fn ask(&self, owner: &Client, what: &str) -> Answer {
        let at = json!({"at": "2026-12-01T08:00:00Z"});
        match what {
            "opt-in" => owner.post(&self.opt_in, &json!({})).await,
            "send_opt_in" => owner.post("/v1/customers", &self.new_customer).await,
            "regular-request" => owner.post(&self.regular_request, &json!({})).await,
            "test-sends" => owner.post(&self.tests.0, &self.tests.1).await,
            "schedule" => owner.post(&format!("{}/schedule", self.newsletter), &at).await,
            "send" => owner.post(&format!("{}/send", self.newsletter), &json!({})).await,
            "resume" => owner.post(&format!("{}/resume", self.paused), &json!({})).await,
            other => panic!("{other}"),
        }
    }
}

const WHAT_SENDS: [&str; 7] =
    ["opt-in", "send_opt_in", "regular-request", "test-sends", "schedule", "send", "resume"];

#[tokio::test]
async fn whatever_sends_is_refused_at_once_and_nothing_is_counted_or_queued() {
    for mode in ["live", "sandbox"] {
        let program = program_with_a_relay().await;
        let merchant = program.merchant_with(json!({"mode": mode})).await;
        let owner = &merchant.owner;
        let sending = Sending::set(&program, &merchant).await;
        set_sender(&merchant, Value::Null).await;
        let before = owner.get("/v1/quota").await.expect(200).json();
        for what in WHAT_SENDS {
            // More often than an address may be asked.
            for _ in 0..4 {
                let refused = sending.ask(owner, what).await;
                assert_eq!(refused.status.as_u16(), 409, "{mode} {what}: {}", refused.text);
                refused.expect_problem(409, "no_sender");
            }
        }
        let recap = owner.get(&format!("{}/recap", sending.newsletter)).await.expect(200).json();
        let warnings = recap["warnings"].as_array().unwrap();
        let told = warnings.iter().find(|warning| warning["code"] == "no_sender");
        assert_eq!(told.unwrap()["blocks_sending"], true, "{mode}: {recap}");
        assert_eq!(owner.get("/v1/quota").await.expect(200).json(), before, "{mode}");
        assert_eq!(owner.get("/v1/customers?q=iva@example.com").await.json()["items"], json!([]), "{mode}");
        assert_eq!(owner.get(&sending.newsletter).await.json()["state"], "ready", "{mode}");
        assert_eq!(owner.get(&sending.paused).await.json()["state"], "paused", "{mode}");
        set_sender(&merchant, json!("vesti@pekara.example")).await;
        for what in WHAT_SENDS {
            let taken = sending.ask(owner, what).await;
            assert!(taken.status.is_success(), "{mode} {what}: {}", taken.text);
        }
    }
}

#[tokio::test]
async fn a_sender_that_is_taken_away_later_pauses_the_newsletter_and_its_owner_reads_why() {
    let program = program_with_a_relay().await;
    for mode in ["live", "sandbox"] {
        let merchant = program.merchant_with(json!({"mode": mode})).await;
        let owner = &merchant.owner;
        let reader = reachable(&program, &merchant, "ana@example.com").await;
        grant_pack(&program, &merchant).await;
        let newsletter = newsletter_to(&merchant, &[&reader]).await;
        owner.post(&format!("{newsletter}/send"), &json!({})).await.expect(202);
        set_sender(&merchant, Value::Null).await;
        program.work().await;
        let found = owner.get(&newsletter).await.expect(200).json();
        assert_eq!(
            (&found["state"], &found["pause_reason"]),
            (&json!("paused"), &json!("no_sender")),
            "{mode}"
        );
        owner.post(&format!("{newsletter}/resume"), &json!({})).await.expect_problem(409, "no_sender");
        set_sender(&merchant, json!("vesti@pekara.example")).await;
        let resumed = owner.post(&format!("{newsletter}/resume"), &json!({})).await.expect(200).json();
        assert_eq!(
            (&resumed["state"], &resumed["pause_reason"]),
            (&json!("sending"), &Value::Null),
            "{mode}"
        );
    }
}

#[tokio::test]
async fn a_question_waits_for_a_sender_that_was_taken_away_after_it_was_asked() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = format!("{}/opt-in-mails", customer(&merchant).await);
    merchant.owner.post(&path, &json!({})).await.expect(202);
    set_sender(&merchant, Value::Null).await;
    program.work().await;
    let kept = async || merchant.owner.get("/v1/sandbox/messages").await.expect(200).json()["items"].clone();
    assert_eq!(kept().await, json!([]));
    set_sender(&merchant, json!("vesti@pekara.example")).await;
    program.clock.advance(chrono::Duration::minutes(1));
    program.work().await;
    assert_eq!(kept().await.as_array().unwrap().len(), 1);
}

//! What a relay refuses for the sender's fault is not laid at the recipients' doors.

use regulars_smtp_server::{Fault, Script, ScriptedSmtpServer, Stage, Weather};
use regulars_tests::{Client, Merchant, Program, TestDatabase};
use regulars_worker::Worker;
use serde_json::{Value, json};

use super::audience::{grant_pack, newsletter_to, reachable};
use crate::newsletters::fixture::{Fixture, id, relay, states};

const RECIPIENTS: usize = 12;

/// A newsletter that is being sent to [`RECIPIENTS`], over one connection to a server in that weather.
async fn sending(script: Script) -> (Program, ScriptedSmtpServer, Merchant, String) {
    sending_to(script, RECIPIENTS).await
}

async fn sending_to(script: Script, recipients: usize) -> (Program, ScriptedSmtpServer, Merchant, String) {
    let server = ScriptedSmtpServer::start(script).await.unwrap();
    let relay = server.url().parse().unwrap();
    let program = Program::start_with(TestDatabase::create().await, |settings| {
        settings.smtp_relay = Some(relay);
        settings.smtp_connections = 1;
    })
    .await;
    let merchant = program.merchant_with(json!({"mode": "live"})).await;
    let mut readers = Vec::new();
    for number in 0..recipients {
        readers.push(reachable(&program, &merchant, &format!("kupac-{number}@example.com")).await);
    }
    grant_pack(&program, &merchant).await;
    let readers: Vec<&str> = readers.iter().map(String::as_str).collect();
    let newsletter = newsletter_to(&merchant, &readers).await;
    merchant.owner.post(&format!("{newsletter}/send"), &json!({})).await.expect(202);
    (program, server, merchant, newsletter)
}

async fn count(owner: &Client, newsletter: &str, state: &str) -> usize {
    let path = format!("{newsletter}/recipients?state={state}");
    owner.get(&path).await.expect(200).json()["items"].as_array().unwrap().len()
}

#[tokio::test]
async fn five_refusals_in_a_row_pause_the_newsletter_and_what_was_refused_leaves_once_it_is_resumed() {
    let reply = |code: u16, text: &str| Weather::Reply(code, text.to_owned());
    for (fixture, weather, reason, words, lost) in [
        (Stage::Sender, reply(530, "5.7.0 Authentication required"), "relay_refused", "530 5.7.0", 0),
        (Stage::Sender, reply(554, "5.7.1 Sender is blocked"), "sender_refused", "554 5.7.1", 0),
        (Stage::Recipient, reply(554, "5.7.1 Relay access denied"), "sender_refused", "554 5.7.1", 0),
        (Stage::Recipient, reply(554, "No"), "sender_refused", "554 No", 0),
        (Stage::Data, reply(554, "5.5.1 No valid recipients"), "relay_refused", "554 5.5.1", 0),
        (Stage::Dot, reply(554, "5.7.1 Looks like spam"), "content_refused", "554 5.7.1", 0),
        (Stage::Dot, reply(550, "Refused"), "content_refused", "550 Refused", 0),
        (Stage::Dot, Weather::Drop, "connections_lost", "final_dot", 5),
    ] {
        let told = format!("{fixture:?} {weather:?}");
        let script = Script::default().with(Fault::at(fixture, weather).times(5));
        let (program, server, merchant, newsletter) = sending(script).await;
        let owner = &merchant.owner;
        program.work().await;
        let found = owner.get(&newsletter).await.expect(200).json();
        assert_eq!((&found["state"], &found["pause_reason"]), (&json!("paused"), &json!(reason)), "{told}");
        assert!(found["pause_detail"].as_str().unwrap().starts_with(words), "{told}: {found}");
        for (state, number) in [("failed", 0), ("sent", 0), ("unknown", lost), ("queued", RECIPIENTS - lost)]
        {
            assert_eq!(count(owner, &newsletter, state).await, number, "{told}: {state}");
        }
        let resumed = owner.post(&format!("{newsletter}/resume"), &json!({})).await.expect(200).json();
        assert_eq!(
            (&resumed["pause_reason"], &resumed["pause_detail"]),
            (&Value::Null, &Value::Null),
            "{told}"
        );
        program.work().await;
        assert_eq!(owner.get(&newsletter).await.json()["state"], "sent", "{told}");
        assert_eq!(count(owner, &newsletter, "sent").await, RECIPIENTS - lost, "{told}");
        assert_eq!(server.accepted(), RECIPIENTS - lost, "{told}");
        let left = 10_000 - i64::try_from(RECIPIENTS).unwrap();
        assert_eq!(owner.get("/v1/quota").await.json()["available"], left, "{told}");
    }
}

#[tokio::test]
async fn what_only_some_recipients_meet_has_failed_and_the_others_are_sent() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let addresses: Vec<String> = (0..12)
        .map(|number| format!("{}-{number}@example.com", if number % 3 == 0 { "spam" } else { "kupac" }))
        .collect();
    let borrowed: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let newsletter = fixture.newsletter_to(merchant, &borrowed).await;
    let server = ScriptedSmtpServer::start(Script::default()).await.unwrap();
    let worker = Worker::new(fixture.parts(relay(&server, 1)));
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("failed", 4), ("sent", 8)]));
    assert_eq!(fixture.newsletter_state(newsletter).await, "sent");
}

#[tokio::test]
async fn a_few_that_are_all_refused_for_the_sender_s_fault_wait_too() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let newsletter = fixture.newsletter_to(merchant, &["ana@example.com", "eva@example.com"]).await;
    let (_server, worker) =
        fixture.weather(Script::default().with(Fault::reply(Stage::Sender, 530).times(2))).await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("queued", 2)]));
    assert_eq!(fixture.newsletter_state(newsletter).await, "paused");
    assert_eq!(fixture.number("SELECT MAX(attempts) AS value FROM deliveries").await, 0);
}

#[tokio::test]
async fn a_relay_that_keeps_turning_us_away_for_good_pauses_it() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let newsletter = fixture.newsletter_to(merchant, &["ana@example.com", "eva@example.com"]).await;
    let server =
        ScriptedSmtpServer::start(Script::default().with(Fault::reply(Stage::Greeting, 554).times(5)))
            .await
            .unwrap();
    let worker = Worker::new(fixture.parts(relay(&server, 1)));
    for _ in 0..4 {
        worker.run_until_idle().await.unwrap();
        assert_eq!(fixture.newsletter_state(newsletter).await, "sending");
        fixture.clock.advance(chrono::Duration::minutes(1));
    }
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.newsletter_state(newsletter).await, "paused");
    let row = format!("FROM newsletters WHERE id = {}", id(newsletter.value()));
    assert_eq!(fixture.text(&format!("SELECT pause_reason AS value {row}")).await, "relay_refused");
    assert_eq!(fixture.states(newsletter).await, states(&[("queued", 2)]));
    fixture.run("UPDATE newsletters SET state = 'sending'").await;
    fixture.clock.advance(chrono::Duration::minutes(1));
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("sent", 2)]));
}

#[tokio::test]
async fn a_relay_that_refuses_every_recipient_pauses_it_and_suppresses_nobody() {
    for text in ["relay not permitted", "5.1.1 No such user"] {
        let refusing = Weather::Reply(550, text.to_owned());
        let script = Script::default().with(Fault::at(Stage::Recipient, refusing).times(20));
        let (program, server, merchant, newsletter) = sending_to(script, 24).await;
        let owner = &merchant.owner;
        program.work().await;
        let found = owner.get(&newsletter).await.expect(200).json();
        assert_eq!(
            (&found["state"], &found["pause_reason"]),
            (&json!("paused"), &json!("recipients_refused"))
        );
        assert_eq!(found["pause_detail"], format!("550 {text}"));
        assert_eq!(count(owner, &newsletter, "queued").await, 24, "{text}");
        owner.post(&format!("{newsletter}/resume"), &json!({})).await.expect(200);
        program.work().await;
        assert_eq!(owner.get(&newsletter).await.json()["state"], "sent", "{text}");
        assert_eq!((count(owner, &newsletter, "sent").await, server.accepted()), (24, 24), "{text}");
    }
}

#[tokio::test]
async fn what_is_refused_again_once_its_owner_has_read_why_has_failed() {
    let refusing = Weather::Reply(550, "5.1.1 No such user".to_owned());
    let script = Script::default().with(Fault::at(Stage::Recipient, refusing).times(42));
    let (program, server, merchant, newsletter) = sending_to(script, 24).await;
    let owner = &merchant.owner;
    program.work().await;
    owner.post(&format!("{newsletter}/resume"), &json!({})).await.expect(200);
    program.work().await;
    assert_eq!(owner.get(&newsletter).await.json()["state"], "sent");
    assert_eq!((count(owner, &newsletter, "failed").await, server.accepted()), (22, 2));
}

#[tokio::test]
async fn a_relay_that_puts_everything_off_is_left_alone_and_at_last_pauses_it() {
    let later = Weather::Reply(451, "4.3.2 System not accepting messages".to_owned());
    let script = Script::default().with(Fault::at(Stage::Sender, later).times(100_000));
    let (program, _server, merchant, newsletter) = sending_to(script, 24).await;
    let mut rounds = 0;
    let found = loop {
        program.work().await;
        let owner = program.sign_in(&merchant.owner_email).await;
        let found = owner.get(&newsletter).await.expect(200).json();
        rounds += 1;
        if found["state"] != "sending" || rounds > 200 {
            break found;
        }
        program.clock.advance(chrono::Duration::minutes(31));
    };
    assert_eq!(
        (&found["state"], &found["pause_reason"]),
        (&json!("paused"), &json!("relay_defers")),
        "{rounds}"
    );
    assert_eq!(found["pause_detail"], "451 4.3.2 System not accepting messages");
    let owner = program.sign_in(&merchant.owner_email).await;
    assert_eq!(count(&owner, &newsletter, "failed").await, 0, "after {rounds} rounds");
}

use std::sync::Arc;
use std::time::Duration;

use regulars_kernel::LeaseId;
use regulars_smtp_server::{Fault, Script, Stage, Weather};
use uuid::Uuid;

use crate::newsletters::fixture::{Fixture, id, states};

const ADDRESSES: [&str; 4] = ["ana@example.com", "eva@example.com", "iva@example.com", "mia@example.com"];

/// A worker has died: one message was claimed, one was on the wire.
async fn die(fixture: &Fixture, until: &str) {
    let lease = id(LeaseId::new(Uuid::from_u128(7)).value());
    for (address, state) in [("ana", "leased"), ("eva", "sending")] {
        fixture
            .run(&format!(
                "UPDATE deliveries SET state = '{state}', lease_id = {lease}, leased_until = '{until}'
                 WHERE address = '{address}@example.com'"
            ))
            .await;
    }
}

#[tokio::test]
async fn what_a_dead_worker_held_is_taken_back_when_its_lease_ends() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let newsletter = fixture.newsletter_to(merchant, &ADDRESSES).await;
    die(&fixture, "2026-11-21T10:00:30+00:00").await;
    let (server, worker) = fixture.fair_weather().await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("leased", 1), ("sending", 1), ("sent", 2)]));
    assert_eq!(fixture.newsletter_state(newsletter).await, "sending");
    fixture.clock.advance(chrono::Duration::seconds(31));
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("sent", 3), ("unknown", 1)]));
    assert_eq!(fixture.reasons(newsletter, "unknown").await, [Some("worker_lost".to_owned())]);
    assert_eq!(fixture.counters(newsletter).await, [3, 0, 1, 0, 0]);
    assert_eq!(fixture.newsletter_state(newsletter).await, "sent");
    assert_eq!(server.accepted(), 3);
}

#[tokio::test]
async fn a_cancelled_newsletter_gets_back_what_a_dead_worker_held_as_cancelled() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let newsletter = fixture.newsletter_to(merchant, &ADDRESSES).await;
    die(&fixture, "2026-11-21T09:59:59+00:00").await;
    fixture
        .run("UPDATE deliveries SET state = 'cancelled', settled_at = next_attempt_at WHERE state = 'queued'")
        .await;
    fixture.run("UPDATE newsletters SET state = 'cancelled'").await;
    let (server, worker) = fixture.fair_weather().await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("cancelled", 3), ("unknown", 1)]));
    assert_eq!(fixture.counters(newsletter).await, [0, 0, 1, 0, 1]);
    assert_eq!(server.accepted(), 0);
}

#[tokio::test]
async fn a_paused_newsletter_ends_with_the_last_message_that_is_taken_back() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let newsletter = fixture.newsletter_to(merchant, &["eva@example.com"]).await;
    die(&fixture, "2026-11-21T09:59:59+00:00").await;
    fixture.run("UPDATE newsletters SET state = 'paused'").await;
    let (_server, worker) = fixture.fair_weather().await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("unknown", 1)]));
    assert_eq!(fixture.newsletter_state(newsletter).await, "sent");
}

#[tokio::test]
async fn a_newsletter_whose_last_message_was_settled_by_a_worker_that_died_still_ends() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let newsletter = fixture.newsletter_to(merchant, &["ana@example.com"]).await;
    fixture.run("UPDATE deliveries SET state = 'sent', settled_at = next_attempt_at").await;
    let (_server, worker) = fixture.fair_weather().await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.newsletter_state(newsletter).await, "sent");
}

#[tokio::test]
async fn a_lease_that_an_older_program_left_on_a_final_message_is_not_taken_back() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let newsletter = fixture.newsletter_to(merchant, &["ana@example.com", "eva@example.com"]).await;
    let lease = id(LeaseId::new(Uuid::from_u128(7)).value());
    fixture
        .run(&format!(
            "UPDATE deliveries SET state = 'excluded', settled_at = next_attempt_at, lease_id = {lease},
                 leased_until = '2026-11-21T09:59:59+00:00'
             WHERE address = 'ana@example.com'"
        ))
        .await;
    let (server, worker) = fixture.fair_weather().await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.newsletter_state(newsletter).await, "sent");
    assert_eq!((server.accepted(), fixture.reasons(newsletter, "excluded").await.len()), (1, 1));
}

#[tokio::test]
async fn a_worker_does_not_take_its_own_messages_for_those_of_a_dead_one() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let newsletter = fixture.newsletter_to(merchant, &["ana@example.com"]).await;
    let late = Fault::at(Stage::Dot, Weather::Delay(Duration::from_secs(1)));
    let (server, worker) = fixture.weather(Script::default().with(late)).await;
    let worker = Arc::new(worker);
    let handle = worker.handle();
    let running = tokio::spawn({
        let worker = Arc::clone(&worker);
        async move { worker.run(std::future::pending()).await }
    });
    while server.accepted() == 0 {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    fixture.clock.advance(chrono::Duration::seconds(61));
    while fixture.newsletter_state(newsletter).await != "sent" {
        handle.wake();
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    assert_eq!(fixture.states(newsletter).await, states(&[("sent", 1)]));
    handle.stop();
    running.await.unwrap();
}

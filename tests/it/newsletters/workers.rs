use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use regulars_smtp_server::{Script, ScriptedSmtpServer};
use regulars_worker::Worker;

use crate::newsletters::fixture::{Fixture, relay, states};

fn slow() -> Script {
    Script { throttle: Duration::from_millis(10), ..Script::default() }
}

async fn newsletter(fixture: &Fixture, count: usize) -> regulars_kernel::NewsletterId {
    let merchant = fixture.merchant("live").await;
    let addresses: Vec<String> = (0..count).map(|number| format!("kupac-{number}@example.com")).collect();
    let borrowed: Vec<&str> = addresses.iter().map(String::as_str).collect();
    fixture.newsletter_to(merchant, &borrowed).await
}

fn doubled(server: &ScriptedSmtpServer) -> usize {
    let mut times: BTreeMap<_, usize> = BTreeMap::new();
    for message in server.messages() {
        *times.entry(message.message_id).or_default() += 1;
    }
    times.values().filter(|times| **times > 1).count()
}

#[tokio::test]
async fn two_workers_at_once_never_send_a_message_twice() {
    let fixture = Fixture::set().await;
    let newsletter = newsletter(&fixture, 150).await;
    let server =
        ScriptedSmtpServer::start(Script { throttle: Duration::from_millis(2), ..slow() }).await.unwrap();
    let worker = |claim| {
        let mut parts = fixture.parts(relay(&server, 5));
        parts.settings.claim = claim;
        Worker::new(parts)
    };
    let (one, two) = (worker(20), worker(7));
    let (first, second) = tokio::join!(one.run_until_idle(), two.run_until_idle());
    first.unwrap();
    second.unwrap();
    one.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("sent", 150)]));
    assert_eq!((server.accepted(), doubled(&server)), (150, 0));
    assert_eq!(fixture.counters(newsletter).await, [150, 0, 0, 0, 0]);
}

#[tokio::test]
async fn a_pause_stops_within_one_commit_and_a_resumption_goes_on() {
    let fixture = Fixture::set().await;
    let newsletter = newsletter(&fixture, 100).await;
    let server = ScriptedSmtpServer::start(slow()).await.unwrap();
    let worker = Arc::new(Worker::new(fixture.parts(relay(&server, 4))));
    let running = tokio::spawn({
        let worker = worker.clone();
        async move { worker.run_until_idle().await }
    });
    while server.accepted() < 10 {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    fixture.run("UPDATE newsletters SET state = 'paused'").await;
    let paused_at = server.accepted();
    running.await.unwrap().unwrap();
    let stopped_at = server.accepted();
    assert!(stopped_at - paused_at <= 9, "{} left after the pause", stopped_at - paused_at);
    let sent = i64::try_from(stopped_at).unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("queued", 100 - sent), ("sent", sent)]));
    fixture.run("UPDATE newsletters SET state = 'sending'").await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("sent", 100)]));
    assert_eq!((server.accepted(), doubled(&server)), (100, 0));
}

#[tokio::test]
async fn a_worker_that_is_stopped_finishes_what_is_on_the_wire_and_gives_back_the_rest() {
    let fixture = Fixture::set().await;
    let newsletter = newsletter(&fixture, 100).await;
    let server = ScriptedSmtpServer::start(slow()).await.unwrap();
    let worker = Arc::new(Worker::new(fixture.parts(relay(&server, 4))));
    let handle = worker.handle();
    let running = tokio::spawn(async move { worker.run(std::future::pending()).await });
    while server.accepted() < 10 {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    handle.stop();
    tokio::time::timeout(Duration::from_secs(5), running).await.unwrap().unwrap();
    let sent = i64::try_from(server.accepted()).unwrap();
    assert!(sent < 100);
    assert_eq!(fixture.states(newsletter).await, states(&[("queued", 100 - sent), ("sent", sent)]));
}

#[tokio::test]
async fn a_worker_that_may_not_wait_any_longer_leaves_unknown_what_is_on_the_wire() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let newsletter = fixture.newsletter_to(merchant, &["silent-ana@example.com"]).await;
    let server = ScriptedSmtpServer::start(Script::default()).await.unwrap();
    let mut parts = fixture.parts(relay(&server, 4));
    parts.settings.drain = Duration::from_millis(100);
    let worker = Arc::new(Worker::new(parts));
    let handle = worker.handle();
    let running = tokio::spawn(async move { worker.run(std::future::pending()).await });
    while fixture.states(newsletter).await != states(&[("sending", 1)]) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    handle.stop();
    tokio::time::timeout(Duration::from_secs(2), running).await.unwrap().unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("unknown", 1)]));
}

#[tokio::test]
async fn a_small_newsletter_does_not_wait_for_a_large_one() {
    let fixture = Fixture::set().await;
    let large = newsletter(&fixture, 300).await;
    let small = newsletter(&fixture, 10).await;
    let server = ScriptedSmtpServer::start(slow()).await.unwrap();
    let mut parts = fixture.parts(relay(&server, 2));
    parts.settings.turn = 5;
    let worker = Arc::new(Worker::new(parts));
    let handle = worker.handle();
    let running = tokio::spawn(async move { worker.run(std::future::pending()).await });
    while fixture.newsletter_state(small).await != "sent" {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let of_large = fixture.states(large).await.get("sent").copied().unwrap_or_default();
    assert!(of_large < 150, "{of_large} of the large one had been sent");
    handle.stop();
    running.await.unwrap();
}

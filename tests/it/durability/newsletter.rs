use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use regulars_kernel::NewsletterId;
use regulars_smtp_server::{Script, ScriptedSmtpServer};
use regulars_tests::is_postgres;
use regulars_worker::Worker;

use super::disk::OnASmallDisk;
use super::postgres::{STOP_WRITES, TAKE_WRITES};
use crate::newsletters::campaign::{campaign_to, until_sent};
use crate::newsletters::fixture::{Fixture, relay, states};

const AUDIENCE: usize = 1_500;
/// How long anything may take that another process does.
const PATIENCE: Duration = Duration::from_secs(60);

async fn relay_in_fair_weather() -> ScriptedSmtpServer {
    let script = Script { throttle: Duration::from_millis(5), ..Script::default() };
    ScriptedSmtpServer::start(script).await.unwrap()
}

async fn until_accepted(server: &ScriptedSmtpServer, count: usize) {
    let end = Instant::now() + PATIENCE;
    while server.accepted() < count {
        assert!(Instant::now() < end, "no more than {} of {count} arrive", server.accepted());
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn expect_each_was_sent_once(fixture: &Fixture, newsletter: NewsletterId, server: &ScriptedSmtpServer) {
    let audience = i64::try_from(AUDIENCE).unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("sent", audience)]));
    assert_eq!(fixture.counters(newsletter).await, [audience, 0, 0, 0, 0]);
    let mut times: BTreeMap<_, usize> = BTreeMap::new();
    for message in server.messages() {
        *times.entry(message.message_id).or_default() += 1;
    }
    let doubled = times.values().filter(|times| **times > 1).count();
    assert_eq!((times.len(), doubled), (AUDIENCE, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_under_a_running_newsletter_loses_and_doubles_nobody() {
    if is_postgres() {
        return on_postgres().await;
    }
    let (fixture, merchant, newsletter) = campaign_to(AUDIENCE).await;
    let server = relay_in_fair_weather().await;
    let settings = [
        ("REGULARS_DATABASE_CONNECTIONS", "4".to_owned()),
        ("REGULARS_PUBLIC_URL", "https://news.example".to_owned()),
        ("REGULARS_SMTP_URL", server.url()),
        ("REGULARS_SMTP_CONNECTIONS", "10".to_owned()),
        ("REGULARS_LOG", "error".to_owned()),
    ];
    let mut worker = OnASmallDisk::run(&fixture.database, &["worker"], &settings);
    for sent in [100, 400, 900] {
        until_accepted(&server, sent).await;
        worker.fill();
        worker.until_it_logs("writes fail");
        // What is on the wire arrives, and nothing more leaves: it could not be marked.
        let at_most = server.accepted() + 10;
        worker.make_room();
        worker.process.stand_still();
        assert!(server.accepted() <= at_most + 10, "mail leaves that cannot be written down");
        worker.process.go_on();
    }
    until_sent(&fixture, newsletter, &mut worker.process).await;
    expect_each_was_sent_once(&fixture, newsletter, &server).await;
    assert_eq!(fixture.available(merchant).await, 10_000 - i64::try_from(AUDIENCE).unwrap());
}

async fn on_postgres() {
    let (fixture, _, newsletter) = campaign_to(AUDIENCE).await;
    let server = relay_in_fair_weather().await;
    let worker = Arc::new(Worker::new(fixture.parts(relay(&server, 10))));
    let handle = worker.handle();
    let running = tokio::spawn(async move { worker.run(std::future::pending()).await });
    for sent in [100, 400, 900] {
        until_accepted(&server, sent).await;
        fixture.run(&STOP_WRITES.replace("{table}", "deliveries").replace("{code}", "53100")).await;
        while fixture.store.ready().await.is_ok() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        fixture.run(&TAKE_WRITES.replace("{table}", "deliveries")).await;
    }
    while fixture.newsletter_state(newsletter).await != "sent" {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    handle.stop();
    running.await.unwrap();
    expect_each_was_sent_once(&fixture, newsletter, &server).await;
}

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use regulars_channels::Mailbox;
use regulars_jobs::{JobStore, NewJob, ServiceMail};
use regulars_kernel::{Environment, MerchantId, Scope};
use regulars_smtp_server::{Fault, Script, ScriptedSmtpServer, Stage, Weather};
use regulars_worker::{
    JobFailure, JobHandler, JobWork, OneRelay, ServiceMailHandler, ServiceMailMessage, ServiceMailWriter,
    Worker, WriteError, WrittenMail,
};
use serde_json::json;

use crate::newsletters::fixture::{Fixture, relay, scope};

async fn enqueue(fixture: &Fixture, merchant: MerchantId) {
    let mail = ServiceMail { template: "opt_in".to_owned(), ids: json!({"customer": "1"}) };
    let job = NewJob::now(&fixture.environment(), &mail).unwrap();
    fixture
        .store
        .write(scope(merchant), move |tx| Box::pin(async move { tx.enqueue(&job).await }))
        .await
        .unwrap();
}

struct OptInWriter;

#[async_trait]
impl ServiceMailWriter for OptInWriter {
    async fn write(&self, _: Scope, _: &Environment, mail: &ServiceMail) -> Result<WrittenMail, WriteError> {
        if mail.template != "opt_in" {
            return Err(WriteError::Impossible("there is no such template".to_owned()));
        }
        let mailbox = |address: &str| Mailbox::from(address.parse::<regulars_kernel::Email>().unwrap());
        Ok(WrittenMail::Mail(Box::new(ServiceMailMessage {
            from: mailbox("novosti@cvecara.example"),
            to: mailbox("ana@example.com"),
            reply_to: None,
            subject: "Potvrdite".to_owned(),
            text: "https://news.example/c/secret".to_owned(),
            html: None,
        })))
    }
}

fn mailing(fixture: &Fixture, routes: OneRelay) -> Worker {
    let mut parts = fixture.parts(routes.clone());
    let handler = ServiceMailHandler {
        database: fixture.store.clone(),
        routes: Arc::new(routes),
        writer: Arc::new(OptInWriter),
    };
    parts.handlers = vec![Arc::new(handler)];
    Worker::new(parts)
}

async fn state(fixture: &Fixture) -> String {
    fixture.text("SELECT state AS value FROM jobs").await
}

#[tokio::test]
async fn a_service_mail_is_sent_as_a_job() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    enqueue(&fixture, merchant).await;
    let server = ScriptedSmtpServer::start(Script::default()).await.unwrap();
    mailing(&fixture, relay(&server, 2)).run_until_idle().await.unwrap();
    assert_eq!(state(&fixture).await, "done");
    let text = String::from_utf8(server.messages().remove(0).data).unwrap();
    assert!(text.contains("Auto-Submitted: auto-generated") && !text.contains("List-Unsubscribe"));
}

#[tokio::test]
async fn a_service_mail_of_a_sandbox_is_captured() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("sandbox").await;
    enqueue(&fixture, merchant).await;
    mailing(&fixture, OneRelay::none()).run_until_idle().await.unwrap();
    assert_eq!(state(&fixture).await, "done");
    assert_eq!(fixture.text("SELECT subject AS value FROM captured_messages").await, "Potvrdite");
}

#[tokio::test]
async fn a_service_mail_in_doubt_is_sent_once_more_under_the_same_id_and_never_a_third_time() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    enqueue(&fixture, merchant).await;
    let server =
        ScriptedSmtpServer::start(Script::default().with(Fault::at(Stage::Dot, Weather::AcceptAndDrop)))
            .await
            .unwrap();
    let worker = mailing(&fixture, relay(&server, 2));
    for _ in 0..5 {
        worker.run_until_idle().await.unwrap();
        fixture.clock.advance(chrono::Duration::hours(1));
    }
    assert_eq!(state(&fixture).await, "failed");
    let messages = server.messages();
    assert_eq!(messages.len(), 2);
    assert_eq!(messages[0].message_id, messages[1].message_id);
}

#[tokio::test]
async fn a_service_mail_waits_for_a_relay_without_burning_an_attempt() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    enqueue(&fixture, merchant).await;
    let mut server = ScriptedSmtpServer::start(Script::default()).await.unwrap();
    let worker = mailing(&fixture, relay(&server, 2));
    server.stop_listening().await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(state(&fixture).await, "queued");
    assert_eq!(fixture.number("SELECT attempts AS value FROM jobs").await, 0);
    server.listen_again().await.unwrap();
    fixture.clock.advance(chrono::Duration::minutes(1));
    worker.run_until_idle().await.unwrap();
    assert_eq!((state(&fixture).await.as_str(), server.accepted()), ("done", 1));
}

#[tokio::test]
async fn a_job_of_a_dead_worker_is_run_again_and_one_that_dies_twice_in_doubt_is_not_sent() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    enqueue(&fixture, merchant).await;
    let server = ScriptedSmtpServer::start(Script::default()).await.unwrap();
    let worker = mailing(&fixture, relay(&server, 2));
    fixture
        .run(
            "UPDATE jobs SET state = 'running', attempts = 2, last_error = 'interrupted',
                 leased_until = '2026-11-21T09:59:00+00:00'",
        )
        .await;
    worker.run_until_idle().await.unwrap();
    assert_eq!((state(&fixture).await.as_str(), server.accepted()), ("failed", 0));
    fixture
        .run(
            "UPDATE jobs SET state = 'running', last_error = NULL, leased_until = '2026-11-21T09:59:00+00:00',
                 finished_at = NULL",
        )
        .await;
    worker.run_until_idle().await.unwrap();
    assert_eq!((state(&fixture).await.as_str(), server.accepted()), ("done", 1));
}

struct Failing {
    runs: AtomicUsize,
}

#[async_trait]
impl JobHandler for Failing {
    fn kind(&self) -> &'static str {
        "service_mail"
    }

    async fn run(&self, _: &JobWork) -> Result<(), JobFailure> {
        self.runs.fetch_add(1, Ordering::Relaxed);
        Err(JobFailure::Retry { error: "not today".to_owned() })
    }
}

#[tokio::test]
async fn a_job_that_keeps_failing_is_tried_at_growing_distances_and_then_fails() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    enqueue(&fixture, merchant).await;
    let failing = Arc::new(Failing { runs: AtomicUsize::new(0) });
    let mut parts = fixture.parts(OneRelay::none());
    parts.settings.retries.attempts = 3;
    parts.handlers = vec![failing.clone()];
    let worker = Worker::new(parts);
    for (advance, runs) in [(0, 1), (29, 1), (1, 2), (59, 2), (1, 3), (86_400, 3)] {
        fixture.clock.advance(chrono::Duration::seconds(advance));
        worker.run_until_idle().await.unwrap();
        assert_eq!(failing.runs.load(Ordering::Relaxed), runs, "after {advance} more seconds");
    }
    assert_eq!(state(&fixture).await, "failed");
    assert_eq!(fixture.text("SELECT last_error AS value FROM jobs").await, "not today");
}

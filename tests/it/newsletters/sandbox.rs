use regulars_worker::{OneRelay, Worker};

use crate::newsletters::stage::{Stage, id, states};

#[tokio::test]
async fn a_sandbox_keeps_its_messages_and_sends_none() {
    let stage = Stage::set().await;
    let merchant = stage.merchant("sandbox").await;
    let addresses = ["ana@example.com", "eva@example.com", "iva@example.com"];
    let newsletter = stage.newsletter_to(merchant, &addresses).await;
    stage.run("UPDATE customers SET restricted_at = created_at WHERE email = 'eva@example.com'").await;
    let worker = Worker::new(stage.parts(OneRelay::none()));
    worker.run_until_idle().await.unwrap();
    assert_eq!(stage.states(newsletter).await, states(&[("excluded", 1), ("sent", 2)]));
    assert_eq!(stage.counters(newsletter).await, [2, 0, 0, 1, 0]);
    assert_eq!(stage.newsletter_state(newsletter).await, "sent");
    let kept = "FROM captured_messages WHERE recipient = 'ana@example.com'";
    assert_eq!(stage.text(&format!("SELECT channel AS value {kept}")).await, "email");
    assert_eq!(stage.text(&format!("SELECT subject AS value {kept}")).await, "Gospodine Petroviću");
    let html = stage.text(&format!("SELECT html AS value {kept}")).await;
    assert!(html.contains("https://news.example/l-1/"), "{html}");
    let headers = stage.text(&format!("SELECT CAST(headers AS TEXT) AS value {kept}")).await;
    assert!(headers.contains("List-Unsubscribe-Post") && headers.contains("Message-ID"), "{headers}");
    assert_eq!(stage.number("SELECT COUNT(*) AS value FROM captured_messages").await, 2);
}

#[tokio::test]
async fn a_sandbox_goes_by_its_own_clock() {
    let stage = Stage::set().await;
    let merchant = stage.merchant("sandbox").await;
    let newsletter = stage.newsletter_to(merchant, &["ana@example.com"]).await;
    stage.run("UPDATE deliveries SET next_attempt_at = '2026-12-21T10:00:00+00:00'").await;
    let worker = Worker::new(stage.parts(OneRelay::none()));
    worker.run_until_idle().await.unwrap();
    assert_eq!(stage.states(newsletter).await, states(&[("queued", 1)]));
    let month = chrono::Duration::days(30).num_microseconds().unwrap();
    stage
        .run(&format!("UPDATE merchants SET test_clock_shift = {month} WHERE id = {}", id(merchant.value())))
        .await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(stage.states(newsletter).await, states(&[("sent", 1)]));
}

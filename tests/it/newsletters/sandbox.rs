use regulars_worker::{OneRelay, Worker};

use crate::newsletters::fixture::{Fixture, id, states};

#[tokio::test]
async fn a_sandbox_keeps_its_messages_and_sends_none() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("sandbox").await;
    let addresses = ["ana@example.com", "eva@example.com", "iva@example.com"];
    let newsletter = fixture.newsletter_to(merchant, &addresses).await;
    fixture.run("UPDATE customers SET restricted_at = created_at WHERE email = 'eva@example.com'").await;
    let worker = Worker::new(fixture.parts(OneRelay::none()));
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("excluded", 1), ("sent", 2)]));
    assert_eq!(fixture.counters(newsletter).await, [2, 0, 0, 1, 0]);
    assert_eq!(fixture.newsletter_state(newsletter).await, "sent");
    let kept = "FROM captured_messages WHERE recipient = 'ana@example.com'";
    assert_eq!(fixture.text(&format!("SELECT channel AS value {kept}")).await, "email");
    assert_eq!(fixture.text(&format!("SELECT subject AS value {kept}")).await, "Gospodine Petroviću");
    let html = fixture.text(&format!("SELECT html AS value {kept}")).await;
    assert!(html.contains("https://news.example/l-1/"), "{html}");
    let headers = fixture.text(&format!("SELECT CAST(headers AS TEXT) AS value {kept}")).await;
    assert!(headers.contains("List-Unsubscribe-Post") && headers.contains("Message-ID"), "{headers}");
    assert_eq!(fixture.number("SELECT COUNT(*) AS value FROM captured_messages").await, 2);
}

#[tokio::test]
async fn a_sandbox_goes_by_its_own_clock() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("sandbox").await;
    let newsletter = fixture.newsletter_to(merchant, &["ana@example.com"]).await;
    fixture.run("UPDATE deliveries SET next_attempt_at = '2026-12-21T10:00:00+00:00'").await;
    let worker = Worker::new(fixture.parts(OneRelay::none()));
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("queued", 1)]));
    let month = chrono::Duration::days(30).num_microseconds().unwrap();
    fixture
        .run(&format!(
            "UPDATE merchant_settings SET test_clock_shift = {month} WHERE merchant_id = {}",
            id(merchant.value())
        ))
        .await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("sent", 1)]));
}

use std::collections::BTreeSet;

use crate::newsletters::fixture::{Fixture, id, states};

fn addresses(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("kupac-{number}@example.com")).collect()
}

#[tokio::test]
async fn every_message_is_sent_once_and_the_newsletter_ends() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let addresses = addresses(120);
    let borrowed: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let newsletter = fixture.newsletter_to(merchant, &borrowed).await;
    let (server, worker) = fixture.fair_weather().await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("sent", 120)]));
    assert_eq!(fixture.newsletter_state(newsletter).await, "sent");
    assert_eq!(fixture.counters(newsletter).await, [120, 0, 0, 0, 0]);
    let messages = server.messages();
    let ids: BTreeSet<_> = messages.iter().map(|message| message.message_id.clone().unwrap()).collect();
    let recipients: BTreeSet<_> = messages.iter().flat_map(|message| message.recipients.clone()).collect();
    assert_eq!((messages.len(), ids.len(), recipients.len()), (120, 120, 120));
    assert!(server.connections() <= 10, "{} connections", server.connections());
    assert_eq!(server.violations(), Vec::<String>::new());
}

#[tokio::test]
async fn a_message_carries_its_headers_and_its_own_links() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let newsletter = fixture.newsletter_to(merchant, &["ana@example.com"]).await;
    let (server, worker) = fixture.fair_weather().await;
    worker.run_until_idle().await.unwrap();
    let message = server.messages().remove(0);
    let text = String::from_utf8(message.data).unwrap();
    let unfolded = text.replace("\r\n ", " ").replace("\r\n\t", " ").replace("=\r\n", "");
    assert_eq!(message.return_path, "novosti@cvecara.example");
    assert!(message.message_id.unwrap().ends_with("@cvecara.example"));
    for expected in [
        "Date: Sat, 21 Nov 2026 10:00:00",
        "List-Unsubscribe: <https://news.example/u/",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        &format!("Feedback-ID: {}:{}:newsletter:", newsletter.value().simple(), merchant.value().simple()),
        ".list.cvecara.example>",
        "https://news.example/l-1/",
        "https://news.example/l-2/",
        "https://news.example/o/",
        "https://news.example/w/",
    ] {
        assert!(unfolded.contains(expected), "{expected} is missing in\n{unfolded}");
    }
    assert!(!unfolded.to_lowercase().contains("regulars"));
}

#[tokio::test]
async fn the_tracking_mode_and_the_own_host_are_respected() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let (server, worker) = fixture.fair_weather().await;
    for (tracking, link) in
        [("off", "https://shop.example/a"), ("anonymous", "https://mail.ruza.example/l-1/")]
    {
        fixture
            .run(&format!(
                "UPDATE merchant_settings SET tracking = '{tracking}', link_host = 'mail.ruza.example' WHERE merchant_id = {}",
                id(merchant.value())
            ))
            .await;
        fixture.newsletter_to(merchant, &[&format!("{tracking}@example.com")]).await;
        worker.run_until_idle().await.unwrap();
        let text = String::from_utf8(server.messages().pop().unwrap().data).unwrap().replace("=\r\n", "");
        assert!(text.contains(link), "{link} is missing in\n{text}");
        assert!(text.contains("https://mail.ruza.example/u/"), "the host is the merchant's own");
        assert_eq!(text.contains("https://mail.ruza.example/o/"), tracking == "anonymous");
    }
}

#[tokio::test]
async fn a_newsletter_that_cannot_be_written_is_paused_and_nothing_leaves() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let newsletter = fixture.newsletter_to(merchant, &["ana@example.com"]).await;
    fixture.run("UPDATE newsletters SET subject = '{{ nonsense'").await;
    let (server, worker) = fixture.fair_weather().await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.newsletter_state(newsletter).await, "paused");
    assert_eq!((server.accepted(), fixture.states(newsletter).await), (0, states(&[("queued", 1)])));
}

#[tokio::test]
async fn an_address_that_is_none_fails_and_stops_nobody_else() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let newsletter = fixture.newsletter_to(merchant, &["ana@example.com", "not an address"]).await;
    let (server, worker) = fixture.fair_weather().await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(server.accepted(), 1);
    assert_eq!(fixture.states(newsletter).await, states(&[("failed", 1), ("sent", 1)]));
    assert_eq!(fixture.reasons(newsletter, "failed").await, [Some("invalid_address".to_owned())]);
    assert_eq!(fixture.newsletter_state(newsletter).await, "sent");
}

#[tokio::test]
async fn what_is_not_due_yet_waits() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let newsletter = fixture.newsletter_to(merchant, &["ana@example.com"]).await;
    fixture.run("UPDATE deliveries SET next_attempt_at = '2026-11-21T11:00:00+00:00'").await;
    let (server, worker) = fixture.fair_weather().await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(server.accepted(), 0);
    fixture.clock.advance(chrono::Duration::hours(1));
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.newsletter_state(newsletter).await, "sent");
}

use std::time::Duration;

use regulars_smtp_server::{Fault, Script, Stage, Weather};

use crate::newsletters::fixture::{Fixture, states};

#[tokio::test]
async fn a_deferred_message_climbs_the_ladder_until_it_is_given_up() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let newsletter = fixture.newsletter_to(merchant, &["defer-ana@example.com", "eva@example.com"]).await;
    let (server, worker) = fixture.fair_weather().await;
    for minutes in [30, 60, 120, 240, 480, 960, 960, 960] {
        worker.run_until_idle().await.unwrap();
        assert_eq!(fixture.states(newsletter).await, states(&[("deferred", 1), ("sent", 1)]), "{minutes}");
        fixture.clock.advance(chrono::Duration::minutes(minutes - 1));
        worker.run_until_idle().await.unwrap();
        assert_eq!(fixture.newsletter_state(newsletter).await, "sending", "not before its time");
        fixture.clock.advance(chrono::Duration::minutes(1));
    }
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("failed", 1), ("sent", 1)]));
    assert_eq!(
        fixture.reasons(newsletter, "failed").await,
        [Some("gave up: 451 4.2.1 Try again later".to_owned())]
    );
    let asked = server.commands().iter().filter(|verb| *verb == "RCPT").count();
    assert_eq!((asked, server.accepted()), (10, 1));
    assert_eq!(fixture.newsletter_state(newsletter).await, "sent");
}

#[tokio::test]
async fn a_relay_that_was_busy_takes_everything_in_the_end() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let addresses: Vec<String> = (0..40).map(|number| format!("kupac-{number}@example.com")).collect();
    let borrowed: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let newsletter = fixture.newsletter_to(merchant, &borrowed).await;
    let (server, worker) =
        fixture.weather(Script::default().with(Fault::reply(Stage::Dot, 451).times(12))).await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("deferred", 12), ("sent", 28)]));
    fixture.clock.advance(chrono::Duration::minutes(30));
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("sent", 40)]));
    assert_eq!(server.accepted(), 40);
}

#[tokio::test]
async fn a_refused_message_fails_and_a_bad_mailbox_is_suppressed() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let addresses = ["Refuse-Ana@example.com", "spam-eva@example.com", "iva@example.com"];
    let newsletter = fixture.newsletter_to(merchant, &addresses).await;
    let (server, worker) = fixture
        .weather(
            Script::default().with(
                Fault::at(Stage::Recipient, Weather::Reply(550, "5.1.1 No such mailbox".to_owned()))
                    .for_recipients("Refuse-"),
            ),
        )
        .await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("failed", 2), ("sent", 1)]));
    assert_eq!(fixture.counters(newsletter).await, [1, 2, 0, 0, 0]);
    let suppressed = fixture
        .text("SELECT address || ' ' || reason || ' ' || source AS value FROM suppressions WHERE channel = 'email'")
        .await;
    assert_eq!(suppressed, "refuse-ana@example.com bounce smtp");
    assert_eq!(fixture.number("SELECT COUNT(*) AS value FROM suppressions").await, 1);
    assert_eq!(server.accepted(), 1);
}

#[tokio::test]
async fn a_connection_lost_after_the_dot_leaves_the_message_unknown_for_good() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let addresses = ["vanish-ana@example.com", "drop-eva@example.com", "iva@example.com", "mia@example.com"];
    let newsletter = fixture.newsletter_to(merchant, &addresses).await;
    let (server, worker) = fixture.fair_weather().await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("sent", 2), ("unknown", 2)]));
    assert_eq!(fixture.counters(newsletter).await, [2, 0, 2, 0, 0]);
    assert_eq!(fixture.newsletter_state(newsletter).await, "sent");
    let accepted = server.accepted();
    fixture.clock.advance(chrono::Duration::days(5));
    worker.run_until_idle().await.unwrap();
    assert_eq!(server.accepted(), accepted, "what is unknown is not sent again");
}

#[tokio::test]
async fn a_relay_that_is_gone_burns_no_attempt_and_is_left_alone_for_a_while() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let newsletter = fixture.newsletter_to(merchant, &["ana@example.com", "eva@example.com"]).await;
    let (mut server, worker) = fixture.fair_weather().await;
    server.stop_listening().await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("queued", 2)]));
    assert_eq!(fixture.number("SELECT MAX(attempts) AS value FROM deliveries").await, 0);
    server.listen_again().await.unwrap();
    worker.run_until_idle().await.unwrap();
    assert_eq!(server.accepted(), 0, "the relay is left alone for a second");
    fixture.clock.advance(chrono::Duration::seconds(1));
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("sent", 2)]));
}

#[tokio::test]
async fn a_relay_that_hangs_up_now_and_then_loses_and_doubles_nothing() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let addresses: Vec<String> = (0..60).map(|number| format!("kupac-{number}@example.com")).collect();
    let borrowed: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let newsletter = fixture.newsletter_to(merchant, &borrowed).await;
    let script = Script::default()
        .with(Fault::reply(Stage::Sender, 421).after(5).times(4))
        .with(Fault::at(Stage::Greeting, Weather::Drop).after(3).times(2));
    let (server, worker) = fixture.weather(script).await;
    for _ in 0..20 {
        worker.run_until_idle().await.unwrap();
        if fixture.newsletter_state(newsletter).await == "sent" {
            break;
        }
        fixture.clock.advance(chrono::Duration::minutes(1));
    }
    assert_eq!(fixture.states(newsletter).await, states(&[("sent", 60)]));
    assert_eq!(server.accepted(), 60);
}

#[tokio::test]
async fn a_silent_relay_of_one_merchant_does_not_stop_another() {
    use std::collections::HashMap;

    use regulars_kernel::MerchantId;
    use regulars_worker::{MailRoute, MailRoutes, Worker};

    use crate::newsletters::fixture::relay;

    struct Each(HashMap<MerchantId, MailRoute>);
    impl MailRoutes for Each {
        fn route(&self, merchant: MerchantId) -> Option<MailRoute> {
            self.0.get(&merchant).cloned()
        }
    }

    let fixture = Fixture::set().await;
    let (stalled, other) = (fixture.merchant("live").await, fixture.merchant("live").await);
    let first = fixture.newsletter_to(stalled, &["silent-ana@example.com", "eva@example.com"]).await;
    let second = fixture.newsletter_to(other, &["iva@example.com", "mia@example.com"]).await;
    let silent = regulars_smtp_server::ScriptedSmtpServer::start(
        Script::default().with(Fault::at(Stage::Greeting, Weather::Silence)),
    )
    .await
    .unwrap();
    let fair = regulars_smtp_server::ScriptedSmtpServer::start(Script::default()).await.unwrap();
    let route = |server, merchant, name: &str| {
        let route = relay(server, 2).route(merchant).unwrap();
        (merchant, MailRoute { name: name.into(), ..route })
    };
    let routes = Each([route(&silent, stalled, "silent"), route(&fair, other, "fair")].into());
    let worker = std::sync::Arc::new(Worker::new(fixture.parts(routes)));
    let running = tokio::spawn({
        let worker = worker.clone();
        async move { worker.run(std::future::pending()).await }
    });
    for _ in 0..200 {
        if fixture.newsletter_state(second).await == "sent" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(fixture.newsletter_state(second).await, "sent");
    assert_eq!(fixture.newsletter_state(first).await, "sending");
    worker.handle().stop();
    running.await.unwrap();
    assert_eq!(fixture.states(first).await, states(&[("queued", 2)]), "leases are given back");
}

//! The next envelope behind the dot.

use regulars_channels::SmtpOutcome;
use regulars_smtp_server::{Fault, Script, Stage, Weather};

use crate::support::{LIMIT, MESSAGE, connect, server, to, word};

/// Sends to all of them over one line, each announced by the one before.
async fn send_all(server: &regulars_smtp_server::ScriptedSmtpServer, local_parts: &[&str]) -> Vec<String> {
    let mut connection = connect(server).await;
    let envelopes: Vec<_> = local_parts.iter().map(|local_part| to(local_part)).collect();
    let mut outcomes = Vec::new();
    for (position, envelope) in envelopes.iter().enumerate() {
        let next = envelopes.get(position + 1);
        outcomes.push(word(&connection.send_ahead(envelope, MESSAGE, next).await));
    }
    outcomes
}

#[tokio::test]
async fn announced_messages_arrive_in_order_over_one_connection() {
    let server = server(Script::default()).await;
    assert_eq!(send_all(&server, &["a", "b", "c"]).await, ["accepted"; 3]);
    let recipients: Vec<_> = server.messages().into_iter().flat_map(|message| message.recipients).collect();
    assert_eq!(recipients, ["a@example.com", "b@example.com", "c@example.com"]);
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn nothing_is_announced_to_a_relay_without_pipelining() {
    let server = server(Script { pipelining: false, ..Script::default() }).await;
    assert_eq!(
        send_all(&server, &["a", "refuse-b", "c"]).await,
        ["accepted", "refused recipient 550", "accepted"]
    );
    assert!(server.violations().is_empty(), "{:?}", server.violations());
}

#[tokio::test]
async fn nothing_of_an_announced_message_leaves_before_its_own_call() {
    let server = server(Script::default()).await;
    let mut connection = connect(&server).await;
    let (first, second) = (to("a"), to("b"));
    assert_eq!(word(&connection.send_ahead(&first, MESSAGE, Some(&second)).await), "accepted");
    // The process dies here: the second message was announced, and never marked as sending.
    drop(connection);
    tokio::time::sleep(LIMIT / 4).await;
    assert_eq!(server.commands().iter().filter(|verb| *verb == "DATA").count(), 2, "it was announced");
    assert_eq!(server.accepted(), 1);
}

#[tokio::test]
async fn every_message_has_its_own_outcome() {
    let server = server(Script::default()).await;
    let outcomes = send_all(
        &server,
        &["a", "refuse-b", "c", "defer-d", "defer-e", "f", "spam-g", "h", "drop-i", "j", "vanish-k", "l"],
    )
    .await;
    assert_eq!(
        outcomes,
        [
            "accepted",
            "refused recipient 550",
            "accepted",
            "deferred recipient 451",
            "deferred recipient 451",
            "accepted",
            "refused final_dot 554",
            "accepted",
            "unknown",
            "accepted",
            "unknown",
            "accepted"
        ]
    );
    let received: Vec<_> = server.messages().into_iter().flat_map(|message| message.recipients).collect();
    let arrived =
        ["a", "c", "f", "h", "j", "vanish-k", "l"].map(|local_part| format!("{local_part}@example.com"));
    assert_eq!(received, arrived, "each at most once");
    assert_eq!(server.connections(), 3);
}

#[tokio::test]
async fn an_announcement_is_taken_back_by_another_connection() {
    let server = server(Script::default()).await;
    let mut connection = connect(&server).await;
    assert_eq!(word(&connection.send_ahead(&to("a"), MESSAGE, Some(&to("withdrawn"))).await), "accepted");
    assert_eq!(word(&connection.send(&to("b"), MESSAGE).await), "accepted");
    let received: Vec<_> = server.messages().into_iter().flat_map(|message| message.recipients).collect();
    assert_eq!(received, ["a@example.com", "b@example.com"]);
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn a_relay_that_hangs_up_on_an_announcement_costs_nothing() {
    let server = server(Script::default()).await;
    let mut connection = connect(&server).await;
    let (first, second) = (to("a"), to("b"));
    assert_eq!(word(&connection.send_ahead(&first, MESSAGE, Some(&second)).await), "accepted");
    server.hang_up().await;
    let outcome = connection.send(&second, MESSAGE).await;
    assert_eq!(word(&outcome), "accepted", "{outcome:?}");
    assert_eq!((server.connections(), server.accepted()), (2, 2));
}

#[tokio::test]
async fn an_announcement_that_is_lost_or_turned_down_at_any_point_is_told_right() {
    for (stage, weather, expected) in [
        (Stage::Sender, Weather::Drop, "accepted"),
        (Stage::Recipient, Weather::Drop, "accepted"),
        (Stage::Data, Weather::Drop, "accepted"),
        (Stage::Sender, Weather::Reply(421, "4.3.2 Closing".to_owned()), "accepted"),
        (Stage::Recipient, Weather::Reply(421, "4.7.0 Slow down".to_owned()), "deferred recipient 421"),
        (Stage::Data, Weather::Reply(451, "4.3.0 Later".to_owned()), "deferred data 451"),
        (Stage::Data, Weather::Silence, "not attempted"),
        (Stage::Sender, Weather::Reply(553, "5.1.8 Who?".to_owned()), "refused sender 553"),
    ] {
        let fault = Fault::at(stage, weather).after(1).times(1);
        let server = server(Script::default().with(fault.clone())).await;
        assert_eq!(send_all(&server, &["a", "b"]).await, ["accepted", expected], "{fault:?}");
    }
}

#[tokio::test]
async fn a_deferral_of_everything_at_the_dot_does_not_reach_the_announced_one() {
    let server = server(Script::default().with(Fault::reply(Stage::Dot, 421).times(1))).await;
    assert_eq!(send_all(&server, &["a", "b"]).await, ["deferred final_dot 421", "accepted"]);
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn a_worn_connection_is_replaced_without_announcing_on_it() {
    let server = server(Script::default()).await;
    let mut relay = crate::support::relay_at(&server.url());
    relay.messages_per_connection = 2;
    let mut connection = regulars_channels::SmtpConnection::open(&std::sync::Arc::new(relay)).await.unwrap();
    let envelopes = ["a", "b", "c", "d", "e"].map(to);
    for (position, envelope) in envelopes.iter().enumerate() {
        let outcome = connection.send_ahead(envelope, MESSAGE, envelopes.get(position + 1)).await;
        assert!(matches!(outcome, SmtpOutcome::Accepted { .. }), "{outcome:?}");
    }
    assert_eq!((server.connections(), server.accepted()), (3, 5));
    assert_eq!(server.commands().iter().filter(|verb| *verb == "QUIT").count(), 2);
}

//! Faults at every phase, with and without PIPELINING.

use std::time::Duration;

use regulars_channels::{Phase, RelayFailure, SmtpConnection, SmtpOutcome};
use regulars_smtp_server::{Fault, Script, Stage, Weather};

use crate::support::{LIMIT, MESSAGE, connect, relay, relay_at, send_one, server, to, word};

/// Sends one message under `fault`, once with and once without PIPELINING, and then another one on the same line.
async fn expect(fault: Fault, outcome: &str, accepted: usize) {
    for pipelining in [true, false] {
        let server = server(Script { pipelining, ..Script::default() }.with(fault.clone())).await;
        let sent = send_one(&server, "ana").await;
        assert_eq!(word(&sent), outcome, "{fault:?} {sent:?} pipelining: {pipelining}");
        assert_eq!(server.accepted(), accepted, "{fault:?} pipelining: {pipelining}");
        assert!(server.violations().is_empty(), "{:?}", server.violations());
    }
}

#[tokio::test]
async fn fair_weather_is_accepted() {
    for pipelining in [true, false] {
        for extended_hello in [true, false] {
            let server = server(Script { pipelining, extended_hello, ..Script::default() }).await;
            assert_eq!(word(&send_one(&server, "ana").await), "accepted");
            let received = &server.messages()[0];
            assert_eq!(received.return_path, "bounces@example.org");
            assert_eq!(received.recipients, ["ana@example.com"]);
            assert_eq!(received.data, MESSAGE);
            assert!(server.violations().is_empty(), "{:?}", server.violations());
        }
    }
}

#[tokio::test]
async fn a_refused_connection_burns_no_attempt() {
    let mut server = server(Script::default()).await;
    server.stop_listening().await;
    let outcome = send_one(&server, "ana").await;
    assert!(
        matches!(
            outcome,
            SmtpOutcome::NotAttempted { reason: RelayFailure::Lost { phase: Phase::Connect, .. } }
        ),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn an_unknown_host_burns_no_attempt() {
    let relay = std::sync::Arc::new(relay_at("smtp://relay.invalid?tls=none"));
    assert!(SmtpConnection::open(&relay).await.is_err());
}

#[tokio::test]
async fn a_relay_that_does_not_let_us_in_burns_no_attempt() {
    for stage in [Stage::Greeting, Stage::Hello] {
        for code in [421, 450, 554] {
            expect(Fault::reply(stage, code), "not attempted", 0).await;
        }
        for weather in [Weather::Silence, Weather::Drop, Weather::Gibberish, Weather::Delay(3 * LIMIT)] {
            expect(Fault::at(stage, weather), "not attempted", 0).await;
        }
    }
}

#[tokio::test]
async fn an_answer_to_the_envelope_is_told_with_its_phase() {
    for (stage, phase) in [(Stage::Sender, "sender"), (Stage::Recipient, "recipient"), (Stage::Data, "data")]
    {
        expect(Fault::reply(stage, 451), &format!("deferred {phase} 451"), 0).await;
        expect(Fault::reply(stage, 550), &format!("refused {phase} 550"), 0).await;
    }
    expect(Fault::reply(Stage::Dot, 451), "deferred final_dot 451", 0).await;
    expect(Fault::reply(Stage::Dot, 554), "refused final_dot 554", 0).await;
}

#[tokio::test]
async fn a_relay_that_closes_down_defers_only_what_it_has_heard_of() {
    expect(Fault::reply(Stage::Sender, 421), "not attempted", 0).await;
    expect(Fault::reply(Stage::Recipient, 421), "deferred recipient 421", 0).await;
    expect(Fault::reply(Stage::Data, 421), "deferred data 421", 0).await;
    expect(Fault::reply(Stage::Dot, 421), "deferred final_dot 421", 0).await;
}

#[tokio::test]
async fn a_connection_lost_before_the_message_burns_no_attempt() {
    for stage in [Stage::Sender, Stage::Recipient, Stage::Data] {
        for weather in [Weather::Drop, Weather::Silence, Weather::Gibberish] {
            expect(Fault::at(stage, weather), "not attempted", 0).await;
        }
    }
}

#[tokio::test]
async fn a_connection_lost_after_the_message_began_is_unknown() {
    expect(Fault::at(Stage::Body, Weather::Drop), "unknown", 0).await;
    expect(Fault::at(Stage::Body, Weather::Silence), "unknown", 0).await;
    expect(Fault::at(Stage::Dot, Weather::Drop), "unknown", 0).await;
    expect(Fault::at(Stage::Dot, Weather::AcceptAndDrop), "unknown", 1).await;
    expect(Fault::at(Stage::Dot, Weather::Silence), "unknown", 0).await;
    expect(Fault::at(Stage::Dot, Weather::Gibberish), "unknown", 0).await;
    expect(Fault::reply(Stage::Dot, 354), "unknown", 0).await;
    expect(Fault::reply(Stage::Dot, 221), "unknown", 0).await;
}

#[tokio::test]
async fn a_late_answer_to_the_dot_is_waited_for_and_a_too_late_one_is_unknown() {
    expect(Fault::at(Stage::Dot, Weather::Delay(LIMIT / 2)), "accepted", 1).await;
    expect(Fault::at(Stage::Dot, Weather::Delay(3 * LIMIT)), "unknown", 1).await;
}

#[tokio::test]
async fn a_tarpit_is_left() {
    let server = server(Script { tarpit: Some(Duration::from_millis(50)), ..Script::default() }).await;
    let outcome = send_one(&server, "ana").await;
    assert_eq!(
        outcome,
        SmtpOutcome::NotAttempted { reason: RelayFailure::TimedOut { phase: Phase::Greeting } },
        "each byte comes in time, but the whole reply does not"
    );
}

#[tokio::test]
async fn a_rejected_message_does_not_cost_the_connection() {
    for pipelining in [true, false] {
        let server = server(Script { pipelining, ..Script::default() }).await;
        let mut connection = connect(&server).await;
        let mut outcomes = Vec::new();
        for local_part in ["a", "refuse-b", "c", "defer-d", "spam-e", "full-f", "g"] {
            outcomes.push(word(&connection.send(&to(local_part), MESSAGE).await));
        }
        assert_eq!(
            outcomes,
            [
                "accepted",
                "refused recipient 550",
                "accepted",
                "deferred recipient 451",
                "refused final_dot 554",
                "deferred final_dot 452",
                "accepted"
            ]
        );
        assert_eq!((server.connections(), server.accepted()), (1, 3));
        assert!(server.commands().contains(&"RSET".to_owned()));
        assert!(!server.commands().contains(&"NOOP".to_owned()), "no round trip is spent on asking");
        assert!(server.violations().is_empty(), "{:?}", server.violations());
    }
}

#[tokio::test]
async fn a_relay_that_wants_the_message_of_a_refused_recipient_does_not_get_it() {
    let server = server(Script::default().with(Fault::reply(Stage::Data, 354))).await;
    let mut connection = connect(&server).await;
    assert_eq!(word(&connection.send(&to("refuse-a"), MESSAGE).await), "refused recipient 550");
    assert_eq!(word(&connection.send(&to("b"), MESSAGE).await), "accepted");
    assert_eq!((server.connections(), server.accepted()), (2, 1));
}

#[tokio::test]
async fn a_connection_that_died_between_messages_is_replaced_unnoticed() {
    for pipelining in [true, false] {
        let server = server(Script { pipelining, ..Script::default() }).await;
        let mut connection = connect(&server).await;
        assert_eq!(word(&connection.send(&to("a"), MESSAGE).await), "accepted");
        server.hang_up().await;
        assert_eq!(word(&connection.send(&to("b"), MESSAGE).await), "accepted");
        assert_eq!((server.connections(), server.accepted()), (2, 2));
    }
}

#[tokio::test]
async fn a_connection_that_was_closed_for_idling_is_replaced_unnoticed() {
    let idle = Duration::from_millis(50);
    let server = server(Script { idle: Some(idle), ..Script::default() }).await;
    let mut connection = connect(&server).await;
    assert_eq!(word(&connection.send(&to("a"), MESSAGE).await), "accepted");
    tokio::time::sleep(3 * idle).await;
    assert_eq!(
        word(&connection.send(&to("b"), MESSAGE).await),
        "accepted",
        "the 421 was not for this message"
    );
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn a_connection_is_replaced_once_and_not_for_ever() {
    let server = server(Script::default().with(Fault::at(Stage::Data, Weather::Drop))).await;
    let mut connection = connect(&server).await;
    assert_eq!(word(&connection.send(&to("a"), MESSAGE).await), "not attempted");
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn what_may_have_left_is_never_sent_again() {
    for fault in [Weather::Drop, Weather::AcceptAndDrop, Weather::Silence] {
        let server = server(Script::default().with(Fault::at(Stage::Dot, fault).times(1))).await;
        let mut connection = connect(&server).await;
        assert_eq!(word(&connection.send(&to("a"), MESSAGE).await), "unknown");
        let bodies = server.commands().iter().filter(|verb| *verb == "DATA").count();
        assert_eq!((server.connections(), bodies), (1, 1));
        assert_eq!(word(&connection.send(&to("b"), MESSAGE).await), "accepted", "the line goes on");
    }
}

#[tokio::test]
async fn a_message_larger_than_the_relay_takes_is_refused_unsent() {
    let server = server(Script { largest_message: Some(20), ..Script::default() }).await;
    assert_eq!(word(&send_one(&server, "ana").await), "refused sender 552");
    assert!(!server.commands().contains(&"MAIL".to_owned()));
}

#[tokio::test]
async fn a_dropped_call_closes_the_line_and_the_next_message_opens_another() {
    let server = server(Script::default()).await;
    let mut connection = connect(&server).await;
    let impatient = tokio::time::timeout(LIMIT / 4, connection.send(&to("silent-a"), MESSAGE)).await;
    assert!(impatient.is_err());
    assert!(!connection.is_open());
    assert_eq!(word(&connection.send(&to("b"), MESSAGE).await), "accepted");
}

#[tokio::test]
async fn a_message_that_must_not_bounce_has_an_empty_return_path() {
    let server = server(Script::default()).await;
    let mut connection = SmtpConnection::open(&relay(&server)).await.unwrap();
    let envelope = regulars_channels::Envelope { return_path: None, ..to("ana") };
    assert_eq!(word(&connection.send(&envelope, MESSAGE).await), "accepted");
    assert_eq!(server.messages()[0].return_path, "");
}

#[tokio::test]
async fn dots_and_bare_line_ends_arrive_as_they_were_meant() {
    let server = server(Script::default()).await;
    let mut connection = connect(&server).await;
    let message = b"Subject: dots\n\n.\n..\n.leading\nsmuggled\n.\nMAIL FROM:<eve@example.com>\nlast";
    assert_eq!(word(&connection.send(&to("ana"), message).await), "accepted");
    let received = String::from_utf8(server.messages()[0].data.clone()).unwrap();
    assert_eq!(
        received,
        "Subject: dots\r\n\r\n.\r\n..\r\n.leading\r\nsmuggled\r\n.\r\nMAIL FROM:<eve@example.com>\r\nlast\r\n"
    );
    assert_eq!(server.accepted(), 1);
}

#[tokio::test]
async fn a_large_message_travels_whole() {
    let server = server(Script::default()).await;
    let mut connection = connect(&server).await;
    let message = "0123456789\r\n".repeat(400_000);
    let outcome = connection.send(&to("ana"), message.as_bytes()).await;
    assert_eq!(word(&outcome), "accepted", "{outcome:?}");
    assert_eq!(server.messages()[0].data.len(), message.len());
}

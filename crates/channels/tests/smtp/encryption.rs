//! STARTTLS and TLS from the first byte.

use std::sync::Arc;

use regulars_channels::{RelayFailure, SmtpConnection, SmtpRelay};
use regulars_smtp_server::{Encryption, Fault, Script, ScriptedSmtpServer, Stage, Weather};
use rustls::RootCertStore;

use crate::support::{MESSAGE, relay_at, server, to, word};

fn trusting(server: &ScriptedSmtpServer, url: &str) -> Arc<SmtpRelay> {
    let mut roots = RootCertStore::empty();
    roots.add(server.certificate()).unwrap();
    Arc::new(relay_at(url).with_roots(roots))
}

fn url(server: &ScriptedSmtpServer, tls: &str) -> String {
    format!("smtp://127.0.0.1:{}?tls={tls}", server.address().port())
}

#[tokio::test]
async fn messages_travel_encrypted_both_ways_of_starting() {
    for encryption in [Encryption::StartTls, Encryption::Implicit] {
        let server = server(Script { encryption, ..Script::default() }).await;
        let mut connection = SmtpConnection::open(&trusting(&server, &server.url())).await.unwrap();
        let envelopes = ["a", "refuse-b", "c"].map(to);
        let message = [MESSAGE, "0123456789\r\n".repeat(8000).as_bytes()].concat();
        let mut outcomes = Vec::new();
        for (position, envelope) in envelopes.iter().enumerate() {
            outcomes
                .push(word(&connection.send_ahead(envelope, &message, envelopes.get(position + 1)).await));
        }
        assert_eq!(outcomes, ["accepted", "refused recipient 550", "accepted"]);
        assert_eq!(server.messages()[0].data, message);
        assert_eq!(server.connections(), 1);
    }
}

#[tokio::test]
async fn required_encryption_is_not_given_up() {
    let bare = server(Script::default()).await;
    let reason = SmtpConnection::open(&trusting(&bare, &url(&bare, "required"))).await.err();
    assert_eq!(reason, Some(RelayFailure::NoEncryption));
    assert!(!bare.commands().contains(&"MAIL".to_owned()));

    let script = Script { encryption: Encryption::StartTls, ..Script::default() };
    let unwilling = server(script.with(Fault::reply(Stage::StartTls, 454))).await;
    let reason = SmtpConnection::open(&trusting(&unwilling, &url(&unwilling, "required"))).await.err();
    assert_eq!(reason, Some(RelayFailure::NoEncryption));
}

#[tokio::test]
async fn opportunistic_encryption_is_taken_where_it_is_offered() {
    for encryption in [Encryption::StartTls, Encryption::None] {
        let server = server(Script { encryption, ..Script::default() }).await;
        let mut connection =
            SmtpConnection::open(&trusting(&server, &url(&server, "opportunistic"))).await.unwrap();
        assert_eq!(word(&connection.send(&to("a"), MESSAGE).await), "accepted");
        let upgraded = server.commands().contains(&"STARTTLS".to_owned());
        assert_eq!(upgraded, encryption == Encryption::StartTls);
    }
}

#[tokio::test]
async fn a_certificate_that_is_not_to_be_trusted_ends_it() {
    for encryption in [Encryption::StartTls, Encryption::Implicit] {
        let server = server(Script { encryption, ..Script::default() }).await;
        let reason = SmtpConnection::open(&Arc::new(relay_at(&server.url()))).await.err();
        assert!(matches!(reason, Some(RelayFailure::Handshake(_))), "{reason:?}");
    }
}

#[tokio::test]
async fn a_relay_that_fails_while_turning_on_encryption_burns_no_attempt() {
    for weather in [Weather::Drop, Weather::Silence, Weather::Gibberish] {
        let script = Script { encryption: Encryption::StartTls, ..Script::default() };
        let server = server(script.with(Fault::at(Stage::StartTls, weather))).await;
        assert!(SmtpConnection::open(&trusting(&server, &server.url())).await.is_err());
    }
}

#[tokio::test]
async fn what_was_said_before_encryption_is_not_believed_after() {
    let text = "2.0.0 Go ahead\r\n250-mail.example\r\n250 AUTH PLAIN".to_owned();
    let script = Script { encryption: Encryption::StartTls, ..Script::default() };
    let server = server(script.with(Fault::at(Stage::StartTls, Weather::Reply(220, text)))).await;
    let reason = SmtpConnection::open(&trusting(&server, &server.url())).await.err();
    assert!(matches!(reason, Some(RelayFailure::Gibberish { .. })), "{reason:?}");
}

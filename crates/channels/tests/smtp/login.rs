//! Logging in.

use std::sync::Arc;

use regulars_channels::{RelayFailure, SmtpConnection};
use regulars_smtp_server::{Fault, Login, Script, ScriptedSmtpServer, Stage, Weather};

use crate::support::{MESSAGE, relay_at, server, to, word};

fn asking_for(mechanisms: &str) -> Script {
    let login = Login {
        mechanisms: mechanisms.to_owned(),
        user: "ana@example.org".to_owned(),
        password: "p@ss wörd".to_owned(),
    };
    Script { login: Some(login), ..Script::default() }
}

async fn open(server: &ScriptedSmtpServer, password: &str) -> Result<SmtpConnection, RelayFailure> {
    let port = server.address().port();
    let url = format!("smtp://ana%40example.org:{password}@127.0.0.1:{port}?tls=none");
    SmtpConnection::open(&Arc::new(relay_at(&url))).await
}

#[tokio::test]
async fn both_mechanisms_work() {
    for mechanisms in ["PLAIN LOGIN", "PLAIN", "LOGIN", "CRAM-MD5 LOGIN"] {
        let server = server(asking_for(mechanisms)).await;
        let mut connection = open(&server, "p%40ss%20w%C3%B6rd").await.unwrap();
        assert_eq!(word(&connection.send(&to("a"), MESSAGE).await), "accepted", "{mechanisms}");
    }
}

#[tokio::test]
async fn a_wrong_password_burns_no_attempt() {
    for mechanisms in ["PLAIN", "LOGIN"] {
        let server = server(asking_for(mechanisms)).await;
        let reason = open(&server, "canary").await.err().unwrap();
        assert_eq!(reason.to_string(), "login: the relay answered 535 5.7.8");
    }
}

#[tokio::test]
async fn no_mechanism_in_common_burns_no_attempt() {
    for script in [asking_for("CRAM-MD5"), Script::default()] {
        assert_eq!(open(&server(script).await, "a").await.err(), Some(RelayFailure::NoLogin));
    }
}

#[tokio::test]
async fn a_relay_that_fails_at_the_login_burns_no_attempt() {
    let fault = |weather| asking_for("PLAIN").with(Fault::at(Stage::Login, weather));
    for weather in
        [Weather::Drop, Weather::Silence, Weather::Gibberish, Weather::Reply(421, "4.3.2 Bye".to_owned())]
    {
        assert!(open(&server(fault(weather)).await, "p%40ss%20w%C3%B6rd").await.is_err());
    }
}

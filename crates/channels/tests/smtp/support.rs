//! What the tests share.

use std::sync::Arc;
use std::time::Duration;

use regulars_channels::{Envelope, SmtpConnection, SmtpOutcome, SmtpRelay, SmtpTimeouts};
use regulars_smtp_server::{Script, ScriptedSmtpServer};

/// Long enough for a busy machine, short enough for a test that waits for it to pass.
pub const LIMIT: Duration = Duration::from_millis(400);

pub const MESSAGE: &[u8] = b"Message-ID: <one@example.org>\r\nSubject: Hi\r\n\r\nHello\r\n";

pub async fn server(script: Script) -> ScriptedSmtpServer {
    ScriptedSmtpServer::start(script).await.unwrap()
}

pub fn relay_at(url: &str) -> SmtpRelay {
    url.parse::<SmtpRelay>().unwrap().with_timeouts(SmtpTimeouts::uniform(LIMIT))
}

pub fn relay(server: &ScriptedSmtpServer) -> Arc<SmtpRelay> {
    Arc::new(relay_at(&server.url()))
}

pub fn to(local_part: &str) -> Envelope {
    Envelope {
        return_path: Some("bounces@example.org".parse().unwrap()),
        recipient: format!("{local_part}@example.com").parse().unwrap(),
    }
}

pub async fn connect(server: &ScriptedSmtpServer) -> SmtpConnection {
    SmtpConnection::open(&relay(server)).await.unwrap()
}

/// One message to `local_part` through a new connection.
pub async fn send_one(server: &ScriptedSmtpServer, local_part: &str) -> SmtpOutcome {
    match SmtpConnection::open(&relay(server)).await {
        Ok(mut connection) => connection.send(&to(local_part), MESSAGE).await,
        Err(reason) => SmtpOutcome::NotAttempted { reason },
    }
}

/// The outcome in one word, with phase and code where there is one.
pub fn word(outcome: &SmtpOutcome) -> String {
    match outcome {
        SmtpOutcome::Accepted { .. } => "accepted".to_owned(),
        SmtpOutcome::Deferred { reply, phase } => format!("deferred {phase} {}", reply.code()),
        SmtpOutcome::Refused { reply, phase } => format!("refused {phase} {}", reply.code()),
        SmtpOutcome::NotAttempted { .. } => "not attempted".to_owned(),
        SmtpOutcome::Unknown { .. } => "unknown".to_owned(),
    }
}

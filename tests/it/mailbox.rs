//! Mailboxes on other servers: a real IMAP server, read by the worker.

mod reading;
mod setting;

use regulars_tests::{Dovecot, Program, TestDatabase};
use serde_json::{Value, json};

/// A program that may reach servers on this machine.
pub async fn program() -> Program {
    Program::start_with(TestDatabase::create_with_merchants().await, |settings| {
        settings.mailbox_networks = "127.0.0.0/8".parse().unwrap();
    })
    .await
}

/// The mailbox of the server, with those fields instead.
pub fn mailbox_of(server: &Dovecot, fields: Value) -> Value {
    let mut mailbox = json!({
        "host": "127.0.0.1", "port": server.port(), "security": "none", "username": Dovecot::USER,
        "password": Dovecot::PASSWORD, "folders": ["INBOX", "Sent", "Послато"], "since": "2020-01-01T00:00:00Z"
    });
    for (name, value) in fields.as_object().unwrap() {
        mailbox[name] = value.clone();
    }
    mailbox
}

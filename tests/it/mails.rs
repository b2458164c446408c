//! Mails from and to customers that come from outside.

mod drop;
mod filed;
mod merged;
mod receive;
mod rights;

use regulars_tests::{Answer, Client, Method};
use serde_json::Value;

/// A mail of plain text.
pub fn mail(id: &str, from: &str, to: &str, subject: &str, text: &str) -> String {
    format!(
        "Message-ID: <{id}>\r\nDate: Fri, 20 Nov 2026 08:12:00 +0100\r\nFrom: {from}\r\nTo: {to}\r\n\
         Subject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    )
}

/// Sends a mail to a path.
pub async fn send(client: &Client, path: &str, mail: impl AsRef<[u8]>) -> Answer {
    client.send(Method::POST, path, Some("message/rfc822"), mail.as_ref().to_vec()).await
}

/// Hands a mail over; what became of it.
pub async fn hand_over(client: &Client, mail: impl AsRef<[u8]>) -> Value {
    send(client, "/v1/inbound-mails", mail).await.expect(200).json()
}

/// The mails of a customer, the newest first.
pub async fn listed(client: &Client, customer: &str) -> Vec<Value> {
    crate::timeline::all(client, &format!("{customer}/mails"), 50).await
}

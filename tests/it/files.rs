//! Files and documents that are attached to customers.

mod attach;
mod change;
mod erased;
mod limits;

use regulars_tests::{Answer, Client, Method};

use crate::imports::form;

/// Sends a file.
pub async fn send(client: &Client, customer: &str, name: &str, bytes: &[u8]) -> Answer {
    let (content_type, body) = form(name, bytes, None);
    client.send(Method::POST, &format!("{customer}/files"), Some(&content_type), body).await
}

/// Attaches a file; where it is.
pub async fn attach(client: &Client, customer: &str, name: &str, bytes: &[u8]) -> String {
    send(client, customer, name, bytes).await.expect(201).header("location").unwrap().to_owned()
}

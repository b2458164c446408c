//! Companies, and the customers who work for them.

mod documents;
mod employees;
mod hanging;
mod prices;
mod record;
mod tax_numbers;
mod timeline;

use regulars_tests::Client;
use serde_json::Value;

/// Adds a company with these fields; where it is.
pub async fn add(client: &Client, fields: Value) -> String {
    client.post("/v1/companies", &fields).await.expect(201).header("location").unwrap().to_owned()
}

/// The ids of a list, in its order.
pub fn ids<'a>(list: &'a Value, name: &str) -> Vec<&'a str> {
    list["items"].as_array().unwrap().iter().map(|item| item[name].as_str().unwrap()).collect()
}

/// Sends the same six times at once: one is made, and the others are told that it is there.
pub async fn at_once_one(client: &Client, path: &str, body: &Value) {
    let mut sent = Vec::new();
    for _ in 0..6 {
        let (client, path, body) = (client.clone(), path.to_owned(), body.clone());
        sent.push(tokio::spawn(async move { client.post(&path, &body).await.status.as_u16() }));
    }
    let mut answers = Vec::new();
    for one in sent {
        answers.push(one.await.unwrap());
    }
    answers.sort_unstable();
    assert_eq!(answers, [201, 409, 409, 409, 409, 409]);
}

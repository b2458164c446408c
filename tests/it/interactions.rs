mod change;
mod list;
mod log;

use regulars_tests::Client;
use serde_json::{Value, json};

/// Puts an interaction on record and tells where it is.
pub async fn log(client: &Client, customer: &str, fields: Value) -> (String, Value) {
    let mut body = json!({"kind": "call", "direction": "inbound", "text": "Asked about Saturdays."});
    for (name, value) in fields.as_object().unwrap() {
        body[name] = value.clone();
    }
    let made = client.post(&format!("{customer}/interactions"), &body).await.expect(201);
    (made.header("location").unwrap().to_owned(), made.json())
}

/// The texts of a list.
pub fn texts(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|item| item["text"].as_str().unwrap()).collect()
}

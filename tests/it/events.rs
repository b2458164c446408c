mod give;
mod list;
mod record;
mod whoever_is_gone;

use regulars_tests::{Answer, Client};
use serde_json::{Value, json};

use crate::loyalty::with;

/// What an app tells of a customer under that id, with these fields.
pub fn event(id: &str, customer: &Value, fields: Value) -> Value {
    let body = json!({
        "source": "app", "event_id": id, "name": "app.review_written", "occurred_at": "2026-11-20T16:30:00Z",
        "identify": {"customer_id": customer["id"]}, "properties": {"stars": 5, "product": "9103", "photo": true}
    });
    with(body, &fields)
}

/// Tells it; what is answered.
pub async fn send(client: &Client, event: &Value) -> Answer {
    client.post("/v1/events", event).await
}

/// Tells what is right, for the first time or again; what is answered.
pub async fn tell(client: &Client, event: &Value) -> Value {
    let answer = send(client, event).await;
    let is_replayed = answer.json()["replayed"] == json!(true);
    answer.expect(if is_replayed { 200 } else { 201 }).json()
}

/// The ids under which events were told that are on a list, in its order.
pub async fn listed(client: &Client, query: &str) -> Vec<String> {
    let page = client.get(&format!("/v1/events{query}")).await.expect(200).json();
    let items = page["items"].as_array().unwrap().iter();
    items.map(|event| event["event_id"].as_str().unwrap().to_owned()).collect()
}

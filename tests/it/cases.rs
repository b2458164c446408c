mod filter;
mod list;
mod messages;
mod open;
mod update;

use regulars_tests::Client;
use serde_json::{Value, json};

/// Opens a case of a customer; where it is, and what it is.
pub async fn open(client: &Client, customer: &Value, fields: Value) -> (String, Value) {
    let mut body = json!({"customer_id": customer["id"], "subject": "Wrong loaf"});
    for (name, value) in fields.as_object().unwrap() {
        body[name] = value.clone();
    }
    let made = client.post("/v1/cases", &body).await.expect(201);
    (made.header("location").unwrap().to_owned(), made.json())
}

/// The id of somebody of the staff.
pub async fn user(client: &Client) -> Value {
    client.get("/v1/me").await.expect(200).json()["id"].clone()
}

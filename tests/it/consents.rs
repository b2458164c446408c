mod addresses;
mod greetings;
pub mod opt_in_mails;
mod receipt;
mod record;
mod registration;
mod rights;
mod shown_texts;
mod texts;

use regulars_tests::{Client, Merchant};
use serde_json::{Value, json};

/// A fresh customer of the merchant with an e-mail address and a phone number; its path.
pub async fn customer(merchant: &Merchant) -> String {
    let body = json!({
        "first_name": "Jovana", "email": "jovana@example.com", "phone": "+381647654321",
        "data_consent": {"source": "form", "text_version": "1"}
    });
    let created = merchant.owner.post("/v1/customers", &body).await.expect(201);
    created.header("location").unwrap().to_owned()
}

/// A statement about advertising over a channel.
pub fn advertising(channel: &str, state: &str) -> Value {
    json!({"purpose": "advertising", "channel": channel, "state": state, "source": "till"})
}

/// The state of what stands about a purpose and channel.
pub async fn standing(client: &Client, customer: &str, purpose: &str, channel: Value) -> Value {
    let answer = client.get(&format!("{customer}/consents")).await.expect(200).json();
    let items = answer["items"].as_array().unwrap().clone();
    let found = items.into_iter().find(|item| item["purpose"] == purpose && item["channel"] == channel);
    found.map_or(Value::Null, |item| item["state"].clone())
}

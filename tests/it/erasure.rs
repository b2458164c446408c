mod deletions;
mod objections;
mod queued;
mod receipts;
mod register;
pub mod search;
mod traces;

use regulars_tests::{Client, Merchant};
use serde_json::json;

/// A customer with that e-mail address; its path.
pub async fn customer(merchant: &Merchant, email: &str) -> String {
    let body = json!({"first_name": "Vera", "last_name": "Gost", "email": email, "phone": "+381647654321",
        "data_consent": {"source": "form"}});
    let created = merchant.owner.post("/v1/customers", &body).await.expect(201);
    created.header("location").unwrap().to_owned()
}

/// How many messages a sandbox has captured for an address.
pub async fn captured(client: &Client, email: &str) -> usize {
    let found = client.get(&format!("/v1/sandbox/messages?to={email}")).await.expect(200).json();
    found["items"].as_array().unwrap().len()
}

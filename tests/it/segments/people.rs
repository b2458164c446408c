//! Customers for the tests of segments.

use regulars_tests::Merchant;
use serde_json::{Value, json};

/// Adds a customer with these fields, and gives its id.
pub async fn add(merchant: &Merchant, fields: Value) -> String {
    let mut body = json!({"data_consent": {"source": "form in the shop"}});
    for (name, value) in fields.as_object().unwrap() {
        body[name] = value.clone();
    }
    let added = merchant.owner.post("/v1/customers", &body).await.expect(201).json();
    added["id"].as_str().unwrap().to_owned()
}

/// The values of one field of the items.
pub fn each(page: &Value, field: &str) -> Vec<String> {
    let items = page["items"].as_array().unwrap();
    items.iter().map(|item| item[field].as_str().unwrap_or_default().to_owned()).collect()
}

mod at_once;
mod credit_notes;
mod files;
mod list;
mod payments;
mod record;
mod reminders;
mod settings;
mod standing;
mod ubl;

use regulars_tests::Client;
use serde_json::{Value, json};

/// An invoice of so many pieces at 180 dinars to a customer, with these fields.
pub fn invoice(customer: &Value, pieces: i64, fields: &Value) -> Value {
    let total = pieces * 18_000;
    let mut body = json!({
        "customer_id": customer["id"], "currency": "RSD", "total": total,
        "lines": [{"sku": "1001", "name": "Kafa", "quantity": pieces.to_string(), "unit_price": 18_000, "total": total}]
    });
    for (name, value) in fields.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

/// Records one; where it is, and what it is.
pub async fn bill(client: &Client, customer: &Value, pieces: i64, fields: Value) -> (String, Value) {
    let made = client.post("/v1/invoices", &invoice(customer, pieces, &fields)).await.expect(201);
    (made.header("location").unwrap().to_owned(), made.json())
}

/// A payment of so many para.
pub fn paid(amount: i64, fields: &Value) -> Value {
    let mut body = json!({"amount": {"amount": amount, "currency": "RSD"}});
    for (name, value) in fields.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

/// Books one; what is answered.
pub async fn pay(client: &Client, invoice: &str, amount: i64, fields: Value) -> Value {
    client.post(&format!("{invoice}/payments"), &paid(amount, &fields)).await.expect(201).json()
}

/// The state and what is open.
pub fn standing(invoice: &Value) -> (&str, i64) {
    (invoice["state"].as_str().unwrap(), invoice["open"]["amount"].as_i64().unwrap())
}

mod figures;
mod filters;
mod list;
mod matching;
mod record;
mod rights;
mod settings;
mod touches;

use regulars_tests::Client;
use serde_json::{Value, json};

/// A cart with two coffees, changed at half past four of the day before, which is somebody's.
pub fn cart(number: &str, owner: &Value) -> Value {
    let mut cart = json!({
        "external_id": number, "occurred_at": "2026-11-20T16:30:00Z", "currency": "RSD",
        "lines": [{"sku": "1001", "name": "Kafa", "quantity": "2", "unit_price": 9000, "total": 18000}],
        "total": 18000
    });
    if !owner.is_null() {
        cart["identify"] = owner.clone();
    }
    cart
}

/// The same with that in it.
pub fn with(number: &str, owner: &Value, fields: &Value) -> Value {
    let mut cart = cart(number, owner);
    for (name, value) in fields.as_object().unwrap() {
        cart[name] = value.clone();
    }
    cart
}

/// Who is meant by an id.
pub fn by_id(customer: &Value) -> Value {
    json!({"customer_id": customer["id"]})
}

/// Records a cart; what is answered.
pub async fn put(client: &Client, cart: &Value) -> Value {
    client.post("/v1/carts", cart).await.expect(201).json()
}

/// A cart as it stands.
pub async fn show(client: &Client, cart: &Value) -> Value {
    client.get(&format!("/v1/carts/{}", cart["id"].as_str().unwrap())).await.expect(200).json()
}

/// A receipt of that goods at that instant.
pub fn receipt(number: &str, at: &str, sku: &str) -> Value {
    json!({
        "receipt_number": number, "occurred_at": at, "currency": "RSD",
        "lines": [{"sku": sku, "quantity": "1", "unit_price": 9000, "total": 9000}], "total": 9000
    })
}

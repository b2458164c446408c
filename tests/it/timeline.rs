mod list;
mod messages;
mod operations;
mod rights;

use regulars_tests::Client;
use serde_json::{Value, json};

use crate::purchases::coffee;

/// Everything on a list of a customer, read by pages of that size, with something to do between them.
pub async fn all(client: &Client, path: &str, limit: u8) -> Vec<Value> {
    let mark = if path.contains('?') { '&' } else { '?' };
    let (mut items, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = client.get(&format!("{path}{mark}limit={limit}{cursor}")).await.expect(200).json();
        let found = page["items"].as_array().unwrap();
        assert!(found.len() <= usize::from(limit), "{found:?}");
        items.extend(found.iter().cloned());
        let Some(next) = page["next"].as_str() else { return items };
        cursor = format!("&cursor={next}");
    }
}

/// The kinds of entries, in their order.
pub fn kinds(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["kind"].as_str().unwrap()).collect()
}

/// Sells coffee to a customer at that instant; the path of the purchase.
pub async fn sell(client: &Client, customer: &Value, number: &str, at: &str) -> String {
    let mut receipt = coffee(number);
    receipt["occurred_at"] = json!(at);
    receipt["identify"] = json!({"customer_id": customer["id"]});
    let sold = client.post("/v1/purchases", &receipt).await.expect(201);
    sold.header("location").unwrap().to_owned()
}

/// Takes one coffee back.
pub async fn take_back(client: &Client, purchase: &str, number: &str, at: &str) -> Value {
    let refund = json!({"refund_number": number, "occurred_at": at, "lines": [{"line": 1, "quantity": "1"}]});
    client.post(&format!("{purchase}/refunds"), &refund).await.expect(201).json()
}

mod any;
mod consents;
mod erasure;
mod imports;
mod merge;
mod messages;
mod moved;
mod old_ids;
mod tills;
mod touches;
mod undo;

use regulars_tests::Client;
use serde_json::{Value, json};

/// The id of a customer.
pub fn id(customer: &Value) -> &str {
    customer["id"].as_str().unwrap()
}

/// What merging is asked with.
pub fn into(survivor: &Value, merged: &[&Value]) -> Value {
    json!({"survivor_id": id(survivor), "merged_ids": merged.iter().map(|one| id(one)).collect::<Vec<_>>()})
}

/// Merges customers.
pub async fn merge(client: &Client, survivor: &Value, merged: &[&Value]) -> Value {
    client.post("/v1/customers/merges", &into(survivor, merged)).await.expect(200).json()
}

/// Where a merge is undone.
pub fn undo_of(answer: &Value) -> String {
    format!("/v1/customers/merges/{}/undo", answer["merge"]["id"].as_str().unwrap())
}

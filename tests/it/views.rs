mod lists;
mod stored;
mod used;

use regulars_tests::Client;
use serde_json::Value;

/// Stores a view.
pub async fn make(client: &Client, body: &Value) -> Value {
    client.post("/v1/views", body).await.expect(201).json()
}

/// Where a view is.
pub fn path_of(view: &Value) -> String {
    format!("/v1/views/{}", view["id"].as_str().unwrap())
}

mod create;
mod delete;
mod filters;
mod get;
mod update;
mod values;

use regulars_tests::Client;
use serde_json::{Value, json};

/// Defines an attribute of that type, and gives its path.
pub async fn define(client: &Client, key: &str, kind: &str, limits: Value) -> String {
    let mut body = json!({"key": key, "name": format!("The {key}"), "type": kind});
    for (name, value) in limits.as_object().unwrap() {
        body[name] = value.clone();
    }
    let made = client.post("/v1/attributes", &body).await.expect(201);
    made.header("location").unwrap().to_owned()
}

/// Defines one attribute of each type, which is called as the type is.
async fn define_each(client: &Client) {
    for kind in ["text", "integer", "decimal", "boolean", "date"] {
        define(client, kind, kind, json!({})).await;
    }
    for kind in ["enum", "enum_set"] {
        define(client, kind, kind, json!({"options": ["Hleb", "Voće", "Vino"]})).await;
    }
}

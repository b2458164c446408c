mod conditions;
mod earning_rules;
mod joining;
mod leaving;
mod members;
mod point_types;
mod programme;
mod tiers;
mod versions;
mod whole;

use regulars_tests::Client;
use serde_json::{Value, json};

/// Makes a draft, and tells where it is.
pub async fn draft(owner: &Client) -> String {
    let made = owner.post("/v1/programmes", &json!({"name": "Klub"})).await.expect(201);
    made.header("location").unwrap().to_owned()
}

/// Makes a draft with points of that scale, and tells where it is.
pub async fn with_points(owner: &Client, scale: u8) -> String {
    let path = draft(owner).await;
    let body = json!({"code": "points", "name": "Poeni", "scale": scale});
    owner.post(&format!("{path}/point-types"), &body).await.expect(201);
    path
}

/// A rule that gives 50 points, with these fields.
pub fn rule(fields: Value) -> Value {
    let effect = json!({"kind": "fixed", "points": "50"});
    let mut body = json!({"name": "Poklon", "point_type": "points", "effect": effect});
    for (name, value) in fields.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

/// The version of a programme.
pub async fn version(owner: &Client, programme: &str) -> i64 {
    owner.get(programme).await.expect(200).json()["version"].as_i64().unwrap()
}

/// The last part of a path.
pub fn id_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

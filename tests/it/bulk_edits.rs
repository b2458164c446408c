mod apply;
pub mod cancel;
mod checks;
mod concurrent;
mod dry_run;
mod property;
pub mod step;
mod undo;

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

/// Adds a customer with these fields, a moment after the one before.
pub async fn meet(program: &Program, client: &Client, fields: Value) -> Value {
    program.clock.advance(chrono::Duration::seconds(1));
    crate::customers::add(client, fields).await
}

/// Asks for a bulk edit.
pub async fn ask(client: &Client, whom: Value, changes: Value) -> Value {
    let mut body = json!({"changes": changes});
    for (name, value) in whom.as_object().unwrap() {
        body[name] = value.clone();
    }
    client.post("/v1/customers/bulk-edits", &body).await.expect(202).json()
}

/// Asks what a bulk edit would do.
pub async fn foresee(client: &Client, whom: Value, changes: Value) -> Value {
    let mut body = json!({"changes": changes});
    for (name, value) in whom.as_object().unwrap() {
        body[name] = value.clone();
    }
    client.post("/v1/customers/bulk-edits?dry_run=true", &body).await.expect(200).json()
}

/// Asks for a bulk edit and has it done.
pub async fn done(program: &Program, client: &Client, whom: Value, changes: Value) -> Value {
    let edit = ask(client, whom, changes).await;
    program.work().await;
    again(client, &edit).await
}

/// Has a bulk edit undone.
pub async fn undone(program: &Program, client: &Client, edit: &Value) -> Value {
    client.post(&format!("{}/undo", path_of(edit)), &json!({})).await.expect(202);
    program.work().await;
    again(client, edit).await
}

/// Where a bulk edit is.
pub fn path_of(edit: &Value) -> String {
    format!("/v1/customers/bulk-edits/{}", edit["id"].as_str().unwrap())
}

/// The bulk edit as it is now.
pub async fn again(client: &Client, edit: &Value) -> Value {
    client.get(&path_of(edit)).await.expect(200).json()
}

/// What became of every customer, by their ids.
pub async fn results(client: &Client, edit: &Value) -> Vec<Value> {
    every(client, &format!("{}/results", path_of(edit))).await
}

/// Every customer with all that is shown but when the record was last changed, the oldest first.
pub async fn customers(client: &Client) -> Vec<Value> {
    let mut customers = every(client, "/v1/customers").await;
    customers.sort_by_key(|customer| customer["id"].as_str().unwrap().to_owned());
    for customer in &mut customers {
        customer.as_object_mut().unwrap().remove("updated_at").unwrap();
    }
    customers
}

/// The ids of customers.
pub fn ids(customers: &[Value]) -> Value {
    json!({"ids": customers.iter().map(|customer| customer["id"].clone()).collect::<Vec<_>>()})
}

pub async fn every(client: &Client, path: &str) -> Vec<Value> {
    let first = format!("{path}{}limit=200", if path.contains('?') { "&" } else { "?" });
    let (mut found, mut page) = (Vec::new(), first.clone());
    loop {
        let answer = client.get(&page).await.expect(200).json();
        found.extend(answer["items"].as_array().unwrap().iter().cloned());
        let Some(next) = answer["next"].as_str() else { return found };
        page = format!("{first}&cursor={next}");
    }
}

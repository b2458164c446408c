//! What is known of a customer, for the customer.

mod complete;
mod coverage;
mod lifetime;
mod merged;
mod page;
mod trail;

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

/// Asks for an export and has it made.
pub async fn ready(program: &Program, owner: &Client, customer: &str) -> Value {
    let asked = owner.post(&format!("{customer}/data-exports"), &json!({})).await.expect(202);
    let (job, asked) = (asked.header("location").unwrap().to_owned(), asked.json());
    assert_eq!(
        (&asked["status"], &asked["json"], &asked["html"]),
        (&json!("making"), &Value::Null, &Value::Null)
    );
    owner.get(&format!("{}/file", path_of(&asked))).await.expect_problem(409, "conflict");
    let waits = owner.get(&job).await.expect(200).json();
    assert_eq!((&waits["progress"]["done"], &waits["progress"]["total"]), (&json!(0), &json!(36)));
    program.work().await;
    let job = owner.get(&job).await.expect(200).json();
    assert_eq!(
        (&job["kind"], &job["status"], &job["data_export_id"], &job["progress"]["done"]),
        (&json!("data_export"), &json!("done"), &asked["id"], &json!(36))
    );
    let ready = owner.get(&path_of(&asked)).await.expect(200).json();
    assert_eq!(ready["status"], "ready", "{ready}");
    ready
}

/// Where an export is.
pub fn path_of(export: &Value) -> String {
    let text = |name: &str| export[name].as_str().unwrap().to_owned();
    format!("/v1/customers/{}/data-exports/{}", text("customer_id"), text("id"))
}

/// What an export tells.
pub async fn told(client: &Client, export: &Value) -> Value {
    client.get(export["json"].as_str().unwrap()).await.expect(200).json()
}

/// The page of an export.
pub async fn page(client: &Client, export: &Value) -> String {
    client.get(export["html"].as_str().unwrap()).await.expect(200).text
}

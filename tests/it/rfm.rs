mod filter;
mod history;
mod matrix;
mod settings;

use regulars_tests::{Client, Program};
use serde_json::Value;

use crate::customers::{add, has_bought};

/// A customer who has bought so often, for so much and last on that day.
pub async fn buyer(program: &Program, owner: &Client, merchant: &str, bought: (i64, i64, &str)) -> Value {
    let customer = add(owner, serde_json::json!({"first_name": "Ana"})).await;
    let (count, total, last) = bought;
    has_bought(program, merchant, &customer, (count, total, last, last)).await;
    customer
}

/// Where a customer stands: recency, frequency, monetary value and class.
pub async fn standing(client: &Client, customer: &Value) -> Option<(i64, i64, i64, String)> {
    let path = format!("/v1/customers/{}/rfm", customer["id"].as_str().unwrap());
    let standing = &client.get(&path).await.expect(200).json()["standing"];
    let number = |name: &str| standing[name].as_i64();
    Some((
        number("recency")?,
        number("frequency")?,
        number("monetary")?,
        standing["class"].as_str()?.to_owned(),
    ))
}

//! A customer's card on the phone: the link, the page, and the mail with the link.

mod link;
mod mail;
mod page;

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use crate::customers::path_of;
use crate::loyalty::with;

pub const SETTINGS: &str = "/v1/merchant/card-page";

/// Registers Ana Ilić with these fields, and gives the merchant's record of her.
pub async fn member(client: &Client, fields: Value) -> Value {
    let body = with(json!({"first_name": "Ana", "last_name": "Ilić"}), &fields);
    client.post("/v1/members", &body).await.expect(201).json()["customer"].clone()
}

/// Where the link of a customer is asked for.
pub fn link_of(customer: &Value) -> String {
    format!("{}/card-link", path_of(customer))
}

/// The path of the page that an answer gives the link to.
pub fn path_in(program: &Program, answer: &Value) -> String {
    let url = answer["url"].as_str().unwrap_or_else(|| panic!("{answer}"));
    url.strip_prefix(program.client.base()).unwrap_or_else(|| panic!("{url}")).to_owned()
}

/// The path of the page of a customer.
pub async fn page_of(program: &Program, client: &Client, customer: &Value) -> String {
    path_in(program, &client.post(&link_of(customer), &json!({})).await.json())
}

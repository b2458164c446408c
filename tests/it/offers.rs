//! Offers to companies: from the draft to what the company decides on the page.

mod agree;
mod at_once;
mod draft;
mod filters;
mod hanging;
mod page;
mod prices;
mod send;
mod timeline;
mod versions;

use regulars_tests::{Answer, Client, Method, Program};
use serde_json::{Value, json};

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");

/// An offer of one thing for 100 dinars, with these fields.
pub fn offer(fields: Value) -> Value {
    let mut body = json!({
        "title": "Hleb", "valid_until": "2026-11-30", "lines": [{"description": "Hleb", "unit_price": 10_000}]
    });
    for (name, value) in fields.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

/// Writes an offer to the company at that path; where it is.
pub async fn write(client: &Client, company: &str, fields: Value) -> String {
    let made = client.post(&format!("{company}/offers"), &offer(fields)).await.expect(201);
    made.header("location").unwrap().to_owned()
}

/// Hands an offer over by its link; the path of its page.
pub async fn hand_over(program: &Program, client: &Client, offer: &str) -> String {
    let sent = client.post(&format!("{offer}/send"), &json!({"by": "link"})).await.expect(200).json();
    page_of(program, &sent["offer"])
}

/// The path of the page of an offer.
pub fn page_of(program: &Program, offer: &Value) -> String {
    let url = offer["url"].as_str().unwrap();
    url.strip_prefix(program.client.base()).unwrap_or_else(|| panic!("{url}")).to_owned()
}

/// Sends the form of a page.
pub async fn decide(program: &Program, page: &str, decision: &str, name: &str) -> Answer {
    decide_with_remark(program, page, decision, name, "").await
}

/// Sends the form of a page with a remark.
pub async fn decide_with_remark(
    program: &Program,
    page: &str,
    decision: &str,
    name: &str,
    remark: &str,
) -> Answer {
    let body = format!("offer={decision}&name={name}&remark={remark}&website=");
    program.client.send(Method::POST, page, FORM, body.into_bytes()).await
}

/// A customer with an e-mail address who works for the company in that role.
pub async fn employ(client: &Client, company: &str, fields: Value, role: &str) -> Value {
    let customer = crate::customers::add(client, fields).await;
    let body = json!({"customer_id": customer["id"], "role": role});
    client.post(&format!("{company}/employees"), &body).await.expect(201);
    customer
}

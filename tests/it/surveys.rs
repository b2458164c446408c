mod filters;
mod in_newsletters;
mod invitations;
mod page;
mod results;
mod survey;
mod whoever_is_gone;

use regulars_tests::{Answer, Client, Method, Program};
use serde_json::{Value, json};

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");

/// Makes a survey of that kind that is asked, and tells where it is.
pub async fn open(client: &Client, kind: &str, fields: Value) -> String {
    let mut body = json!({"name": "Kupovina", "kind": kind, "active": true});
    for (name, value) in fields.as_object().unwrap() {
        body[name] = value.clone();
    }
    let made = client.post("/v1/surveys", &body).await.expect(201);
    made.header("location").unwrap().to_owned()
}

/// Asks a customer, and tells the path of the page.
pub async fn invite(program: &Program, client: &Client, survey: &str, customer: &Value) -> String {
    let body = json!({"customer_id": customer["id"]});
    let made = client.post(&format!("{survey}/invitations"), &body).await.expect(201).json();
    page_of(program, &made)
}

/// The path of the page of an invitation.
pub fn page_of(program: &Program, invitation: &Value) -> String {
    let url = invitation["url"].as_str().unwrap();
    url.strip_prefix(program.client.base()).unwrap_or_else(|| panic!("{url}")).to_owned()
}

/// Sends the form of a page.
pub async fn send(program: &Program, page: &str, score: &str, comment: &str) -> Answer {
    let body = format!("survey=answer&score={score}&comment={comment}");
    let path = page.split('?').next().unwrap();
    program.client.send(Method::POST, path, FORM, body.into_bytes()).await
}

/// What was answered to a survey.
pub async fn answers(client: &Client, survey: &str) -> Vec<Value> {
    let list = client.get(&format!("{survey}/responses")).await.expect(200).json();
    list["items"].as_array().unwrap().clone()
}

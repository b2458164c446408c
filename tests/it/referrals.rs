mod at_once;
mod codes;
mod life;
mod merging;
mod page;
mod refusals;
mod scheme;

use regulars_tests::{Answer, Client, Program};
use serde_json::{Value, json};

use crate::customers::path_of;
use crate::loyalty::{buy, per_hundred, receipt, with};

/// What inviting others brings, with these fields.
pub fn scheme(fields: &Value) -> Value {
    let scheme = json!({
        "point_type": "points", "referrer_points": 200, "referred_points": 100, "minimum": 50_000, "within_days": 30,
        "return_days": 14
    });
    with(scheme, fields)
}

/// A programme into which receipts bring people, where inviting others brings that; where it is.
pub async fn club(owner: &Client, fields: &Value) -> String {
    let club = crate::loyalty::programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    owner.put(&format!("{club}/referral-scheme"), &json!({"scheme": scheme(fields)})).await.expect(200);
    club
}

/// The code of a customer, who comes into the programme for it.
pub async fn code_of(owner: &Client, club: &str, customer: &Value) -> String {
    let body = json!({"customer_id": customer["id"]});
    let member = owner.post(&format!("{club}/members"), &body).await.json();
    let path = format!("{club}/members/{}/referral-code", member["id"].as_str().unwrap());
    owner.post(&path, &Value::Null).await.expect(200).json()["code"].as_str().unwrap().to_owned()
}

/// Registers somebody with a code.
pub async fn register(client: &Client, code: &str, fields: &Value) -> Answer {
    let body = json!({"first_name": "Mila", "last_name": "Ilić", "referral_code": code});
    client.post("/v1/members", &with(body, fields)).await
}

/// Somebody with that number who was registered with a code.
pub async fn friend(client: &Client, code: &str, phone: &str) -> Value {
    let registered = register(client, code, &json!({"phone": phone})).await.expect(201).json();
    registered["customer"].clone()
}

/// What a customer buys for so much, a while after they were registered.
pub async fn shop(till: &Client, number: &str, customer: &Value, total: i64) -> Value {
    buy(till, &receipt(number, customer, total, json!({"occurred_at": "2026-11-21T10:30:00Z"}))).await
}

/// Whom a customer has invited, the newest first.
pub async fn referrals(client: &Client, customer: &Value) -> Vec<Value> {
    let page = client.get(&format!("{}/referrals", path_of(customer))).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

/// The one referral by which a customer came.
pub async fn referral_of(client: &Client, customer: &Value) -> Value {
    let path = format!("{}/referrals?role=referred", path_of(customer));
    let page = client.get(&path).await.expect(200).json();
    let [referral] = &page["items"].as_array().unwrap()[..] else { panic!("one referral: {page}") };
    referral.clone()
}

/// Where a referral stands, and why nobody is paid.
pub fn state(referral: &Value) -> (&str, Option<&str>) {
    (referral["state"].as_str().unwrap(), referral["reason"].as_str())
}

/// Moves the merchant's clock, and has everything done that is due then.
pub async fn go_to(program: &Program, owner: &Client, instant: &str) {
    owner.put("/v1/test-clock", &json!({"now": instant})).await.expect(200);
    program.work().await;
}

/// Behind the time in which what was bought may come back.
pub const BEHIND: &str = "2026-12-05T10:30:00Z";

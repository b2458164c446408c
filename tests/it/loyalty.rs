mod adjustments;
mod at_once;
mod budgets;
mod customers_of_rules;
mod filters;
mod filters_by_tier;
mod four_eyes;
mod gift_cards;
mod membership;
mod overview;
mod past_simulations;
mod refunds;
mod replays;
mod reservations;
mod simulations;
mod spending;
mod statement;
mod tiers;
mod tiers_by_balance;
mod time;
mod transfers;

use regulars_tests::{Answer, Client};
use serde_json::{Value, json};

use crate::customers::path_of;

/// Makes a programme in which receipts earn points of one type by these rules, and tells where it is.
pub async fn programme(owner: &Client, fields: Value, points: Value, rules: &[Value]) -> String {
    let path = draft(owner, fields, points, rules).await;
    set_state(owner, &path, "active").await;
    path
}

/// The same, before it is active.
pub async fn draft(owner: &Client, fields: Value, points: Value, rules: &[Value]) -> String {
    let body = with(json!({"name": "Klub"}), &fields);
    let path = owner.post("/v1/programmes", &body).await.expect(201).header("location").unwrap().to_owned();
    let kind = with(json!({"code": "points", "name": "Poeni"}), &points);
    owner.post(&format!("{path}/point-types"), &kind).await.expect(201);
    for rule in rules {
        let rule = with(json!({"point_type": "points"}), rule);
        owner.post(&format!("{path}/earning-rules"), &rule).await.expect(201);
    }
    path
}

/// Moves a programme to another state.
pub async fn set_state(owner: &Client, programme: &str, state: &str) {
    owner.patch(programme, &json!({"state": state})).await.expect(200);
}

/// A point for each hundred dinars.
pub fn per_hundred() -> Value {
    let effect = json!({"kind": "per_amount", "points": "1", "amount": 10_000, "whole": false});
    json!({"name": "Poen na 100 dinara", "effect": effect})
}

/// Points that pay a dinar each.
pub fn paying() -> Value {
    json!({"value": {"points": 1, "amount": {"amount": 100, "currency": "RSD"}}})
}

/// The body with these fields.
pub fn with(mut body: Value, fields: &Value) -> Value {
    for (name, value) in fields.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

/// A receipt of a customer with one line of so many para.
pub fn receipt(number: &str, customer: &Value, total: i64, fields: Value) -> Value {
    let body = json!({
        "receipt_number": number, "occurred_at": "2026-11-20T16:30:00Z", "currency": "RSD",
        "identify": {"customer_id": customer["id"]},
        "lines": [{"sku": "1001", "quantity": "1", "unit_price": total, "total": total}], "total": total
    });
    with(body, &fields)
}

/// The payment of so many para of which points that are worth a dinar pay a part.
pub fn tenders(total: i64, points: i64) -> Value {
    let by_points = json!({"kind": "points", "amount": points * 100, "points": points});
    if total == points * 100 {
        return json!([by_points]);
    }
    json!([by_points, {"kind": "money", "amount": total - points * 100, "method": "cash"}])
}

/// Records a receipt; what is answered.
pub async fn buy(till: &Client, receipt: &Value) -> Value {
    till.post("/v1/purchases", receipt).await.expect(201).json()
}

/// A refund of so much of these lines of the purchase that was answered.
pub async fn give_back(till: &Client, purchase: &Value, number: &str, lines: &[(u32, &str)]) -> Value {
    let lines: Vec<_> =
        lines.iter().map(|(line, quantity)| json!({"line": line, "quantity": quantity})).collect();
    let body = json!({"refund_number": number, "occurred_at": "2026-11-21T09:00:00Z", "lines": lines});
    let path = format!("/v1/purchases/{}/refunds", purchase["id"].as_str().unwrap());
    till.post(&path, &body).await.expect(201).json()
}

/// Uploads what a till kept while it was off line; what became of each item.
pub async fn upload(till: &Client, items: &[Value]) -> Vec<Value> {
    let answer = till.post("/v1/purchases/batch", &json!({"items": items})).await.expect(200).json();
    answer["results"].as_array().unwrap().clone()
}

/// A receipt or a refund as an item of a batch.
pub fn item(kind: &str, body: &Value) -> Value {
    with(body.clone(), &json!({"kind": kind}))
}

/// What an answer adds up to under that name, over all accounts.
pub fn sum(answer: &Value, name: &str) -> i64 {
    answer["points"].as_array().unwrap().iter().map(|told| told[name].as_i64().unwrap()).sum()
}

/// The one account of a customer.
pub async fn account(client: &Client, customer: &Value) -> Value {
    let found = accounts(client, customer).await;
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

/// The accounts of a customer.
pub async fn accounts(client: &Client, customer: &Value) -> Vec<Value> {
    let path = format!("{}/point-accounts", path_of(customer));
    client.get(&path).await.expect(200).json()["items"].as_array().unwrap().clone()
}

/// Where an account is.
pub fn path_of_account(account: &Value) -> String {
    format!("/v1/point-accounts/{}", account["id"].as_str().unwrap())
}

/// What an account has available and pending, and what it owes.
pub fn standing(account: &Value) -> (i64, i64, i64) {
    let part = |name: &str| account["balance"][name].as_i64().unwrap();
    (part("available"), part("pending"), part("deficit"))
}

/// What the account of a customer has available and pending, and what it owes.
pub async fn stands(client: &Client, customer: &Value) -> (i64, i64, i64) {
    standing(&account(client, customer).await)
}

/// Credits or debits by hand.
pub async fn adjust(owner: &Client, account: &Value, points: i64, fields: &Value) -> Answer {
    let body = with(json!({"points": points, "reason": "goodwill"}), fields);
    owner.post(&format!("{}/adjustments", path_of_account(account)), &body).await
}

/// The operations of an account, the newest first.
pub async fn operations(client: &Client, account: &Value) -> Vec<Value> {
    let page = client.get(&format!("{}/operations", path_of_account(account))).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

/// Why which rules gave nothing: their names and the reasons.
pub fn passed_over(answer: &Value) -> Vec<(&str, &str)> {
    let passed = answer["points"][0]["passed_over"].as_array().unwrap().iter();
    passed.map(|rule| (rule["name"].as_str().unwrap(), rule["reason"].as_str().unwrap())).collect()
}

mod at_once;
mod at_till;
mod by_itself;
mod campaigns;
mod codes;
mod holders;
mod offers;
mod points;
mod validation;
mod voids;

use regulars_tests::Client;
use serde_json::{Value, json};

use crate::loyalty::with;

/// Makes an active campaign with these fields and codes, and tells where it is.
pub async fn campaign(owner: &Client, fields: Value, codes: &[&str]) -> String {
    let path = draft(owner, fields).await;
    if !codes.is_empty() {
        owner.post(&format!("{path}/codes/imports"), &json!({"codes": codes})).await.expect(201);
    }
    owner.patch(&path, &json!({"state": "active"})).await.expect(200);
    path
}

/// The same, before it is active and without codes.
pub async fn draft(owner: &Client, fields: Value) -> String {
    let effect = json!({"kind": "percentage", "percent": "10"});
    let body = with(json!({"name": "Deset odsto", "effect": effect}), &fields);
    let made = owner.post("/v1/coupon-campaigns", &body).await.expect(201);
    made.header("location").unwrap().to_owned()
}

/// A receipt with one line of so many para, without a buyer.
pub fn plain(number: &str, total: i64, fields: Value) -> Value {
    let body = json!({
        "receipt_number": number, "occurred_at": "2026-11-20T16:30:00Z", "currency": "RSD",
        "lines": [{"sku": "1001", "category": "drinks", "quantity": "1", "unit_price": total, "total": total}],
        "total": total
    });
    with(body, &fields)
}

/// A receipt of which a code has taken so many para off.
pub fn discounted(number: &str, gross: i64, discount: i64, code: &str) -> Value {
    let line = json!({
        "sku": "1001", "category": "drinks", "quantity": "1", "unit_price": gross, "discount": discount,
        "total": gross - discount
    });
    plain(number, gross, json!({"lines": [line], "total": gross - discount, "coupons": [code]}))
}

/// Asks what a code takes off a receipt.
pub async fn validate(client: &Client, code: &str, receipt: &Value) -> Value {
    let body = json!({"receipt": receipt});
    client.post(&format!("/v1/coupons/{code}/validate"), &body).await.expect(200).json()
}

/// How often codes of a campaign are used, how many of these are reservations, and what they take off.
pub async fn counts(owner: &Client, campaign: &str) -> (i64, i64, i64) {
    let found = owner.get(campaign).await.expect(200).json();
    let count = |name: &str| found[name].as_i64().unwrap();
    (count("used"), count("reserved"), count("spent"))
}

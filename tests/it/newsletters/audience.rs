//! Customers whom newsletters reach.

use regulars_tests::{Merchant, Program};
use serde_json::{Value, json};

use super::complete;

/// A customer who may get advertising at an address, verified and consented.
pub async fn reachable(program: &Program, merchant: &Merchant, email: &str) -> String {
    let customer = consenting(merchant, email).await;
    let address = email.to_lowercase();
    program
        .run_sql(&format!(
            "UPDATE customers SET email_verified_at = created_at WHERE email_folded = '{address}'"
        ))
        .await;
    customer
}

/// A customer who has consented to advertising, at an address that nobody has verified.
pub async fn consenting(merchant: &Merchant, email: &str) -> String {
    let body = json!({
        "first_name": "Petar", "last_name": "Petrović", "gender": "male", "email": email,
        "data_consent": {"source": "shop"}
    });
    let customer = merchant.owner.post("/v1/customers", &body).await.expect(201).json();
    let id = customer["id"].as_str().unwrap().to_owned();
    let body = json!({"purpose": "advertising", "channel": "email", "state": "granted", "source": "shop"});
    merchant.owner.post(&format!("/v1/customers/{id}/consents"), &body).await.expect(201);
    id
}

/// Grants the merchant a pack of 10,000 units.
pub async fn grant_pack(program: &Program, merchant: &Merchant) {
    let path = format!("/v1/merchants/{}/quota-packs", merchant.id);
    program.operator().await.post(&path, &json!({"packs": 1})).await.expect(201);
}

/// A complete newsletter to hand-picked customers; gives its path.
pub async fn newsletter_to(merchant: &Merchant, customers: &[&str]) -> String {
    let mut body: Value = complete();
    body["audience"] = json!({"customer_ids": customers});
    let made = merchant.owner.post("/v1/newsletters", &body).await.expect(201);
    made.header("location").unwrap().to_owned()
}

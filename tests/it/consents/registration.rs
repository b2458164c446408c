use regulars_tests::Program;
use serde_json::{Value, json};

use super::{advertising, customer, standing};

#[tokio::test]
async fn the_consent_that_a_merchant_states_is_in_the_ledger() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = customer(&merchant).await;
    let history = merchant.owner.get(&format!("{customer}/consents/history")).await.expect(200).json();
    let entry = &history["items"][0];
    assert_eq!((&entry["purpose"], &entry["state"]), (&json!("data_processing"), &json!("granted")));
    assert_eq!((&entry["source"], &entry["text_version"]), (&json!("form"), &json!("1")));
}

#[tokio::test]
async fn a_member_is_registered_with_consents_or_not_at_all() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let terminal = merchant.terminal().await;
    let mut body = json!({"first_name": "Nemanja", "last_name": "Ilić", "email": "nemanja@example.com"});
    body["consents"] = json!([advertising("email", "granted"), advertising("sms", "granted")]);
    terminal.post("/v1/members", &body).await.expect_invalid("/consents/1/channel");
    let customers = merchant.owner.get("/v1/customers").await.expect(200).json();
    assert_eq!(customers["items"], json!([]));
    body["consents"] = json!([advertising("email", "granted"), {"purpose": "profiling", "state": "refused"}]);
    terminal.post("/v1/members", &body).await.expect_invalid("/consents/1/source");
    body["consents"] = json!([
        advertising("email", "granted"), {"purpose": "profiling", "state": "refused", "source": "till"}
    ]);
    let registered = terminal.post("/v1/members", &body).await.expect(201).json();
    let path = format!("/v1/customers/{}", registered["customer"]["id"].as_str().unwrap());
    assert_eq!(standing(&merchant.owner, &path, "advertising", json!("email")).await, "granted");
    assert_eq!(standing(&merchant.owner, &path, "profiling", Value::Null).await, "refused");
}

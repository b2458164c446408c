use regulars_tests::Program;
use serde_json::json;

use super::{advertising, customer, standing};

#[tokio::test]
async fn another_address_resets_its_channel_and_no_other() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = customer(&merchant).await;
    for channel in ["email", "sms"] {
        let body = advertising(channel, "granted");
        merchant.owner.post(&format!("{customer}/consents"), &body).await.expect(201);
    }
    merchant.owner.patch(&customer, &json!({"email": "JOVANA@example.com"})).await.expect(200);
    assert_eq!(standing(&merchant.owner, &customer, "advertising", json!("email")).await, "granted");
    merchant.owner.patch(&customer, &json!({"email": "other@example.com"})).await.expect(200);
    assert_eq!(standing(&merchant.owner, &customer, "advertising", json!("email")).await, "withdrawn");
    assert_eq!(standing(&merchant.owner, &customer, "advertising", json!("sms")).await, "granted");
    // The old address does not bring the old consent back.
    merchant.owner.patch(&customer, &json!({"email": "jovana@example.com"})).await.expect(200);
    assert_eq!(standing(&merchant.owner, &customer, "advertising", json!("email")).await, "withdrawn");
    merchant.owner.patch(&customer, &json!({"phone": null})).await.expect(200);
    assert_eq!(standing(&merchant.owner, &customer, "advertising", json!("sms")).await, "withdrawn");
    let history = merchant.owner.get(&format!("{customer}/consents/history")).await.expect(200).json();
    assert_eq!(history["items"][0]["source"], "change_of_address");
    merchant
        .owner
        .post(&format!("{customer}/consents"), &advertising("sms", "granted"))
        .await
        .expect_invalid("/channel");
}

use regulars_tests::Program;
use serde_json::{Value, json};

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

#[tokio::test]
async fn another_address_of_somebody_who_never_consented_writes_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for state in [None, Some("refused")] {
        let customer = customer(&merchant).await;
        let consents = format!("{customer}/consents");
        for channel in ["email", "sms"] {
            if let Some(state) = state {
                merchant.owner.post(&consents, &advertising(channel, state)).await.expect(201);
            }
        }
        let before = merchant.owner.get(&consents).await.expect(200).text;
        let history = merchant.owner.get(&format!("{consents}/history")).await.expect(200).text;
        let patch = json!({"email": "other@example.com", "phone": "+381641111111"});
        merchant.owner.patch(&customer, &patch).await.expect(200);
        merchant.owner.patch(&customer, &json!({"email": null, "phone": null})).await.expect(200);
        assert_eq!(merchant.owner.get(&consents).await.expect(200).text, before, "{state:?}");
        assert_eq!(merchant.owner.get(&format!("{consents}/history")).await.expect(200).text, history);
    }
}

#[tokio::test]
async fn a_grant_from_before_the_address_changed_does_not_count_for_the_new_one() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = customer(&merchant).await;
    program.clock.advance(chrono::Duration::hours(2));
    let owner = program.sign_in(&merchant.owner_email).await;
    let patch = json!({"email": "other@example.com", "phone": "+381641111111"});
    owner.patch(&customer, &patch).await.expect(200);
    program.clock.advance(chrono::Duration::hours(2));
    let owner = program.sign_in(&merchant.owner_email).await;
    for (channel, occurred_at, state) in [
        ("email", "2026-11-21T11:00:00Z", Value::Null),
        ("sms", "2026-11-21T11:00:00Z", Value::Null),
        ("email", "2026-11-21T13:00:00Z", json!("granted")),
        ("sms", "2026-11-21T13:00:00Z", json!("granted")),
    ] {
        let mut late = advertising(channel, "granted");
        late["occurred_at"] = json!(occurred_at);
        owner.post(&format!("{customer}/consents"), &late).await.expect(201);
        assert_eq!(standing(&owner, &customer, "advertising", json!(channel)).await, state);
    }
}

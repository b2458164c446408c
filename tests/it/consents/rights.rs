//! Restriction and objection.

use regulars_tests::{Merchant, Program};
use serde_json::{Value, json};

use super::{advertising, standing};
use crate::newsletters::audience::{grant_pack, newsletter_to, reachable};

async fn recap(merchant: &Merchant, newsletter: &str) -> Value {
    let recap = merchant.owner.get(&format!("{newsletter}/recap")).await.expect(200).json();
    let preview = json!({"filter": {"all": []}});
    let preview = merchant.owner.post("/v1/segments/preview", &preview).await.expect(200).json();
    assert_eq!(preview["excluded"], recap["excluded"]);
    recap
}

#[tokio::test]
async fn no_message_goes_to_who_is_restricted_until_that_is_lifted() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    grant_pack(&program, &merchant).await;
    let ana = reachable(&program, &merchant, "ana@example.com").await;
    let eva = reachable(&program, &merchant, "eva@example.com").await;
    let path = format!("/v1/customers/{ana}/restrictions");
    let newsletter = newsletter_to(&merchant, &[&ana, &eva]).await;
    let queued = newsletter_to(&merchant, &[&ana, &eva]).await;
    owner.post(&format!("{queued}/send"), &json!({})).await.expect(202);

    assert_eq!(owner.get(&path).await.expect(200).json(), json!({"restricted_at": null}));
    other.owner.post(&path, &json!({})).await.expect(404);
    other.owner.delete(&path).await.expect(404);
    owner.post(&path, &json!({"reason": "x"})).await.expect_invalid("/reason");
    // Events of one instant stand in an order of chance.
    program.clock.advance(chrono::Duration::seconds(1));
    let first = owner.post(&path, &json!({})).await.expect(201).json();
    assert_eq!(first, json!({"restricted_at": "2026-11-21T10:00:01Z"}));
    program.clock.advance(chrono::Duration::minutes(5));
    assert_eq!(owner.post(&path, &json!({})).await.expect(201).json(), first, "it is as it was");
    let told = recap(&merchant, &newsletter).await;
    assert_eq!(
        (&told["reachable"], &told["excluded"]),
        (&json!(1), &json!([{"reason": "restricted", "count": 1}]))
    );
    program.work().await;
    let messages = owner.get("/v1/sandbox/messages").await.expect(200).json();
    assert_eq!(messages["items"].as_array().unwrap().len(), 1);
    assert_eq!(messages["items"][0]["to"], "eva@example.com");
    let excluded = owner.get(&format!("{queued}/recipients?state=excluded")).await.expect(200).json();
    assert_eq!(excluded["items"][0]["reason"], "restricted");

    owner.delete(&path).await.expect(204);
    owner.delete(&path).await.expect(204);
    assert_eq!(recap(&merchant, &newsletter).await["reachable"], 2);
    let trail = owner.get(&format!("/v1/audit-events?customer_id={ana}")).await.expect(200).json();
    let told: Vec<&Value> =
        trail["items"].as_array().unwrap().iter().take(2).map(|one| &one["changes"][0]).collect();
    assert_eq!(told[0], &json!({"field": "restricted", "before": true, "after": false}));
    assert_eq!(told[1], &json!({"field": "restricted", "before": false, "after": true}));
}

#[tokio::test]
async fn an_objection_holds_for_the_address_whatever_is_granted_later() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = format!("/v1/customers/{}", reachable(&program, &merchant, "dom@example.com").await);
    let eva = format!("/v1/customers/{}", reachable(&program, &merchant, "DOM@example.com").await);
    let path = format!("{ana}/objections");
    for (body, pointer) in [
        (json!({"purpose": "advertising", "channel": "sms", "source": "call"}), "/channel"),
        (json!({"purpose": "profiling", "channel": "email", "source": "call"}), "/channel"),
        (json!({"purpose": "third_parties", "source": "call"}), "/purpose"),
        (json!({"purpose": "advertising"}), "/source"),
    ] {
        owner.post(&path, &body).await.expect_invalid(pointer);
    }
    let body = json!({"purpose": "advertising", "source": "call", "evidence": {"call": "2026-11-21"}});
    let recorded = owner.post(&path, &body).await.expect(201).json();
    assert_eq!(recorded["objections"].as_array().unwrap().len(), 1, "{recorded}");
    let only = &recorded["objections"][0];
    assert_eq!((&only["channel"], &only["address"]), (&json!("email"), &json!("dom@example.com")));
    for record in [&ana, &eva] {
        assert_eq!(standing(owner, record, "advertising", json!("email")).await, "withdrawn");
        owner.post(&format!("{record}/consents"), &advertising("email", "granted")).await.expect(201);
    }
    let ids: Vec<&str> = [&ana, &eva].map(|path| path.rsplit('/').next().unwrap()).to_vec();
    let newsletter = newsletter_to(&merchant, &ids).await;
    let told = recap(&merchant, &newsletter).await;
    assert_eq!(
        (&told["reachable"], &told["excluded"]),
        (&json!(0), &json!([{"reason": "suppressed", "count": 2}]))
    );
    owner.post(&format!("{ana}/opt-in-mails"), &json!({})).await.expect(409);
    let history = owner.get(&format!("{ana}/consents/history")).await.expect(200).json();
    assert!(history["items"].to_string().contains("2026-11-21"), "the evidence is kept: {history}");
}

#[tokio::test]
async fn an_objection_to_profiling_ends_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = super::customer(&merchant).await;
    let granted = json!({"purpose": "profiling", "state": "granted", "source": "till"});
    owner.post(&format!("{customer}/consents"), &granted).await.expect(201);
    let body = json!({"purpose": "profiling", "source": "letter"});
    owner.post(&format!("{customer}/objections"), &body).await.expect(201);
    assert_eq!(standing(owner, &customer, "profiling", Value::Null).await, "withdrawn");
    let other = program.merchant().await;
    other.owner.post(&format!("{customer}/objections"), &body).await.expect(404);
}

//! Who asked for what is known of a customer, and who has seen it, is on record.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{ready, told};

#[tokio::test]
async fn asking_making_and_fetching_are_noted() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    let export = ready(&program, owner, &customer).await;
    program.clock.advance(chrono::Duration::seconds(1));
    told(owner, &export).await;
    let me = owner.get("/v1/me").await.expect(200).json()["id"].clone();
    let trail = owner.get("/v1/audit-events?subject_kind=data_export").await.expect(200).json();
    let trail: Vec<&Value> = trail["items"].as_array().unwrap().iter().collect();
    assert!(trail.iter().all(|event| event["subject"]["id"] == export["id"]));
    let by = |action: &str, actor: &str| {
        trail
            .iter()
            .filter(|event| event["action"] == action && event["actor"]["kind"] == actor)
            .collect::<Vec<_>>()
    };
    let (asked, made, fetched) = (by("created", "user"), by("updated", "system"), by("updated", "user"));
    assert_eq!((asked.len(), made.len(), fetched.len(), trail.len()), (1, 1, 1, 3), "{trail:?}");
    assert_eq!((&asked[0]["actor"]["id"], &fetched[0]["actor"]["id"]), (&me, &me));
    assert_eq!(fetched[0]["changes"], json!([{"field": "fetched", "before": null, "after": "json"}]));
    // It is noted of the customer, and goes with what is noted of the customer.
    let id = customer.rsplit('/').next().unwrap();
    let about =
        owner.get(&format!("/v1/audit-events?customer_id={id}&subject_kind=data_export")).await.json();
    assert_eq!(about["items"].as_array().unwrap().len(), 3);
    owner.delete(&customer).await.expect(204);
    let left = owner.get("/v1/audit-events?subject_kind=data_export").await.expect(200).json();
    let left = left["items"].as_array().unwrap();
    assert!(left.len() == 3 && left.iter().all(|event| event["erased"] == true), "{left:?}");
}

#[tokio::test]
async fn only_who_may_sees_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    ready(&program, &merchant.owner, &customer).await;
    let portal = merchant.integrator(&["data_exports:read", "data_exports:write", "jobs:read"]).await;
    let export = ready(&program, &portal, &customer).await;
    assert_eq!(told(&portal, &export).await["profile"]["email"], "vera@example.com");
    let reader = merchant.integrator(&["data_exports:read"]).await;
    reader.get(export["html"].as_str().unwrap()).await.expect(200);
    reader.post(&format!("{customer}/data-exports"), &json!({})).await.expect_problem(403, "forbidden");
}

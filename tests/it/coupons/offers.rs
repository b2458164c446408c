//! What is offered to a customer.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{campaign, plain};
use crate::customers::{add, path_of};

async fn offered(client: &Client, customer: &Value) -> Vec<(String, String)> {
    let found = client.get(&format!("{}/offers", path_of(customer))).await.expect(200).json();
    let text = |offer: &Value, name: &str| offer[name].as_str().unwrap().to_owned();
    found["items"].as_array().unwrap().iter().map(|one| (text(one, "name"), text(one, "code"))).collect()
}

#[tokio::test]
async fn personal_campaigns_and_those_of_segments_are_offered_while_they_can_be_used() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana =
        add(owner, json!({"first_name": "Ana", "address": {"city": "Niš"}, "phone": "0641234567"})).await;
    let mila = add(owner, json!({"first_name": "Mila", "address": {"city": "Beograd"}})).await;
    let filter = json!({"field": "city", "op": "in", "value": ["Niš"]});
    let segment = json!({"name": "Nišlije", "filter": filter});
    let segment = owner.post("/v1/segments", &segment).await.expect(201).json();
    campaign(owner, json!({"name": "Za sve"}), &["SVIMA"]).await;
    let hers = json!({"name": "Za Anu", "customer_id": ana["id"], "limits": {"per_code": 1}});
    campaign(owner, hers, &["ANA1", "ANA2"]).await;
    program.clock.advance(chrono::Duration::seconds(1));
    let nis = json!({"name": "Za Niš", "segment_id": segment["id"], "limits": {"per_customer": 1}});
    campaign(owner, nis, &["NIS2026"]).await;
    let past = json!({"name": "Prošlo", "customer_id": ana["id"], "validity": {"to": "2026-11-01"}});
    campaign(owner, past, &["PROSLO"]).await;
    let offer = |name: &str, code: &str| (name.to_owned(), code.to_owned());
    let till = merchant.terminal().await;
    assert_eq!(offered(&till, &ana).await, [offer("Za Niš", "NIS2026"), offer("Za Anu", "ANA1")]);
    assert!(offered(&till, &mila).await.is_empty());
    let found = till.get("/v1/lookup?phone=0641234567").await.expect(200).json();
    assert_eq!(found["offers"].as_array().unwrap().len(), 2, "{found}");

    let identify = json!({"identify": {"customer_id": ana["id"]}, "coupons": ["NIS2026", "ANA1"]});
    till.post("/v1/purchases", &plain("1", 10_000, identify)).await.expect(201);
    assert_eq!(offered(&till, &ana).await, [offer("Za Anu", "ANA2")]);
    let identify = json!({"identify": {"customer_id": mila["id"]}, "coupons": ["NIS2026"]});
    let problem = till.post("/v1/purchases", &plain("2", 10_000, identify)).await;
    assert_eq!(problem.expect_problem(422, "validation_failed")["reason"], "other_customer");
    till.get("/v1/customers/01920000-0000-7000-8000-0123456789ab/offers")
        .await
        .expect_problem(404, "not_found");
}

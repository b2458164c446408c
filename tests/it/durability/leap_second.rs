use regulars_tests::Program;
use serde_json::json;

use crate::purchases::coffee;

#[tokio::test]
async fn a_leap_second_is_the_second_before_it_wherever_an_instant_is_read() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    let mut receipt = coffee("1");
    receipt["occurred_at"] = json!("2026-11-20T23:59:60.25Z");
    receipt["business_date"] = json!("2026-11-20");
    let first = till.post("/v1/purchases", &receipt).await.expect(201);
    let found = till.get(first.header("location").unwrap()).await.expect(200).json();
    assert_eq!(found["occurred_at"], "2026-11-20T23:59:59.250Z");
    receipt["occurred_at"] = json!("2026-11-20T23:59:59.25Z");
    let again = till.post("/v1/purchases", &receipt).await.expect(201).json();
    assert_eq!(again["replayed"], true, "it is the same instant: {again}");
    let count = async |query: &str| {
        let found = till.get(&format!("/v1/purchases?{query}")).await.expect(200).json();
        found["items"].as_array().unwrap().len()
    };
    assert_eq!(count("from=2026-11-20T23:59:60Z").await, 1);
    assert_eq!(count("until=2026-11-20T23:59:60.25Z").await, 0);
    assert_eq!(count("from=2026-11-21T00:00:00Z").await, 0);

    let filter = json!({"filter": {"field": "created_at", "op": "before", "value": "2026-12-31T23:59:60Z"}});
    merchant.owner.post("/v1/segments/preview", &filter).await.expect(200);
    let moved = merchant.owner.put("/v1/test-clock", &json!({"now": "2026-12-31T23:59:60Z"})).await;
    assert_eq!(moved.expect(200).json()["now"], "2026-12-31T23:59:59Z");
}

use regulars_tests::Program;
use serde_json::json;

use crate::segments::people::add;

#[tokio::test]
async fn a_preview_counts_whom_advertising_reaches_and_why_not_the_others() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add(&merchant, json!({"first_name": "Ana", "email": "ana@example.com"})).await;
    add(&merchant, json!({"first_name": "Boris"})).await;
    add(&merchant, json!({"first_name": "Ceca"})).await;
    let body = json!({"filter": {"all": []}});
    let preview = merchant.owner.post("/v1/segments/preview", &body).await.expect(200).json();
    assert_eq!(preview["count"], 3);
    assert_eq!(preview["reachable"], json!({"email": 0, "sms": 0}));
    assert_eq!(
        preview["excluded"],
        json!([{"reason": "no_address", "count": 2}, {"reason": "not_verified", "count": 1}])
    );
    assert_eq!(preview["sample"].as_array().unwrap().len(), 3);
    let body = json!({"filter": {"field": "first_name", "op": "starts_with", "value": "an"}});
    let preview = merchant.owner.post("/v1/segments/preview", &body).await.expect(200).json();
    assert_eq!((&preview["count"], &preview["sample"][0]["first_name"]), (&json!(1), &json!("Ana")));
}

#[tokio::test]
async fn a_wrong_filter_is_refused_with_a_pointer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body = json!({"filter": {"not": {"field": "type", "op": "eq", "value": "guest"}}});
    merchant.owner.post("/v1/segments/preview", &body).await.expect_invalid("/filter/not/value");
    merchant.owner.post("/v1/segments/preview", &json!({})).await.expect_invalid("/filter");
}

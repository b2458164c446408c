use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn packs_are_ordered_by_the_merchant_and_granted_by_the_operator() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let operator = program.operator().await;
    let order = merchant.owner.post("/v1/quota/pack-orders", &json!({"packs": 2})).await.expect(201).json();
    assert_eq!((&order["packs"], &order["state"]), (&json!(2), &json!("ordered")));
    assert_eq!(merchant.owner.get("/v1/quota").await.json()["available"], 0);
    let path = format!("/v1/merchants/{}/quota-packs", merchant.id);
    let keyed = operator.with_header("Idempotency-Key", "grant-1");
    let granted = keyed.post(&path, &json!({"packs": 2})).await.expect(201);
    let answer = granted.json();
    assert_eq!((&answer["packs"], &answer["units"]), (&json!(2), &json!(20_000)));
    let fulfilled = &answer["orders"][0];
    assert_eq!((&fulfilled["id"], &fulfilled["state"]), (&order["id"], &json!("granted")));
    assert_eq!(keyed.post(&path, &json!({"packs": 2})).await.expect(201).text, granted.text);
    let quota = merchant.owner.get("/v1/quota").await.json();
    assert_eq!((&quota["packs"]["left"], &quota["available"]), (&json!(20_000), &json!(20_000)));
    let ledger = merchant.owner.get("/v1/quota/ledger").await.expect(200).json();
    let entries = ledger["items"].as_array().unwrap();
    assert_eq!(entries.len(), 2);
    assert!(entries.iter().all(|entry| entry["kind"] == "pack" && entry["amount"] == 10_000));
    assert_eq!(program.merchant().await.owner.get("/v1/quota").await.json()["available"], 0);
}

#[tokio::test]
async fn a_wrong_number_is_refused_and_only_the_operator_grants() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let operator = program.operator().await;
    let path = format!("/v1/merchants/{}/quota-packs", merchant.id);
    for body in
        [json!({"packs": 0}), json!({"packs": 1001}), json!({"packs": -1}), json!({"packs": "1"}), json!({})]
    {
        merchant.owner.post("/v1/quota/pack-orders", &body).await.expect_invalid("/packs");
        operator.post(&path, &body).await.expect_invalid("/packs");
    }
    merchant.owner.post(&path, &json!({"packs": 1})).await.expect_problem(403, "forbidden");
    let nobody = "/v1/merchants/0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fff/quota-packs";
    operator.post(nobody, &json!({"packs": 1})).await.expect_problem(404, "not_found");
    let marketer = merchant.staff("marketer").await;
    marketer.post("/v1/quota/pack-orders", &json!({"packs": 1})).await.expect_problem(403, "forbidden");
    assert_eq!(merchant.owner.get("/v1/quota").await.json()["available"], 0);
    assert_eq!(merchant.owner.get("/v1/quota/ledger").await.json()["items"], json!([]));
}

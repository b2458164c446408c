use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn the_quota_shows_what_may_be_sent() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let member = json!({"first_name": "Ana", "last_name": "Petrović", "consents": []});
    merchant.owner.post("/v1/members", &member).await.expect(201);
    let quota = merchant.owner.get("/v1/quota").await.expect(200).json();
    assert_eq!(
        quota,
        json!({
            "period": "2026-11",
            "monthly": {"granted": 2, "used": 0, "reserved": 0, "left": 2, "expires_at": "2026-11-30T23:00:00Z"},
            "packs": {"left": 0},
            "available": 2,
            "tests": {"granted": 10, "used": 0, "left": 10},
            "plan": {"multiplier": 2, "tests_per_month": 10}
        })
    );
    merchant.owner.put("/v1/test-clock", &json!({"now": "2026-12-01T08:00:00Z"})).await.expect(200);
    let quota = merchant.owner.get("/v1/quota").await.expect(200).json();
    assert_eq!((&quota["period"], &quota["monthly"]["granted"]), (&json!("2026-12"), &json!(2)));
    merchant.staff("analyst").await.get("/v1/quota").await.expect(200);
    merchant.staff("cashier").await.get("/v1/quota").await.expect_problem(403, "forbidden");
}

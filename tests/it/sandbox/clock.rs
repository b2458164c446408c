use regulars_tests::Program;
use serde_json::{Value, json};

#[tokio::test]
async fn the_clock_of_a_sandbox_is_moved_and_goes_on() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let set = merchant.owner.put("/v1/test-clock", &json!({"now": "2027-01-01T00:00:00Z"})).await;
    assert_eq!(set.expect(200).json()["now"], "2027-01-01T00:00:00Z");
    program.clock.advance(chrono::Duration::minutes(1));
    let made = merchant.owner.post("/v1/newsletters", &json!({"name": "A"})).await.expect(201).json();
    assert_eq!(made["created_at"], "2027-01-01T00:01:00Z");
    let made = other.owner.post("/v1/newsletters", &json!({"name": "A"})).await.expect(201).json();
    assert_eq!(made["created_at"], "2026-11-21T10:01:00Z");
    let set = merchant.owner.put("/v1/test-clock", &json!({"now": Value::Null})).await.expect(200).json();
    assert_eq!((&set["now"], &set["ahead_by_seconds"]), (&json!("2026-11-21T10:01:00Z"), &json!(0)));
}

#[tokio::test]
async fn a_live_merchant_goes_by_the_time_of_day() {
    let program = Program::start().await;
    let merchant = program.merchant_with(json!({"mode": "live"})).await;
    let body = json!({"now": "2027-01-01T00:00:00Z"});
    merchant.owner.put("/v1/test-clock", &body).await.expect_problem(409, "conflict");
    assert_eq!(merchant.owner.get("/v1/sandbox/messages").await.expect(200).json()["items"], json!([]));
}

#[tokio::test]
async fn what_is_no_time_is_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for body in [
        json!({"now": "tomorrow"}),
        json!({"now": 5}),
        json!({"now": "1999-12-31T23:59:59Z"}),
        json!({"now": "2100-01-01T00:00:00Z"}),
    ] {
        merchant.owner.put("/v1/test-clock", &body).await.expect_invalid("/now");
    }
    let body = json!({"now": "2027-01-01T00:00:00Z"});
    merchant.staff("marketer").await.put("/v1/test-clock", &body).await.expect_problem(403, "forbidden");
    for query in ["channel=fax", "limit=0", "cursor=x", "from=a"] {
        let name = query.split('=').next().unwrap();
        let refused = merchant.owner.get(&format!("/v1/sandbox/messages?{query}")).await;
        refused.expect_invalid(&format!("?{name}"));
    }
}

use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn a_refresh_token_works_once_and_its_second_use_ends_the_session() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let password =
        json!({"grant_type": "password", "username": merchant.owner_email, "password": "a-long-password"});
    let first = program.client.post("/v1/auth/token", &password).await.expect(200).json();
    let refresh = |token: &serde_json::Value| json!({"grant_type": "refresh_token", "refresh_token": token});
    let second =
        program.client.post("/v1/auth/token", &refresh(&first["refresh_token"])).await.expect(200).json();
    let reused = program.client.post("/v1/auth/token", &refresh(&first["refresh_token"])).await;
    reused.expect_problem(401, "unauthorized");
    let after = program.client.post("/v1/auth/token", &refresh(&second["refresh_token"])).await;
    after.expect_problem(401, "unauthorized");
    program.clock.advance(chrono::Duration::seconds(11));
    let token = second["access_token"].as_str().unwrap();
    program.client.with_bearer(token).get("/v1/me").await.expect_problem(401, "unauthorized");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_get_the_same_answer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let mut answers = Vec::new();
    for username in [merchant.owner_email.as_str(), "nobody@example.com", "no address"] {
        let body = json!({"grant_type": "password", "username": username, "password": "not-the-password"});
        let mut problem =
            program.client.post("/v1/auth/token", &body).await.expect_problem(401, "unauthorized");
        problem["request_id"] = json!(null);
        answers.push(problem);
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[1], answers[2]);
}

#[tokio::test]
async fn an_access_token_ends_after_ten_minutes() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    merchant.owner.get("/v1/me").await.expect(200);
    program.clock.advance(chrono::Duration::minutes(10));
    merchant.owner.get("/v1/me").await.expect_problem(401, "unauthorized");
}

#[tokio::test]
async fn guessing_a_password_is_slowed_down() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body =
        json!({"grant_type": "password", "username": merchant.owner_email, "password": "not-the-password"});
    let mut limited = None;
    for _ in 0..15 {
        let answer = program.client.post("/v1/auth/token", &body).await;
        if answer.status == 429 {
            limited = Some(answer);
            break;
        }
    }
    let limited = limited.expect("the guesses run out");
    assert!(limited.header("retry-after").unwrap().parse::<u64>().unwrap() > 0);
    limited.expect_problem(429, "rate_limited");
}

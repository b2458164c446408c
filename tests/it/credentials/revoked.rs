//! Credentials that held until somebody took them back: at once where that was done, within ten seconds elsewhere.

use chrono::Duration;
use regulars_tests::{Client, Merchant, PASSWORD, Program};
use serde_json::{Value, json};

async fn tokens(program: &Program, email: &str) -> Value {
    let body = json!({"grant_type": "password", "username": email, "password": PASSWORD});
    program.client.post("/v1/auth/token", &body).await.expect(200).json()
}

/// Somebody of the staff: the path of the user, and the client.
async fn cashier(program: &Program, merchant: &Merchant) -> (String, Client) {
    let email = regulars_tests::unique_email("cashier");
    let body = json!({"email": email, "password": PASSWORD, "name": "Ana", "role": "cashier"});
    let created = merchant.owner.post("/v1/users", &body).await.expect(201);
    let path = created.header("location").unwrap().to_owned();
    (path, program.sign_in(&email).await)
}

/// The path of a key, and the client that has it.
async fn key(program: &Program, merchant: &Merchant) -> (String, Client) {
    let body = json!({"name": "Shop", "scopes": ["stores:read"]});
    let issued = merchant.owner.post("/v1/api-keys", &body).await.expect(201);
    let path = issued.header("location").unwrap().to_owned();
    (path, program.client.with_bearer(issued.json()["secret"].as_str().unwrap()))
}

#[tokio::test]
async fn a_revoked_key_does_not_hold_from_the_next_request_on() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (path, shop) = key(&program, &merchant).await;
    shop.get("/v1/stores").await.expect(200);
    assert!(merchant.owner.delete(&path).await.status.is_success());
    shop.get("/v1/stores").await.expect_problem(401, "unauthorized");
}

#[tokio::test]
async fn a_revoked_terminal_does_not_hold_from_the_next_request_on() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let terminal = merchant.terminal().await;
    let id = terminal.get("/v1/me").await.expect(200).json()["id"].as_str().unwrap().to_owned();
    assert!(merchant.owner.delete(&format!("/v1/terminals/{id}")).await.status.is_success());
    terminal.get("/v1/stores").await.expect_problem(401, "unauthorized");
}

#[tokio::test]
async fn a_disabled_user_is_out_at_once_and_cannot_come_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let email = regulars_tests::unique_email("cashier");
    let body = json!({"email": email, "password": PASSWORD, "name": "Ana", "role": "cashier"});
    let created = merchant.owner.post("/v1/users", &body).await.expect(201);
    let first = tokens(&program, &email).await;
    let ana = program.client.with_bearer(first["access_token"].as_str().unwrap());
    ana.get("/v1/stores").await.expect(200);
    let path = created.header("location").unwrap();
    merchant.owner.patch(path, &json!({"status": "disabled"})).await.expect(200);
    ana.get("/v1/stores").await.expect_problem(401, "unauthorized");
    let again = json!({"grant_type": "password", "username": email, "password": PASSWORD});
    program.client.post("/v1/auth/token", &again).await.expect_problem(401, "unauthorized");
    let refresh = json!({"grant_type": "refresh_token", "refresh_token": first["refresh_token"]});
    program.client.post("/v1/auth/token", &refresh).await.expect_problem(401, "unauthorized");
}

#[tokio::test]
async fn a_session_that_was_ended_is_over_within_ten_seconds() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (ended, other) =
        (tokens(&program, &merchant.owner_email).await, tokens(&program, &merchant.owner_email).await);
    let client = |tokens: &Value| program.client.with_bearer(tokens["access_token"].as_str().unwrap());
    client(&ended).get("/v1/me").await.expect(200);
    let body = json!({"refresh_token": ended["refresh_token"]});
    program.client.post("/v1/auth/revoke", &body).await.expect(204);
    program.clock.advance(Duration::seconds(10));
    client(&ended).get("/v1/me").await.expect_problem(401, "unauthorized");
    client(&other).get("/v1/me").await.expect(200);
}

#[tokio::test]
async fn nobody_of_a_suspended_merchant_gets_in_until_it_works_again() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let refresh = tokens(&program, &merchant.owner_email).await["refresh_token"].clone();
    let (_, shop) = key(&program, &merchant).await;
    let terminal = merchant.terminal().await;
    let operator = program.operator().await;
    let path = format!("/v1/merchants/{}", merchant.id);
    for client in [&merchant.owner, &shop, &terminal] {
        client.get("/v1/stores").await.expect(200);
    }
    operator.patch(&path, &json!({"status": "suspended"})).await.expect(200);
    for client in [&merchant.owner, &shop, &terminal] {
        client.get("/v1/stores").await.expect_problem(401, "unauthorized");
    }
    let password = json!({"grant_type": "password", "username": merchant.owner_email, "password": PASSWORD});
    program.client.post("/v1/auth/token", &password).await.expect_problem(401, "unauthorized");
    let token = json!({"grant_type": "refresh_token", "refresh_token": refresh});
    program.client.post("/v1/auth/token", &token).await.expect_problem(401, "unauthorized");
    operator.patch(&path, &json!({"status": "active"})).await.expect(200);
    for client in [&merchant.owner, &shop, &terminal] {
        client.get("/v1/stores").await.expect(200);
    }
}

#[tokio::test]
async fn another_process_hears_of_a_revocation_within_ten_seconds() {
    let mut program = Program::start().await;
    let second = program.another_process().await;
    let there = |client: &Client| second.with_bearer(client.bearer().unwrap());
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let (key_path, shop) = key(&program, &merchant).await;
    let (user_path, ana) = cashier(&program, &merchant).await;
    let signed_in = tokens(&program, &merchant.owner_email).await;
    let session = program.client.with_bearer(signed_in["access_token"].as_str().unwrap());
    let callers = [&shop, &ana, &session, &other.owner];
    for client in callers {
        there(client).get("/v1/stores").await.expect(200);
    }
    assert!(merchant.owner.delete(&key_path).await.status.is_success());
    merchant.owner.patch(&user_path, &json!({"status": "disabled"})).await.expect(200);
    let body = json!({"refresh_token": signed_in["refresh_token"]});
    program.client.post("/v1/auth/revoke", &body).await.expect(204);
    let operator = program.operator().await;
    let path = format!("/v1/merchants/{}", other.id);
    operator.patch(&path, &json!({"status": "suspended"})).await.expect(200);
    program.clock.advance(Duration::seconds(10));
    for (client, what) in callers.into_iter().zip(["key", "user", "session", "merchant"]) {
        assert_eq!(there(client).get("/v1/stores").await.status, 401, "{what}");
    }
    there(&merchant.owner).get("/v1/stores").await.expect(200);
}

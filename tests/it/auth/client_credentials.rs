//! Tokens that a program gets for its key (RFC 6749, section 4.4).

use chrono::Duration;
use data_encoding::BASE64;
use regulars_kernel::MerchantId;
use regulars_tests::{Answer, Client, Merchant, PASSWORD, Program};
use reqwest::Method;
use serde_json::{Value, json};

/// A key as its program holds it.
struct Key {
    path: String,
    id: String,
    secret: String,
}

impl Key {
    async fn issue(merchant: &Merchant, scopes: &[&str], expires_at: Option<&str>) -> Self {
        let mut body = json!({"name": "Web shop", "scopes": scopes});
        if let Some(expires_at) = expires_at {
            body["expires_at"] = json!(expires_at);
        }
        let issued = merchant.owner.post("/v1/api-keys", &body).await.expect(201);
        let path = issued.header("location").unwrap().to_owned();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let body = issued.json();
        Self { path, id: text(&body["api_key"]["id"]), secret: text(&body["secret"]) }
    }

    fn body(&self) -> Value {
        json!({"grant_type": "client_credentials", "client_id": self.id, "client_secret": self.secret})
    }

    fn basic(&self, client: &Client) -> Client {
        let credentials = BASE64.encode(format!("{}:{}", self.id, self.secret).as_bytes());
        client.with_header("Authorization", &format!("Basic {credentials}"))
    }

    async fn token(&self, program: &Program) -> Value {
        program.client.post("/v1/auth/token", &self.body()).await.expect(200).json()
    }
}

fn with_token(program: &Program, answer: &Value) -> Client {
    program.client.with_bearer(answer["access_token"].as_str().unwrap())
}

async fn form(client: &Client, body: &str) -> Answer {
    let kind = Some("application/x-www-form-urlencoded");
    client.send(Method::POST, "/v1/auth/token", kind, body.as_bytes().to_vec()).await
}

/// Fails the test unless the client is refused as the RFC wants it.
#[track_caller]
fn expect_refused(answer: Answer, status: u16, code: &str, error: &str) -> Value {
    let problem = answer.expect_problem(status, code);
    assert_eq!(problem["error"], error, "{problem}");
    problem
}

#[tokio::test]
async fn a_program_gets_a_short_token_with_the_merchant_and_the_scopes_of_its_key() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    other.owner.post("/v1/stores", &json!({"name": "Centar"})).await.expect(201);
    let key = Key::issue(&merchant, &["stores:read", "profile:read"], None).await;
    let answer = program.client.post("/v1/auth/token", &key.body()).await.expect(200);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let issued = answer.json();
    let fields: Vec<_> = issued.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(fields, ["access_token", "expires_in", "scope", "token_type"]);
    assert_eq!(
        (&issued["token_type"], &issued["expires_in"], &issued["scope"]),
        (&json!("Bearer"), &json!(600), &json!("profile:read stores:read"))
    );
    let shop = with_token(&program, &issued);
    let me = shop.get("/v1/me").await.expect(200).json();
    let expected = json!({"kind": "api_key", "id": key.id, "role": "integrator",
        "scopes": ["profile:read", "stores:read"], "merchant_id": merchant.id});
    assert_eq!(me, expected);
    assert_eq!(shop.get("/v1/stores").await.expect(200).json()["items"], json!([]));
    shop.get("/v1/customers").await.expect_problem(403, "forbidden");
    program.clock.advance(Duration::minutes(10));
    shop.get("/v1/me").await.expect_problem(401, "unauthorized");
}

#[tokio::test]
async fn a_scope_narrows_the_token_and_never_widens_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let key = Key::issue(&merchant, &["stores:read", "tags:read"], None).await;
    let mut body = key.body();
    body["scope"] = json!("tags:read");
    let issued = program.client.post("/v1/auth/token", &body).await.expect(200).json();
    assert_eq!(issued["scope"], "tags:read");
    let (narrow, whole) = (with_token(&program, &issued), with_token(&program, &key.token(&program).await));
    // By turns, so that neither is taken for what was found out about the other.
    for _ in 0..2 {
        whole.get("/v1/stores").await.expect(200);
        narrow.get("/v1/stores").await.expect_problem(403, "forbidden");
        narrow.get("/v1/tags").await.expect(200);
        program.client.with_bearer(&key.secret).get("/v1/stores").await.expect(200);
    }
    body["scope"] = json!("tags:read users:write");
    let answer = program.client.post("/v1/auth/token", &body).await;
    let problem = expect_refused(answer, 422, "validation_failed", "invalid_scope");
    assert_eq!(problem["errors"][0]["pointer"], "/scope");
}

#[tokio::test]
async fn a_revoked_key_ends_its_tokens_at_once() {
    let mut program = Program::start().await;
    let second = program.another_process().await;
    let merchant = program.merchant().await;
    let key = Key::issue(&merchant, &["tags:read"], None).await;
    let shop = with_token(&program, &key.token(&program).await);
    let there = second.with_bearer(shop.bearer().unwrap());
    shop.get("/v1/tags").await.expect(200);
    there.get("/v1/tags").await.expect(200);
    merchant.owner.delete(&key.path).await.expect(204);
    shop.get("/v1/tags").await.expect_problem(401, "unauthorized");
    let answer = program.client.post("/v1/auth/token", &key.body()).await;
    expect_refused(answer, 401, "unauthorized", "invalid_client");
    program.clock.advance(Duration::seconds(10));
    there.get("/v1/tags").await.expect_problem(401, "unauthorized");
}

#[tokio::test]
async fn a_token_ends_no_later_than_its_key() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let key = Key::issue(&merchant, &["tags:read"], Some("2026-11-21T10:01:00Z")).await;
    let issued = key.token(&program).await;
    assert_eq!(issued["expires_in"], 60);
    let shop = with_token(&program, &issued);
    shop.get("/v1/tags").await.expect(200);
    program.clock.advance(Duration::minutes(1));
    shop.get("/v1/tags").await.expect_problem(401, "unauthorized");
    let answer = program.client.post("/v1/auth/token", &key.body()).await;
    expect_refused(answer, 401, "unauthorized", "invalid_client");
}

#[tokio::test]
async fn a_suspended_merchant_gets_no_tokens_and_those_it_has_hold_no_longer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let key = Key::issue(&merchant, &["tags:read"], None).await;
    let shop = with_token(&program, &key.token(&program).await);
    shop.get("/v1/tags").await.expect(200);
    let operator = program.operator().await;
    let path = format!("/v1/merchants/{}", merchant.id);
    operator.patch(&path, &json!({"status": "suspended"})).await.expect(200);
    shop.get("/v1/tags").await.expect_problem(401, "unauthorized");
    let answer = program.client.post("/v1/auth/token", &key.body()).await;
    expect_refused(answer, 401, "unauthorized", "invalid_client");
}

#[tokio::test]
async fn another_id_another_secret_and_another_merchant_are_refused_alike() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let (key, others) =
        (Key::issue(&merchant, &["tags:read"], None).await, Key::issue(&other, &["tags:read"], None).await);
    let presented: regulars_identity::PresentedKey = key.secret.parse().unwrap();
    let merchant_of_other: MerchantId = other.id.parse().unwrap();
    let forged = |merchant, secret| {
        regulars_identity::ApiKeySecret::from_secret(merchant, presented.id, secret).expose().to_owned()
    };
    let refused = |id: &str, secret: &str| {
        let body = json!({"grant_type": "client_credentials", "client_id": id, "client_secret": secret});
        let client = program.client.clone();
        async move {
            let answer = client.post("/v1/auth/token", &body).await;
            let mut problem = expect_refused(answer, 401, "unauthorized", "invalid_client");
            problem["request_id"] = json!(null);
            problem
        }
    };
    let mut told = Vec::new();
    told.push(refused(&others.id, &key.secret).await);
    told.push(refused(&key.id, &others.secret).await);
    told.push(refused(&key.id, &forged(presented.merchant, [0; 32])).await);
    told.push(refused(&key.id, &forged(merchant_of_other, [0; 32])).await);
    told.push(refused(&key.id, "no key").await);
    told.push(refused("no id", &key.secret).await);
    told.push(refused(&key.id, &key.secret.to_uppercase()).await);
    assert!(told.iter().all(|problem| *problem == told[0]), "{told:?}");
    let nobody = json!({"grant_type": "client_credentials"});
    let answer = program.client.post("/v1/auth/token", &nobody).await;
    expect_refused(answer, 401, "unauthorized", "invalid_client");
    key.token(&program).await;
}

#[tokio::test]
async fn a_program_may_show_its_key_by_http_basic_and_send_a_form() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let key = Key::issue(&merchant, &["stores:read", "tags:read"], None).await;
    let basic = key.basic(&program.client);
    let issued = form(&basic, "grant_type=client_credentials&scope=tags%3Aread&audience=x").await;
    assert_eq!(issued.expect(200).json()["scope"], "tags:read");
    let issued = form(&basic, &format!("grant_type=client_credentials&scope=&client_id={}", key.id)).await;
    assert_eq!(issued.expect(200).json()["scope"], "stores:read tags:read");
    basic.post("/v1/auth/token", &json!({"grant_type": "client_credentials"})).await.expect(200);
    let whole = format!("grant_type=client_credentials&client_id={}&client_secret={}", key.id, key.secret);
    form(&program.client, &whole).await.expect(200);
    let people = format!(
        "grant_type=password&username={}&password={PASSWORD}",
        merchant.owner_email.replace('@', "%40")
    );
    form(&program.client, &people).await.expect(200);

    for (body, pointer) in [
        (whole.clone(), "/client_secret"),
        (format!("grant_type=client_credentials&client_id={}", merchant.id), "/client_id"),
        ("grant_type=client_credentials&scope=tags:read&scope=tags:read".to_owned(), "/scope"),
        (format!("{people}&scope=tags:read"), "/scope"),
        ("scope=tags:read".to_owned(), "/grant_type"),
    ] {
        let problem = form(&basic, &body).await.expect_invalid(pointer);
        assert_eq!(problem["error"], "invalid_request", "{body}");
    }
    let answer = form(&basic, "grant_type=magic").await;
    expect_refused(answer, 422, "validation_failed", "unsupported_grant_type");
    let unknown = json!({"grant_type": "client_credentials", "audience": "x"});
    basic.post("/v1/auth/token", &unknown).await.expect_invalid("/audience");
    let answer = program.client.send(Method::POST, "/v1/auth/token", Some("text/plain"), b"x".to_vec()).await;
    expect_refused(answer, 415, "unsupported_media_type", "invalid_request");
}

#[tokio::test]
async fn who_fails_by_http_basic_is_asked_for_it_again() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let key = Key::issue(&merchant, &["tags:read"], None).await;
    merchant.owner.delete(&key.path).await.expect(204);
    for client in [key.basic(&program.client), program.client.with_header("Authorization", "Basic ?")] {
        let answer = form(&client, "grant_type=client_credentials").await;
        assert_eq!(answer.header("www-authenticate"), Some("Basic realm=\"access tokens\""));
        expect_refused(answer, 401, "unauthorized", "invalid_client");
    }
}

#[tokio::test]
async fn the_key_of_a_terminal_buys_no_token() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let terminal = merchant.terminal().await;
    let secret = terminal.bearer().unwrap();
    let keys = merchant.owner.get("/v1/api-keys").await.expect(200).json();
    let body = json!({"grant_type": "client_credentials", "client_id": keys["items"][0]["id"],
        "client_secret": secret});
    let answer = program.client.post("/v1/auth/token", &body).await;
    expect_refused(answer, 403, "forbidden", "unauthorized_client");
}

#[tokio::test]
async fn guesses_at_the_key_of_a_program_are_limited_as_those_at_a_password() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (key, other) = (
        Key::issue(&merchant, &["tags:read"], None).await,
        Key::issue(&merchant, &["tags:read"], None).await,
    );
    let presented: regulars_identity::PresentedKey = key.secret.parse().unwrap();
    let wrong = regulars_identity::ApiKeySecret::from_secret(presented.merchant, presented.id, [0; 32]);
    let body =
        json!({"grant_type": "client_credentials", "client_id": key.id, "client_secret": wrong.expose()});
    for _ in 0..10 {
        program.client.post("/v1/auth/token", &body).await.expect(401);
    }
    let limited = program.client.post("/v1/auth/token", &body).await;
    assert!(limited.header("retry-after").is_some());
    limited.expect_problem(429, "rate_limited");
    program.client.post("/v1/auth/token", &key.body()).await.expect_problem(429, "rate_limited");
    other.token(&program).await;
    program.client.with_bearer(&key.secret).get("/v1/tags").await.expect(200);
}

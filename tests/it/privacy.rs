//! Nothing private in the log: planted values at the most talkative level, in requests to every operation, and no event
//! or span of any target holds one.

use regulars_tests::{Callers, Client, Contract, PASSWORD, Program, leaks_of, plant};
use reqwest::Method;
use serde_json::{Value, json};

const EMAIL: &str = "canary.bird-7f3a@kanarinac.example";
const PHONE: &str = "+381655501234";
const NAME: &str = "Kanarinka Žutić";
const PASSPHRASE: &str = "canary-passphrase-91c4";
const TEXT: &str = "canary-text-5d2e";

#[tokio::test]
async fn no_private_value_is_in_the_log_at_any_level() {
    let program = Program::start().await;
    for (what, text) in [
        ("an e-mail address", EMAIL),
        ("the local part of an e-mail address", "canary.bird-7f3a"),
        ("a phone number", PHONE),
        ("the digits of a phone number", "655501234"),
        ("a name", NAME),
        ("a password", PASSPHRASE),
        ("a text of a body, a path or a query", TEXT),
    ] {
        plant(what, text);
    }
    let callers = Callers::of_a_fresh_merchant(&program).await;
    let secrets = sign_in_and_out(&program).await;
    for operation in Contract::of_the_program().operations() {
        let client = match operation.access {
            Some(access) => callers.allowed(access.roles).await,
            None => program.client.clone(),
        };
        plant("a credential", client.bearer().unwrap_or("no credential was sent"));
        let example = operation.body.as_ref().filter(|_| operation.takes_json()).map(|body| &body.example);
        let path = operation.path(|_| "01920000-0000-7000-8000-0123456789ab".to_owned());
        let odd = operation.path(|_| TEXT.to_owned());
        for (path, body) in [
            (path.clone(), example.map(|example| replaced(example, "", &plausible))),
            (path.clone(), example.map(|example| replaced(example, "", &|_, _| Some(TEXT.to_owned())))),
            (format!("{path}?q={TEXT}&limit={TEXT}&cursor={TEXT}"), example.cloned()),
            (odd, example.cloned()),
        ] {
            let keyed = client.with_header("Idempotency-Key", TEXT).with_header("If-Match", TEXT);
            send(&client, &operation.method, &path, body.as_ref()).await;
            send(&keyed, &operation.method, &path, body.as_ref()).await;
        }
    }
    program.client.get(&format!("/v1/{TEXT}?email={EMAIL}")).await.expect(404);
    let planted = [EMAIL, "canary.bird-7f3a", PHONE, "655501234", NAME, PASSPHRASE, TEXT];
    let mut leaks: Vec<String> = planted.iter().flat_map(|text| leaks_of(text)).collect();
    leaks.extend(secrets.iter().flat_map(|secret| leaks_of(secret)));
    leaks.extend(leaks_of(callers.merchant.owner.bearer().unwrap()));
    leaks.dedup();
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
}

#[test]
fn a_private_value_in_the_log_would_be_seen() {
    let text = "canary-that-is-seen-33ab";
    regulars_tests::watch_statements();
    plant("a value that is logged", text);
    tracing::trace!(target: "sqlx::anything", statement = "INSERT", "bound CANARY-THAT-IS-SEEN-33ab");
    let span = tracing::debug_span!("work", customer = tracing::field::Empty);
    span.record("customer", text);
    drop(tracing::trace_span!("more", customer = ?Some(text)));
    assert_eq!(leaks_of(text).len(), 3, "{:?}", leaks_of(text));
}

async fn send(client: &Client, method: &Method, path: &str, body: Option<&Value>) {
    let content_type = body.map(|_| "application/json");
    let bytes = body.map(|body| body.to_string().into_bytes()).unwrap_or_default();
    let answer = client.send(method.clone(), path, content_type, bytes).await;
    assert!(!answer.status.is_server_error(), "{method} {path}: {}", answer.text);
}

/// A merchant whose owner is all canaries signs in, fails to, refreshes and leaves. Gives back the secrets it was told.
async fn sign_in_and_out(program: &Program) -> Vec<String> {
    let operator = program.operator().await;
    let body = json!({
        "name": NAME, "mode": "sandbox", "time_zone": "Europe/Belgrade", "currency": "RSD", "locale": "sr-RS",
        "owner": {"email": EMAIL, "password": PASSPHRASE, "name": NAME}
    });
    operator.post("/v1/merchants", &body).await.expect(201);
    operator.post("/v1/merchants", &body).await.expect_problem(409, "conflict");
    let password =
        |password: &str| json!({"grant_type": "password", "username": EMAIL, "password": password});
    program.client.post("/v1/auth/token", &password(PASSWORD)).await.expect(401);
    let mut secrets = Vec::new();
    let first = program.client.post("/v1/auth/token", &password(PASSPHRASE)).await.expect(200).json();
    let refresh = json!({"grant_type": "refresh_token", "refresh_token": first["refresh_token"]});
    remember(&first, &mut secrets);
    let second = program.client.post("/v1/auth/token", &refresh).await.expect(200).json();
    remember(&second, &mut secrets);
    let owner = program.client.with_bearer(second["access_token"].as_str().unwrap());
    let contact = json!({"contact": {"email": EMAIL, "phone": PHONE}, "legal_name": NAME});
    owner.patch("/v1/merchant", &contact).await.expect(200);
    let key = json!({"name": NAME, "scopes": ["stores:read"]});
    let issued = owner.post("/v1/api-keys", &key).await.expect(201).json();
    remember(&issued, &mut secrets);
    let shop = program.client.with_bearer(issued["secret"].as_str().unwrap());
    shop.get("/v1/stores").await.expect(200);
    program.client.with_bearer(&format!("{}a", shop.bearer().unwrap())).get("/v1/stores").await.expect(401);
    let leave = json!({"refresh_token": second["refresh_token"]});
    program.client.post("/v1/auth/revoke", &leave).await.expect(204);
    secrets
}

/// From now on the secrets of an answer are searched for.
fn remember(answer: &Value, secrets: &mut Vec<String>) {
    for name in ["access_token", "refresh_token", "secret"] {
        if let Some(secret) = answer[name].as_str() {
            plant("a secret of an answer", secret);
            secrets.push(secret.to_owned());
        }
    }
}

/// The body with every text replaced that `by` replaces.
fn replaced(value: &Value, name: &str, by: &dyn Fn(&str, &str) -> Option<String>) -> Value {
    match value {
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.clone(), replaced(value, name, by))).collect()
        }
        Value::Array(items) => items.iter().map(|item| replaced(item, name, by)).collect(),
        Value::String(text) => by(name, text).map_or_else(|| value.clone(), Value::String),
        other => other.clone(),
    }
}

/// A private value that the field takes.
fn plausible(name: &str, text: &str) -> Option<String> {
    let value = match name {
        _ if text.contains('@') => EMAIL,
        "password" => PASSPHRASE,
        _ if name.contains("phone") => PHONE,
        _ if name.ends_with("name") || matches!(name, "company" | "street" | "city") => NAME,
        _ => return None,
    };
    Some(value.to_owned())
}

//! API keys that are not quite right.

use data_encoding::BASE32_NOPAD;
use regulars_identity::ApiKeySecret;
use regulars_kernel::{ApiKeyId, MerchantId};
use regulars_tests::Program;
use serde_json::json;
use uuid::Uuid;

/// Merchant, id and secret of a key.
fn parts(key: &str) -> (MerchantId, ApiKeyId, [u8; 32]) {
    let bytes = BASE32_NOPAD.decode(key.strip_prefix("rk_").unwrap().to_uppercase().as_bytes()).unwrap();
    let id = |from: usize| Uuid::from_slice(&bytes[from..from + 16]).unwrap();
    (MerchantId::new(id(0)), ApiKeyId::new(id(16)), bytes[32..64].try_into().unwrap())
}

#[tokio::test]
async fn a_key_with_one_letter_changed_does_not_hold() {
    let program = Program::start().await;
    let key = program.merchant().await.integrator(&["stores:read"]).await.bearer().unwrap().to_owned();
    program.client.with_bearer(&key).get("/v1/stores").await.expect(200);
    for position in 3..key.len() {
        let letter = if key.as_bytes()[position] == b'a' { "b" } else { "a" };
        let mut changed = key.clone();
        changed.replace_range(position..=position, letter);
        let answer = program.client.with_bearer(&changed).get("/v1/stores").await;
        assert_eq!(answer.status, 401, "position {position}");
    }
}

#[tokio::test]
async fn a_key_holds_for_its_own_merchant_id_and_secret_together() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let key = merchant.integrator(&["stores:read"]).await.bearer().unwrap().to_owned();
    let others = other.integrator(&["stores:read"]).await.bearer().unwrap().to_owned();
    let (own_merchant, own_id, own_secret) = parts(&key);
    let (other_merchant, other_id, other_secret) = parts(&others);
    let answer = |merchant, id, secret| {
        let client = program.client.with_bearer(ApiKeySecret::from_secret(merchant, id, secret).expose());
        async move { client.get("/v1/stores").await.status }
    };
    assert_eq!(answer(own_merchant, own_id, own_secret).await, 200);
    for (what, status) in [
        ("another secret", answer(own_merchant, own_id, [0; 32]).await),
        ("another key's secret", answer(own_merchant, own_id, other_secret).await),
        ("another key's id", answer(own_merchant, other_id, own_secret).await),
        ("another merchant", answer(other_merchant, own_id, own_secret).await),
        ("another merchant's key in ours", answer(own_merchant, other_id, other_secret).await),
    ] {
        assert_eq!(status, 401, "{what}");
    }
}

#[tokio::test]
async fn a_key_works_in_its_own_merchant_only() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    other.owner.post("/v1/stores", &json!({"name": "Centar"})).await.expect(201);
    let integrator = merchant.integrator(&["stores:read"]).await;
    assert_eq!(integrator.get("/v1/stores").await.expect(200).json()["items"], json!([]));
    assert_eq!(integrator.get("/v1/me").await.status, 403);
}

#[tokio::test]
async fn a_key_ends_at_its_instant() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body = json!({"name": "Shop", "scopes": ["stores:read"], "expires_at": "2026-11-21T10:00:05Z"});
    let issued = merchant.owner.post("/v1/api-keys", &body).await.expect(201).json();
    let shop = program.client.with_bearer(issued["secret"].as_str().unwrap());
    shop.get("/v1/stores").await.expect(200);
    program.clock.advance(chrono::Duration::seconds(5));
    shop.get("/v1/stores").await.expect_problem(401, "unauthorized");
}

use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn a_key_does_what_its_scopes_say_and_its_secret_is_shown_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body = json!({"name": "Web shop", "scopes": ["tags:write", "customers:read", "tags:write"]});
    let issued = merchant.owner.post("/v1/api-keys", &body).await.expect(201);
    let (key, secret) =
        (issued.json()["api_key"].clone(), issued.json()["secret"].as_str().unwrap().to_owned());
    assert_eq!(
        (&key["role"], &key["scopes"]),
        (&json!("integrator"), &json!(["customers:read", "tags:write"]))
    );
    let shown = merchant.owner.get(issued.header("location").unwrap()).await.expect(200);
    assert_eq!(shown.json(), key);
    assert!(!shown.text.contains(&secret));
    let shop = program.client.with_bearer(&secret);
    shop.get("/v1/customers").await.expect(200);
    shop.get("/v1/stores").await.expect_problem(403, "forbidden");
    let tampered = if secret.ends_with('a') { "q" } else { "a" };
    let tampered = format!("{}{tampered}", &secret[..secret.len() - 1]);
    for wrong in [tampered.as_str(), "rk_", "rk_abc"] {
        program.client.with_bearer(wrong).get("/v1/customers").await.expect_problem(401, "unauthorized");
    }
}

#[tokio::test]
async fn a_key_ends_when_it_was_said_to() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body = json!({"name": "Fair", "scopes": ["tags:read"], "expires_at": "2026-11-21T11:00:00Z"});
    let issued = merchant.owner.post("/v1/api-keys", &body).await.expect(201).json();
    let fair = program.client.with_bearer(issued["secret"].as_str().unwrap());
    fair.get("/v1/tags").await.expect(200);
    program.clock.advance(chrono::Duration::hours(1));
    fair.get("/v1/tags").await.expect_problem(401, "unauthorized");
}

#[tokio::test]
async fn a_wrong_key_is_refused_with_a_pointer_and_nothing_is_stored() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (body, pointer) in [
        (json!({"scopes": ["tags:read"]}), "/name"),
        (json!({"name": "", "scopes": ["tags:read"]}), "/name"),
        (json!({"name": "X", "scopes": []}), "/scopes"),
        (json!({"name": "X", "scopes": ["tags:read", "everything"]}), "/scopes/1"),
        (json!({"name": "X", "scopes": ["users:write"]}), "/scopes/0"),
        (json!({"name": "X", "scopes": ["tags:read"], "expires_at": "2026-11-21T10:00:00Z"}), "/expires_at"),
        (json!({"name": "X", "scopes": ["tags:read"], "expires_at": "2226-11-21T10:00:00Z"}), "/expires_at"),
        (json!({"name": "X", "scopes": ["tags:read"], "role": "owner"}), "/role"),
    ] {
        merchant.owner.post("/v1/api-keys", &body).await.expect_invalid(pointer);
    }
    assert_eq!(merchant.owner.get("/v1/api-keys").await.json()["items"], json!([]));
    let body = json!({"name": "X", "scopes": ["tags:read"]});
    merchant.staff("manager").await.post("/v1/api-keys", &body).await.expect_problem(403, "forbidden");
}

#[tokio::test]
async fn a_secret_is_not_replayed() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let keyed = merchant.owner.with_header("Idempotency-Key", "key-1");
    let body = json!({"name": "Web shop", "scopes": ["tags:read"]});
    keyed.post("/v1/api-keys", &body).await.expect(201);
    keyed.post("/v1/api-keys", &body).await.expect_problem(409, "answer_not_kept");
    assert_eq!(merchant.owner.get("/v1/api-keys").await.json()["items"].as_array().unwrap().len(), 1);
}

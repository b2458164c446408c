use regulars_tests::Program;
use serde_json::{Value, json};

fn text() -> Value {
    json!({
        "purpose": "advertising", "channel": "email", "locale": "sr-RS", "version": "2026-01",
        "text": "Želim da primam vesti e-poštom."
    })
}

#[tokio::test]
async fn a_published_text_is_found_and_its_version_is_taken() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let created = merchant.owner.post("/v1/consent-texts", &text()).await.expect(201);
    let location = created.header("location").unwrap().to_owned();
    assert_eq!(merchant.owner.get(&location).await.expect(200).json(), created.json());
    assert_eq!(created.json()["sha256"].as_str().unwrap().len(), 64);
    merchant.owner.post("/v1/consent-texts", &text()).await.expect_problem(409, "conflict");
    other.owner.get(&location).await.expect_problem(404, "not_found");
    other.owner.post("/v1/consent-texts", &text()).await.expect(201);
    let listed = merchant.owner.get("/v1/consent-texts").await.expect(200).json();
    assert_eq!(listed["items"], json!([created.json()]));
    let cashier = merchant.staff("cashier").await;
    cashier.get("/v1/consent-texts").await.expect(200);
    cashier.post("/v1/consent-texts", &text()).await.expect_problem(403, "forbidden");
}

#[tokio::test]
async fn a_wrong_text_is_refused_with_a_pointer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (field, value) in [
        ("purpose", json!("world_domination")),
        ("locale", json!("fr")),
        ("version", json!("")),
        ("text", json!("x".repeat(4001))),
    ] {
        let mut body = text();
        body[field] = value;
        merchant.owner.post("/v1/consent-texts", &body).await.expect_invalid(&format!("/{field}"));
    }
    let mut body = text();
    body["purpose"] = json!("data_processing");
    merchant.owner.post("/v1/consent-texts", &body).await.expect_invalid("/channel");
}

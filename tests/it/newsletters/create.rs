use regulars_tests::{Program, png};
use reqwest::Method;
use serde_json::{Value, json};

use super::complete;

#[tokio::test]
async fn a_complete_newsletter_is_ready_and_comes_back_as_it_was_written() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let made = merchant.owner.post("/v1/newsletters", &complete()).await.expect(201);
    let found = merchant.owner.get(made.header("location").unwrap()).await.expect(200);
    assert_eq!(found.json(), made.json());
    assert!(found.header("etag").is_some());
    let found = found.json();
    assert_eq!(found["state"], "ready");
    for (name, value) in complete().as_object().unwrap() {
        assert_eq!(found[name], *value, "{name}");
    }
    assert_eq!(found["scheduled_at"], Value::Null);
    program
        .merchant()
        .await
        .owner
        .get(made.header("location").unwrap())
        .await
        .expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_name_is_enough_for_a_draft() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let made = merchant.owner.post("/v1/newsletters", &json!({"name": "Jesen"})).await.expect(201).json();
    assert_eq!(made["state"], "draft");
    assert_eq!((&made["subject"], &made["audience"]), (&json!(""), &Value::Null));
    assert_eq!((&made["content"], &made["locale"]), (&json!({"blocks": []}), &json!("sr-RS")));
    let templates = merchant.owner.get("/v1/templates").await.json();
    assert_eq!(made["template_id"], templates["items"][0]["id"]);
}

#[tokio::test]
async fn every_kind_of_audience_comes_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body = json!({"first_name": "Ana", "data_consent": {"source": "shop"}});
    let customer = merchant.owner.post("/v1/customers", &body).await.expect(201).json();
    for audience in [
        json!({"segment_key": "birthday_next_four_weeks"}),
        json!({"filter": {"all": [{"field": "city", "op": "in", "value": ["Novi Sad"]}, {"segment": "lost"}]}}),
        json!({"customer_ids": [customer["id"]]}),
    ] {
        let body = json!({"name": "Jesen", "audience": audience});
        let made = merchant.owner.post("/v1/newsletters", &body).await.expect(201).json();
        assert_eq!(made["audience"], audience);
    }
}

fn with(field: &str, value: Value) -> Value {
    let mut body = complete();
    body[field] = value;
    body
}

fn with_block(block: Value) -> Value {
    with("content", json!({"blocks": [{"type": "text", "text": "a"}, block]}))
}

#[tokio::test]
async fn a_wrong_newsletter_is_refused_with_a_pointer_and_nothing_is_stored() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ids: Vec<String> = (0..501).map(|number| format!("00000000-0000-7000-8000-{number:012}")).collect();
    for (body, pointer) in [
        (json!({}), "/name"),
        (with("name", json!("")), "/name"),
        (with("subject", json!("a\r\nBcc: eve@example.com")), "/subject"),
        (with("subject", json!("x".repeat(301))), "/subject"),
        (with("intro", json!("x".repeat(4001))), "/intro"),
        (with("locale", json!("fr-FR")), "/locale"),
        (with("channels", json!([])), "/channels"),
        (with("channels", json!(["fax"])), "/channels/0"),
        (with("state", json!("sent")), "/state"),
        (with("audience", json!({})), "/audience"),
        (with("audience", json!({"segment_key": "lost", "customer_ids": [ids[0]]})), "/audience"),
        (with("audience", json!({"segment_key": "everybody"})), "/audience/segment_key"),
        (with("audience", json!({"customer_ids": []})), "/audience/customer_ids"),
        (with("audience", json!({"customer_ids": ids})), "/audience/customer_ids"),
        (
            with("audience", json!({"filter": {"field": "shoe", "op": "eq", "value": 1}})),
            "/audience/filter/field",
        ),
        (with("audience", json!({"filter": "SELECT 1"})), "/audience/filter"),
        (with_block(json!({"type": "video"})), "/content/blocks/1/type"),
        (with_block(json!({"type": "text"})), "/content/blocks/1/text"),
        (with_block(json!({"type": "text", "text": " "})), "/content/blocks/1/text"),
        (
            with_block(json!({"type": "button", "label": "a", "url": "javascript:alert(1)"})),
            "/content/blocks/1/url",
        ),
        (
            with_block(json!({"type": "button", "label": "a\nb", "url": "https://a.rs"})),
            "/content/blocks/1/label",
        ),
        (with_block(json!({"type": "image", "alt": "a"})), "/content/blocks/1"),
        (
            with_block(json!({"type": "image", "alt": "a", "url": "data:image/png;base64,AA"})),
            "/content/blocks/1/url",
        ),
        (
            with_block(json!({"type": "image", "url": "https://a.rs/a.png", "link": "ftp://a"})),
            "/content/blocks/1/link",
        ),
        (
            with_block(json!({"type": "image", "url": "https://a.rs/a.png", "alt": "x".repeat(501)})),
            "/content/blocks/1/alt",
        ),
        (with_block(json!({"type": "text", "text": "a", "html": "<b>"})), "/content/blocks/1/html"),
        (
            with("content", json!({"blocks": vec![json!({"type": "text", "text": "a"}); 101]})),
            "/content/blocks",
        ),
    ] {
        merchant.owner.post("/v1/newsletters", &body).await.expect_invalid(pointer);
    }
    assert_eq!(merchant.owner.get("/v1/newsletters").await.json()["items"], json!([]));
}

#[tokio::test]
async fn mistakes_in_merge_fields_are_pointed_at_all_at_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body = json!({
        "name": "Jesen",
        "subject": "{{ salutaton }}",
        "intro": "{% for customer in customers %}x{% endfor %}",
        "content": {"blocks": [
            {"type": "text", "text": "{{ first_name | safe }}"},
            {"type": "button", "label": "{{ first_name", "url": "https://a.rs"},
            {"type": "text", "text": "[tu](https://a.rs/{{ email }})"}
        ]}
    });
    let problem =
        merchant.owner.post("/v1/newsletters", &body).await.expect_problem(422, "validation_failed");
    let told: Vec<_> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (error["pointer"].as_str().unwrap(), error["code"].as_str().unwrap()))
        .collect();
    for expected in [
        ("/subject", "unknown_field"),
        ("/intro", "not_allowed"),
        ("/content/blocks/0/text", "unknown_filter"),
        ("/content/blocks/1/label", "not_closed"),
        ("/content/blocks/2/text", "field_in_address"),
    ] {
        assert!(told.contains(&expected), "{expected:?} is not among {told:?}");
    }
    assert_eq!(merchant.owner.get("/v1/newsletters").await.json()["items"], json!([]));
}

#[tokio::test]
async fn what_belongs_to_another_merchant_is_not_there() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let customer = json!({"first_name": "Ana", "data_consent": {"source": "shop"}});
    let customer = other.owner.post("/v1/customers", &customer).await.expect(201).json();
    let template = json!({"name": "Jesen", "layout": "letter"});
    let template = other.owner.post("/v1/templates", &template).await.expect(201).json();
    let media = other.owner.send(Method::POST, "/v1/media", Some("image/png"), png(60, 40)).await.json();
    let image = json!({"type": "image", "media_id": media["id"], "alt": "a"});
    for (body, pointer) in [
        (json!({"name": "A", "template_id": template["id"]}), "/template_id"),
        (json!({"name": "A", "audience": {"customer_ids": [customer["id"]]}}), "/audience/customer_ids"),
        (json!({"name": "A", "content": {"blocks": [image]}}), "/content/blocks/0/media_id"),
    ] {
        let problem = merchant.owner.post("/v1/newsletters", &body).await.expect_problem(404, "not_found");
        assert_eq!(problem["errors"][0]["pointer"], pointer);
    }
    assert_eq!(merchant.owner.get("/v1/newsletters").await.json()["items"], json!([]));
}

#[tokio::test]
async fn only_those_who_make_newsletters_may() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (role, status) in [("manager", 201), ("marketer", 201), ("cashier", 403), ("analyst", 403)] {
        merchant.staff(role).await.post("/v1/newsletters", &complete()).await.expect(status);
    }
    let integrator = merchant.integrator(&["newsletters:read"]).await;
    integrator.get("/v1/newsletters").await.expect(200);
    integrator.post("/v1/newsletters", &complete()).await.expect_problem(403, "forbidden");
    merchant.terminal().await.get("/v1/newsletters").await.expect_problem(403, "forbidden");
}

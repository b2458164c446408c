use regulars_tests::Program;
use serde_json::{Value, json};

use super::{advertising, customer, standing};

#[tokio::test]
async fn a_grant_stands_for_the_address_and_its_evidence_is_in_the_history() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = customer(&merchant).await;
    let path = format!("{customer}/consents");
    let mut body = advertising("email", "granted");
    body["evidence"] = json!({"form": "12"});
    body["text_version"] = json!("2026-01");
    let recorded = merchant.owner.post(&path, &body).await.expect(201).json();
    assert_eq!((&recorded["state"], &recorded["sequence"]), (&json!("granted"), &json!(2)), "{recorded}");
    assert_eq!(recorded["actor"]["kind"], "user");
    let items = merchant.owner.get(&path).await.expect(200).json()["items"].as_array().unwrap().clone();
    let email = items.iter().find(|item| item["channel"] == "email").unwrap();
    assert_eq!((&email["address"], &email["source"]), (&json!("jovana@example.com"), &json!("till")));
    assert_eq!(email["since"], "2026-11-21T10:00:00Z");
    let history = merchant.owner.get(&format!("{path}/history")).await.expect(200).json();
    assert_eq!(history["items"][0]["evidence"], json!({"form": "12"}), "{history}");
    assert_eq!(history["items"][1]["purpose"], "data_processing");
}

#[tokio::test]
async fn the_history_is_the_newest_first_and_goes_on_by_its_cursor() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = customer(&merchant).await;
    for state in ["granted", "withdrawn", "refused"] {
        let body = advertising("sms", state);
        merchant.owner.post(&format!("{customer}/consents"), &body).await.expect(201);
    }
    let first = merchant.owner.get(&format!("{customer}/consents/history?limit=3")).await.expect(200).json();
    let sequences = |page: &Value| -> Vec<i64> {
        page["items"].as_array().unwrap().iter().map(|item| item["sequence"].as_i64().unwrap()).collect()
    };
    assert_eq!(sequences(&first), [4, 3, 2]);
    let next = first["next"].as_str().unwrap();
    let path = format!("{customer}/consents/history?limit=3&cursor={next}");
    let second = merchant.owner.get(&path).await.expect(200).json();
    assert_eq!((sequences(&second), &second["next"]), (vec![1], &Value::Null));
    assert_eq!(standing(&merchant.owner, &customer, "advertising", json!("sms")).await, "refused");
}

#[tokio::test]
async fn a_wrong_statement_is_refused_with_a_pointer_and_nothing_is_recorded() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = customer(&merchant).await;
    let path = format!("{customer}/consents");
    let mut cases = vec![
        (json!({"channel": "email", "state": "granted", "source": "till"}), "/purpose"),
        (json!({"purpose": "advertising", "state": "granted", "source": "till"}), "/channel"),
        (
            json!({"purpose": "data_processing", "channel": "sms", "state": "granted", "source": "till"}),
            "/channel",
        ),
        (advertising("pigeon", "granted"), "/channel"),
        (advertising("email", "perhaps"), "/state"),
    ];
    for (field, value, pointer) in [
        ("source", json!(""), "/source"),
        ("occurred_at", json!("2026-11-22T10:00:00Z"), "/occurred_at"),
        ("occurred_at", json!("yesterday"), "/occurred_at"),
        ("evidence", json!({"scan": "x".repeat(20_000)}), "/evidence"),
        ("evidence", json!([]), "/evidence"),
        ("text_locale", json!("fr"), "/text_locale"),
        ("colour", json!("red"), "/colour"),
    ] {
        let mut body = advertising("email", "granted");
        body[field] = value;
        cases.push((body, pointer));
    }
    for (body, pointer) in cases {
        merchant.owner.post(&path, &body).await.expect_invalid(pointer);
    }
    let history = merchant.owner.get(&format!("{path}/history")).await.expect(200).json();
    assert_eq!(history["items"].as_array().unwrap().len(), 1, "{history}");
}

#[tokio::test]
async fn another_merchant_s_customer_is_not_there() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let customer = customer(&merchant).await;
    let path = format!("{customer}/consents");
    other.owner.get(&path).await.expect_problem(404, "not_found");
    other.owner.get(&format!("{path}/history")).await.expect_problem(404, "not_found");
    other.owner.post(&path, &advertising("email", "granted")).await.expect_problem(404, "not_found");
    let narrow = merchant.integrator(&["consents:read"]).await;
    narrow.get(&path).await.expect(200);
    narrow.post(&path, &advertising("email", "granted")).await.expect_problem(403, "forbidden");
}

#[tokio::test]
async fn withdrawing_the_processing_of_data_ends_everything() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = customer(&merchant).await;
    let path = format!("{customer}/consents");
    merchant.owner.post(&path, &advertising("email", "granted")).await.expect(201);
    let body = json!({"purpose": "data_processing", "state": "withdrawn", "source": "letter"});
    merchant.owner.post(&path, &body).await.expect(201);
    assert_eq!(standing(&merchant.owner, &customer, "advertising", json!("email")).await, "withdrawn");
}

#[tokio::test]
async fn a_grant_that_is_uploaded_late_undoes_no_later_withdrawal() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = customer(&merchant).await;
    let path = format!("{customer}/consents");
    merchant.owner.post(&path, &advertising("email", "withdrawn")).await.expect(201);
    let mut late = advertising("email", "granted");
    late["occurred_at"] = json!("2026-11-20T10:00:00Z");
    merchant.owner.post(&path, &late).await.expect(201);
    assert_eq!(standing(&merchant.owner, &customer, "advertising", json!("email")).await, "withdrawn");
}

#[tokio::test]
async fn a_repeated_request_is_recorded_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = customer(&merchant).await;
    let path = format!("{customer}/consents");
    let client = merchant.owner.with_header("Idempotency-Key", "one");
    let first = client.post(&path, &advertising("email", "granted")).await.expect(201);
    let second = client.post(&path, &advertising("email", "granted")).await.expect(201);
    assert_eq!(first.json(), second.json());
    assert_eq!(second.header("idempotent-replayed"), Some("true"));
}

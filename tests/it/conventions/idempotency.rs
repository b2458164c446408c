use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn the_same_request_under_the_same_key_is_done_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let keyed = merchant.owner.with_header("Idempotency-Key", "store-1");
    let first = keyed.post("/v1/stores", &json!({"name": "Centar"})).await.expect(201);
    assert_eq!(first.header("idempotent-replayed"), None);
    let again = keyed.post("/v1/stores", &json!({"name": "Centar"})).await.expect(201);
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(
        (again.text.clone(), again.header("location")),
        (first.text.clone(), first.header("location"))
    );
    keyed.post("/v1/stores", &json!({"name": "Other"})).await.expect_problem(422, "idempotency_mismatch");
    assert_eq!(merchant.owner.get("/v1/stores").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_same_key_sent_many_times_at_once_does_the_work_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let keyed = merchant.owner.with_header("Idempotency-Key", "store-1");
    let mut sent = Vec::new();
    for _ in 0..12 {
        let keyed = keyed.clone();
        sent.push(tokio::spawn(async move {
            keyed.post("/v1/stores", &json!({"name": "Centar"})).await.expect(201).text
        }));
    }
    let mut answers = std::collections::BTreeSet::new();
    for answer in sent {
        answers.insert(answer.await.unwrap());
    }
    assert_eq!(answers.len(), 1);
    assert_eq!(merchant.owner.get("/v1/stores").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_key_is_the_caller_s_own_and_ends_after_thirty_days() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    for client in [&merchant.owner, &other.owner] {
        let answer = client
            .with_header("Idempotency-Key", "k")
            .post("/v1/stores", &json!({"name": "A"}))
            .await
            .expect(201);
        assert_eq!(answer.header("idempotent-replayed"), None);
    }
    program.clock.advance(chrono::Duration::days(31));
    let owner = program.sign_in(&merchant.owner_email).await.with_header("Idempotency-Key", "k");
    let later = owner.post("/v1/stores", &json!({"name": "B"})).await.expect(201);
    assert_eq!(later.header("idempotent-replayed"), None);
}

#[tokio::test]
async fn a_request_that_failed_leaves_its_key_free() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    merchant.owner.post("/v1/stores", &json!({"name": "A", "code": "A"})).await.expect(201);
    let keyed = merchant.owner.with_header("Idempotency-Key", "k");
    keyed.post("/v1/stores", &json!({"name": "B", "code": "A"})).await.expect_problem(409, "conflict");
    keyed.post("/v1/stores", &json!({"name": "B", "code": "B"})).await.expect(201);
}

#[tokio::test]
async fn a_key_that_is_no_key_is_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let keyed = merchant.owner.with_header("Idempotency-Key", &"k".repeat(256));
    keyed.post("/v1/stores", &json!({"name": "A"})).await.expect_invalid("?Idempotency-Key");
}

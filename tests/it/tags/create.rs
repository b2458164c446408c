use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn a_tag_is_created_and_found() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let created =
        merchant.owner.post("/v1/tags", &json!({"name": " VIP ", "colour": "#2e86ab"})).await.expect(201);
    let tag = created.json();
    assert_eq!((&tag["name"], &tag["colour"]), (&json!("VIP"), &json!("#2E86AB")));
    let found = merchant.owner.get(created.header("location").unwrap()).await.expect(200).json();
    assert_eq!(found, tag);
    let grey = merchant.owner.post("/v1/tags", &json!({"name": "Plain"})).await.expect(201).json();
    assert_eq!(grey["colour"], "#6B7280");
}

#[tokio::test]
async fn a_name_is_one_tag_s_whatever_the_letter_case() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    merchant.owner.post("/v1/tags", &json!({"name": "Čokolada"})).await.expect(201);
    let again = merchant.owner.post("/v1/tags", &json!({"name": "ČOKOLADA"})).await;
    assert_eq!(again.expect_problem(409, "conflict")["errors"][0]["pointer"], "/name");
    other.owner.post("/v1/tags", &json!({"name": "Čokolada"})).await.expect(201);
}

#[tokio::test]
async fn a_wrong_tag_is_refused_with_a_pointer_and_nothing_is_stored() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (body, pointer) in [
        (json!({}), "/name"),
        (json!({"name": ""}), "/name"),
        (json!({"name": "x".repeat(201)}), "/name"),
        (json!({"name": "VIP", "colour": "red"}), "/colour"),
        (json!({"name": "VIP", "colour": "#12345"}), "/colour"),
        (json!({"name": "VIP", "color": "#123456"}), "/color"),
    ] {
        merchant.owner.post("/v1/tags", &body).await.expect_invalid(pointer);
    }
    assert_eq!(merchant.owner.get("/v1/tags").await.json()["items"], json!([]));
}

#[tokio::test]
async fn the_same_tag_created_many_times_at_once_is_there_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let mut sent = Vec::new();
    for _ in 0..8 {
        let owner = merchant.owner.clone();
        sent.push(tokio::spawn(async move {
            owner.post("/v1/tags", &json!({"name": "VIP"})).await.status.as_u16()
        }));
    }
    let mut statuses = Vec::new();
    for answer in sent {
        statuses.push(answer.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409, 409, 409, 409, 409, 409]);
}

#[tokio::test]
async fn who_only_reads_creates_no_tag() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let reader = merchant.integrator(&["tags:read"]).await;
    for client in
        [merchant.staff("cashier").await, merchant.staff("analyst").await, merchant.terminal().await, reader]
    {
        client.post("/v1/tags", &json!({"name": "VIP"})).await.expect_problem(403, "forbidden");
    }
    merchant.staff("marketer").await.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
}

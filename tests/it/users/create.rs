use regulars_tests::{PASSWORD, Program, unique_email};
use serde_json::{Value, json};

#[tokio::test]
async fn a_person_of_the_staff_is_added_and_signs_in() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let email = unique_email("mila");
    let body = json!({"email": email, "password": PASSWORD, "name": "Mila", "role": "marketer"});
    let created = merchant.owner.post("/v1/users", &body).await.expect(201);
    let user = created.json();
    assert_eq!(
        (&user["email"], &user["role"], &user["status"]),
        (&json!(email), &json!("marketer"), &json!("active"))
    );
    assert!(!created.text.contains(PASSWORD));
    assert_eq!(merchant.owner.get(created.header("location").unwrap()).await.expect(200).json(), user);
    let me = program.sign_in(&email).await.get("/v1/me").await.expect(200).json();
    assert!(me.to_string().contains("marketer"), "{me}");
}

#[tokio::test]
async fn an_address_signs_one_user_of_the_platform_in() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let body = json!({"email": merchant.owner_email.to_uppercase(), "password": PASSWORD, "name": "X", "role": "cashier"});
    for owner in [&merchant.owner, &other.owner] {
        let taken = owner.post("/v1/users", &body).await.expect_problem(409, "conflict");
        assert_eq!(taken["errors"][0]["pointer"], "/email");
    }
    assert_eq!(other.owner.get("/v1/users").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_wrong_user_is_refused_with_a_pointer_and_nothing_is_stored() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let valid = json!({"email": unique_email("ana"), "password": PASSWORD, "name": "Ana", "role": "cashier"});
    for (field, value) in [
        ("email", Value::Null),
        ("email", json!("ana")),
        ("password", json!("short")),
        ("password", json!("x".repeat(257))),
        ("name", json!("")),
        ("role", json!("operator")),
        ("role", json!("terminal")),
        ("role", json!(5)),
        ("merchant_id", json!("x")),
    ] {
        let mut body = valid.clone();
        body[field] = value;
        merchant.owner.post("/v1/users", &body).await.expect_invalid(&format!("/{field}"));
    }
    assert_eq!(merchant.owner.get("/v1/users").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn only_an_owner_adds_staff() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body = json!({"email": unique_email("ana"), "password": PASSWORD, "name": "Ana", "role": "owner"});
    for client in [merchant.staff("manager").await, merchant.staff("cashier").await, program.operator().await]
    {
        client.post("/v1/users", &body).await.expect_problem(403, "forbidden");
    }
}

#[tokio::test]
async fn a_person_added_under_a_key_is_added_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let keyed = merchant.owner.with_header("Idempotency-Key", "user-1");
    let body = json!({"email": unique_email("ana"), "password": PASSWORD, "name": "Ana", "role": "cashier"});
    let first = keyed.post("/v1/users", &body).await.expect(201);
    let again = keyed.post("/v1/users", &body).await.expect(201);
    assert_eq!(
        (again.text.as_str(), again.header("idempotent-replayed")),
        (first.text.as_str(), Some("true"))
    );
}

use regulars_tests::Program;
use serde_json::{Value, json};

#[tokio::test]
async fn a_member_is_the_regular_of_the_merchant_that_registered_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let terminal = merchant.terminal().await;
    let body = json!({
        "first_name": "Ana", "last_name": "Ilić", "email": "ana@example.com", "phone": "064 1234567",
        "birth_date": "1990-05-17", "gender": "female", "card_number": "ab12-3456"
    });
    let registered = terminal.post("/v1/members", &body).await.expect(201);
    let (member, customer) = (&registered.json()["member"], &registered.json()["customer"]);
    assert_eq!(member["cards"], json!(["AB123456"]));
    assert_eq!((&customer["member_id"], &customer["type"]), (&member["id"], &json!("regular")));
    assert_eq!(customer["regular_since"], "2026-11-21T10:00:00Z");
    assert_eq!((&customer["cards"], &customer["phone"]), (&json!(["AB123456"]), &json!("+381641234567")));
    assert_eq!((&customer["lifecycle"], &customer["email_verified"]), (&json!("prospect"), &json!(false)));
    assert_eq!(customer["source"]["created_by"], "terminal");
    let found = merchant.owner.get(registered.header("location").unwrap()).await.expect(200).json();
    assert_eq!(&found, customer);
}

#[tokio::test]
async fn a_number_is_issued_when_none_is_handed_over() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body = json!({"first_name": "Ana", "last_name": "Ilić"});
    let mut numbers = Vec::new();
    for _ in 0..2 {
        let registered = merchant.owner.post("/v1/members", &body).await.expect(201).json();
        numbers.push(registered["member"]["cards"][0].as_str().unwrap().to_owned());
    }
    assert!(numbers.iter().all(|number| number.len() == 13 && number.starts_with('2')), "{numbers:?}");
    assert_ne!(numbers[0], numbers[1]);
}

#[tokio::test]
async fn a_card_that_any_merchant_handed_over_is_taken() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let body = json!({"first_name": "Ana", "last_name": "Ilić", "card_number": "AB123456"});
    merchant.owner.post("/v1/members", &body).await.expect(201);
    for client in [&merchant.owner, &other.owner] {
        let taken = client.post("/v1/members", &body).await.expect_problem(409, "conflict");
        assert_eq!(taken["errors"][0]["pointer"], "/card_number");
    }
    assert_eq!(other.owner.get("/v1/customers").await.json()["items"], json!([]));
}

#[tokio::test]
async fn a_wrong_member_is_refused_with_a_pointer_and_nothing_is_stored() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let valid = json!({"first_name": "Ana", "last_name": "Ilić"});
    for (field, value) in [
        ("first_name", Value::Null),
        ("first_name", json!("")),
        ("last_name", json!("a\tb")),
        ("email", json!("ana")),
        ("phone", json!("1")),
        ("birth_date", json!("1990-13-01")),
        ("birth_date", json!("2026-11-22")),
        ("gender", json!("f")),
        ("card_number", json!("123")),
        ("card_number", json!("12345_")),
        ("nickname", json!("Aki")),
    ] {
        let mut body = valid.clone();
        body[field] = value;
        merchant.owner.post("/v1/members", &body).await.expect_invalid(&format!("/{field}"));
    }
    merchant.owner.post("/v1/members", &json!({"first_name": "Ana"})).await.expect_invalid("/last_name");
    assert_eq!(merchant.owner.get("/v1/customers").await.json()["items"], json!([]));
}

#[tokio::test]
async fn the_same_card_registered_many_times_at_once_has_one_holder() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let mut sent = Vec::new();
    for number in 0..8 {
        let client = if number % 2 == 0 { merchant.owner.clone() } else { other.owner.clone() };
        let body = json!({"first_name": "Ana", "last_name": "Ilić", "card_number": "AB123456"});
        sent.push(tokio::spawn(async move { client.post("/v1/members", &body).await.status.as_u16() }));
    }
    let mut statuses = Vec::new();
    for answer in sent {
        statuses.push(answer.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409, 409, 409, 409, 409, 409]);
}

#[tokio::test]
async fn a_repeated_registration_under_a_key_is_done_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await.with_header("Idempotency-Key", "till-1-17");
    let body = json!({"first_name": "Ana", "last_name": "Ilić"});
    let first = till.post("/v1/members", &body).await.expect(201);
    assert_eq!(till.post("/v1/members", &body).await.expect(201).text, first.text);
    assert_eq!(merchant.owner.get("/v1/customers").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn marketers_analysts_and_operators_register_nobody() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body = json!({"first_name": "Ana", "last_name": "Ilić"});
    let writer = merchant.integrator(&["customers:write"]).await;
    for client in
        [merchant.staff("marketer").await, merchant.staff("analyst").await, program.operator().await, writer]
    {
        client.post("/v1/members", &body).await.expect_problem(403, "forbidden");
    }
    merchant.integrator(&["members:write"]).await.post("/v1/members", &body).await.expect(201);
}

#[tokio::test]
async fn the_same_person_is_not_registered_twice_without_a_hint() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let till = merchant.terminal().await;
    let ana = json!({
        "first_name": "Ana", "last_name": "Ilić", "email": "ana@example.com", "phone": "064 1234567",
        "birth_date": "1990-05-17"
    });
    let customer = till.post("/v1/members", &ana).await.expect(201).json()["customer"]["id"].clone();
    for (fields, same) in [
        (json!({"first_name": "ANA", "last_name": " ilić", "birth_date": "1990-05-17"}), true),
        (json!({"first_name": "Ana", "last_name": "Ilić", "email": "ANA@Example.com"}), true),
        (json!({"first_name": "Ana", "last_name": "Ilić", "phone": "+381 64/123-45-67"}), true),
        (json!({"first_name": "Ana", "last_name": "Ilić"}), false),
        (json!({"first_name": "Ana", "last_name": "Ilić", "birth_date": "1991-05-17"}), false),
        (json!({"first_name": "Eva", "last_name": "Ilić", "phone": "064 1234567"}), false),
        (json!({"first_name": "Eva", "last_name": "Jović", "birth_date": "1990-05-17"}), false),
    ] {
        let before = merchant.owner.get("/v1/customers").await.json()["items"].as_array().unwrap().len();
        let answer = till.post("/v1/members", &fields).await;
        if same {
            let problem = answer.expect_problem(409, "probably_registered");
            assert_eq!(problem["customer_id"], customer, "{fields}");
            assert!(!problem.to_string().contains("example.com"), "{problem}");
            let after = merchant.owner.get("/v1/customers").await.json()["items"].as_array().unwrap().len();
            assert_eq!(after, before);
        } else {
            answer.expect(201);
        }
    }
    let mut anyway = ana.clone();
    anyway["allow_duplicate"] = json!(true);
    let twin = till.post("/v1/members", &anyway).await.expect(201).json();
    assert_ne!(twin["customer"]["id"], customer);
    // Nobody learns whom another merchant has registered.
    other.owner.post("/v1/members", &ana).await.expect(201);
}

use regulars_tests::{Answer, Merchant, Program};
use serde_json::{Value, json};

async fn offered(merchant: &Merchant, body: Value) -> Value {
    merchant.owner.post("/v1/terminals/pairing-codes", &body).await.expect(201).json()
}

async fn pair(program: &Program, code: &str) -> Answer {
    program.client.post("/v1/terminals/pair", &json!({"code": code})).await
}

#[tokio::test]
async fn a_code_is_exchanged_for_a_key_once_however_it_is_typed() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let offer = offered(&merchant, json!({"name": "Kasa 1"})).await;
    let typed = format!(" {} ", offer["code"].as_str().unwrap().to_lowercase().replace('-', " "));
    let paired = pair(&program, &typed).await.expect(200).json();
    assert_eq!(paired["terminal"], json!({"id": offer["terminal_id"], "name": "Kasa 1"}));
    let terminal = program.client.with_bearer(paired["api_key"].as_str().unwrap());
    terminal.get("/v1/stores").await.expect(200);
    terminal.get("/v1/users").await.expect_problem(403, "forbidden");
    pair(&program, offer["code"].as_str().unwrap()).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_code_that_ended_or_never_was_is_not_found() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let offer = offered(&merchant, json!({"name": "Kasa 1"})).await;
    program.clock.advance(chrono::Duration::minutes(15));
    for code in [offer["code"].as_str().unwrap(), "BCDFG-HJKLM", ""] {
        pair(&program, code).await.expect_problem(404, "not_found");
    }
    program.client.post("/v1/terminals/pair", &json!({})).await.expect_invalid("/code");
    program.client.post("/v1/terminals/pair", &json!({"code": "x", "pin": 1})).await.expect_invalid("/pin");
}

#[tokio::test]
async fn a_new_device_takes_the_terminal_over_and_the_old_key_ends() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let first = offered(&merchant, json!({"name": "Kasa 1"})).await;
    let old = pair(&program, first["code"].as_str().unwrap()).await.expect(200).json();
    let old_device = program.client.with_bearer(old["api_key"].as_str().unwrap());
    old_device.get("/v1/stores").await.expect(200);
    let second = offered(&merchant, json!({"terminal_id": first["terminal_id"]})).await;
    old_device.get("/v1/stores").await.expect(200);
    let new = pair(&program, second["code"].as_str().unwrap()).await.expect(200).json();
    assert_eq!(new["terminal"], old["terminal"]);
    old_device.get("/v1/stores").await.expect_problem(401, "unauthorized");
    program.client.with_bearer(new["api_key"].as_str().unwrap()).get("/v1/stores").await.expect(200);
    assert_eq!(merchant.owner.get("/v1/terminals").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn of_many_devices_with_one_code_one_is_paired() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let code = offered(&merchant, json!({"name": "Kasa 1"})).await["code"].clone();
    let mut sent = Vec::new();
    for _ in 0..5 {
        let (client, body) = (program.client.clone(), json!({"code": code}));
        sent.push(tokio::spawn(
            async move { client.post("/v1/terminals/pair", &body).await.status.as_u16() },
        ));
    }
    let mut statuses = Vec::new();
    for answer in sent {
        statuses.push(answer.await.unwrap());
    }
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
}

#[tokio::test]
async fn guessing_codes_is_slowed_down() {
    let program = Program::start().await;
    let mut limited = false;
    for _ in 0..40 {
        let answer = pair(&program, "BCDFG-HJKLM").await;
        if answer.status == 429 {
            assert!(answer.header("retry-after").is_some());
            limited = true;
            break;
        }
    }
    assert!(limited);
}

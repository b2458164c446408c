//! What every problem document tells, besides what happened.

use chrono::Duration;
use regulars_tests::{Contract, Program, TestDatabase, exchange};
use serde_json::{Value, json};

#[tokio::test]
async fn the_type_is_the_address_of_a_page_that_explains_it() {
    let program = Program::start().await;
    let base = program.client.base();
    let problem = program.client.get("/v1/me").await.expect_problem(401, "unauthorized");
    let address = problem["type"].as_str().unwrap();
    assert_eq!(address, format!("{base}/problems/unauthorized"));
    let page = program.client.get(address.strip_prefix(base).unwrap()).await.expect(200);
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    // Below the application too.
    let answer = exchange(base, b"nonsense\r\n\r\n").await;
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    let problem: Value = serde_json::from_str(body).unwrap();
    assert_eq!(problem["type"], format!("{base}/problems/malformed_request"));
    let database = TestDatabase::create().await;
    let elsewhere = Program::start_with(database, |settings| {
        settings.public_url = Some("https://regulars.example".to_owned());
    })
    .await;
    let problem = elsewhere.client.get("/v1/me").await.json();
    assert_eq!(problem["type"], "https://regulars.example/problems/unauthorized");
}

#[tokio::test]
async fn every_page_says_what_happened_and_what_to_do_as_the_document_does() {
    let program = Program::start().await;
    let plain = |text: &str| text.replace("<code>", "`").replace("</code>", "`");
    let responses = &Contract::of_the_program().document()["components"]["responses"];
    let mut seen = 0;
    for response in responses.as_object().unwrap().values() {
        let examples = response["content"]["application/problem+json"]["examples"].as_object().unwrap();
        for (code, example) in examples {
            let page = plain(&program.client.get(&format!("/problems/{code}")).await.expect(200).text);
            let (title, detail) = (&example["value"]["title"], example["value"]["detail"].as_str().unwrap());
            assert!(page.contains(&format!("<h1>{}</h1>", title.as_str().unwrap())), "{page}");
            let (_, told) = page.split_once("<h2>What happened</h2><p>").unwrap();
            let (happened, told) = told.split_once("</p><h2>What to do</h2><p>").unwrap();
            let (remedy, _) = told.split_once("</p>").unwrap();
            assert_eq!(format!("{happened} {remedy}"), detail, "{code}");
            assert!(!happened.is_empty() && !remedy.is_empty(), "{code}");
            seen += 1;
        }
    }
    assert!(seen > 20, "only {seen}");
}

#[tokio::test]
async fn the_title_is_in_the_language_of_the_caller() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    for (accepted, title) in [
        ("en", "Not found"),
        ("sr-RS", "Nije pronađeno"),
        ("sr-Cyrl-RS, sr;q=0.8", "Није пронађено"),
        ("pl-PL,pl;q=0.9,en;q=0.8", "Nie znaleziono"),
        ("en;q=0.1, ru", "Не найдено"),
        ("fr, de-AT;q=0.7", "Nicht gefunden"),
        ("fr", "Not found"),
        ("nonsense;;q=", "Not found"),
    ] {
        let client = owner.with_header("Accept-Language", accepted);
        let problem = client.get("/v1/stores/none").await.expect_problem(404, "not_found");
        assert_eq!(problem["title"], title, "{accepted}");
    }
    assert_eq!(owner.get("/v1/stores/none").await.json()["title"], "Not found");
}

#[tokio::test]
async fn a_credential_that_does_not_hold_says_why() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let challenge = async |client: &regulars_tests::Client| {
        let answer = client.get("/v1/me").await;
        let told = answer.header("www-authenticate").unwrap().to_owned();
        (told, answer.expect_problem(401, "unauthorized")["detail"].as_str().unwrap().to_owned())
    };
    let invalid =
        |why: &str| (format!("Bearer error=\"invalid_token\", error_description=\"{why}\""), why.to_owned());
    assert_eq!(challenge(&program.client).await.0, "Bearer");
    let forged = program.client.with_bearer("a.b.c");
    assert_eq!(challenge(&forged).await, invalid("the access token is not valid"));
    let terminal = merchant.terminal().await;
    let other_end = "2".repeat(8);
    let key = terminal.bearer().unwrap();
    let key = program.client.with_bearer(&format!("{}{other_end}", &key[..key.len() - other_end.len()]));
    assert_eq!(challenge(&key).await, invalid("the API key does not hold"));
    let leaver = json!({"status": "disabled"});
    let cashier = merchant.staff("cashier").await;
    let id = cashier.get("/v1/me").await.expect(200).json()["id"].as_str().unwrap().to_owned();
    let changed = merchant.owner.patch(&format!("/v1/users/{id}"), &leaver).await;
    assert_eq!(changed.status, 200, "{}", changed.text);
    assert_eq!(challenge(&cashier).await, invalid("the session has ended"));
    program.clock.advance(Duration::minutes(10));
    assert_eq!(challenge(&merchant.owner).await, invalid("the access token has expired"));
}

//! The public pages: forms that do not arrive, requests without end, and the headers of every page.

use std::time::Duration;

use regulars_tests::{Program, TestDatabase, exchange};

use super::wire::expect_problem;
use crate::consents::customer;
use crate::pages::links;

/// The paths of the pages that take a POST, with links that hold.
async fn pages(program: &Program) -> Vec<String> {
    let merchant = program.merchant().await;
    let customer = customer(&merchant).await;
    let keys = links::keys(program);
    vec![
        links::opt_in(program, &merchant, &customer, "jovana@example.com").await,
        links::unsubscription(&keys, &merchant, &customer),
        links::preferences(&keys, &merchant, &customer, "jovana@example.com"),
    ]
}

#[tokio::test]
async fn a_form_that_does_not_arrive_is_waited_for_no_longer_than_the_deadline() {
    let database = TestDatabase::create().await;
    let program =
        Program::start_with(database, |settings| settings.body_deadline = Duration::from_millis(100)).await;
    for path in pages(&program).await {
        for rest in ["Content-Length: 10\r\n\r\np", "Transfer-Encoding: chunked\r\n\r\n1\r\np\r\n"] {
            let request = format!(
                "POST {path} HTTP/1.1\r\nHost: test\r\nContent-Type: application/x-www-form-urlencoded\r\n{rest}"
            );
            let answer = exchange(program.client.base(), request.as_bytes()).await;
            // Where the body does not matter nobody waits for it; where it does, no longer than for any other.
            if path.starts_with("/p/") {
                expect_problem(&answer, 408, "body_timeout");
            } else {
                assert!(answer.starts_with("HTTP/1.1 200 "), "{path}: {answer}");
            }
        }
    }
}

#[tokio::test]
async fn a_form_that_is_too_large_or_encoded_is_refused() {
    let program = Program::start().await;
    let path = pages(&program).await.pop().unwrap();
    let form = Some("application/x-www-form-urlencoded");
    let large = format!("preferences=set&x={}", "a".repeat(64 * 1024)).into_bytes();
    let answer = program.client.send(reqwest::Method::POST, &path, form, large).await;
    answer.expect_problem(413, "body_too_large");
    let browser = program.client.with_header("Accept", "text/html").with_header("Accept-Language", "sr");
    let large = format!("preferences=set&x={}", "a".repeat(64 * 1024)).into_bytes();
    let page = browser.send(reqwest::Method::POST, &path, form, large).await.expect(413);
    assert!(page.text.contains("lang=\"sr") && page.text.contains("pošaljite manje"), "{}", page.text);
    let zipped = program.client.with_header("Content-Encoding", "gzip");
    let answer = zipped.send(reqwest::Method::POST, &path, form, vec![0x1f, 0x8b]).await;
    assert_eq!(answer.header("accept-encoding"), Some("identity"));
    answer.expect_problem(415, "unsupported_media_type");
}

#[tokio::test]
async fn a_body_with_a_content_encoding_is_refused_and_identity_is_none() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for encoding in ["gzip", "br", "identity, gzip"] {
        let client = merchant.owner.with_header("Content-Encoding", encoding);
        let answer = client.post("/v1/stores", &serde_json::json!({"name": "Centar"})).await;
        assert_eq!(answer.header("accept-encoding"), Some("identity"), "{encoding}");
        answer.expect_problem(415, "unsupported_media_type");
    }
    let client = merchant.owner.with_header("Content-Encoding", "Identity");
    client.post("/v1/stores", &serde_json::json!({"name": "Centar"})).await.expect(201);
}

#[tokio::test]
async fn an_address_may_ask_for_so_many_pages_and_others_go_on() {
    let database = TestDatabase::create().await;
    let program = Program::start_with(database, |settings| {
        settings.page_requests_per_second = 2;
        settings.trusted_proxies = "127.0.0.1".parse().unwrap();
    })
    .await;
    let client = program.client.with_header("X-Forwarded-For", "2001:db8:1:2::7");
    for folder in ["c", "u", "p", "w", "l", "o", "l", "c", "u", "p"] {
        client.get(&format!("/{folder}/nothing")).await.expect(404);
    }
    let refused = client.get("/l/nothing").await;
    assert_eq!(refused.header("retry-after"), Some("1"));
    assert_eq!(refused.header("ratelimit-policy"), Some("\"pages\";q=10;w=5"));
    assert_eq!(refused.header("ratelimit"), Some("\"pages\";r=0;t=1"));
    refused.expect_problem(429, "rate_limited");
    // A person in front of a browser is told in a page.
    let browser = client.with_header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    let page = browser.with_header("Accept-Language", "de").get("/l/nothing").await.expect(429);
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!((page.header("retry-after"), page.header("content-language")), (Some("1"), Some("de")));
    assert!(
        page.text.contains("<h1>Zu viele Anfragen</h1>") && page.text.contains("noch einmal"),
        "{}",
        page.text
    );
    client.get("/healthz").await.expect(200);
    let neighbour = program.client.with_header("X-Forwarded-For", "2001:db8:1:2::8");
    neighbour.get("/l/nothing").await.expect(429);
    let other = program.client.with_header("X-Forwarded-For", "2001:db8:1:3::7");
    other.get("/l/nothing").await.expect(404);
    program.clock.advance(chrono::Duration::seconds(1));
    client.get("/l/nothing").await.expect(404);
}

#[tokio::test]
async fn a_credential_that_asks_too_often_is_told_how_long_to_wait() {
    let database = TestDatabase::create().await;
    let program = Program::start_with(database, |settings| settings.requests_per_second = 1).await;
    let merchant = program.merchant().await;
    let mut answers = Vec::new();
    for _ in 0..20 {
        answers.push(merchant.owner.get("/v1/me").await);
    }
    let refused = answers.into_iter().find(|answer| answer.status == 429).expect("the limit is reached");
    assert_eq!(refused.header("ratelimit-policy"), Some("\"credential\";q=1;w=1"));
    assert!(refused.header("ratelimit").is_some() && refused.header("retry-after").is_some());
}

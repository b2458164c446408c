//! What only a hand-written client sends: bodies that do not arrive, heads without an end.

use std::time::Duration;

use regulars_tests::{Program, TestDatabase, exchange};
use serde_json::Value;

/// The head and the body of an answer as it came.
fn parted(answer: &str) -> (&str, Value) {
    let (head, body) = answer.split_once("\r\n\r\n").expect("an answer has a head");
    (head, serde_json::from_str(body).unwrap_or_default())
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

#[track_caller]
pub fn expect_problem(answer: &str, status: u16, code: &str) {
    let (head, problem) = parted(answer);
    assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
    assert_eq!(header(head, "content-type"), Some("application/problem+json"), "{answer}");
    assert_eq!(problem["code"], code, "{answer}");
    assert_eq!(problem["request_id"].as_str(), header(head, "x-request-id"), "{answer}");
}

fn post(bearer: &str, further: &str) -> Vec<u8> {
    format!(
        "POST /v1/stores HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer {bearer}\r\n\
         Content-Type: application/json\r\n{further}"
    )
    .into_bytes()
}

#[tokio::test]
async fn a_body_that_does_not_arrive_is_waited_for_no_longer_than_the_deadline() {
    let database = TestDatabase::create().await;
    let program =
        Program::start_with(database, |settings| settings.body_deadline = Duration::from_millis(100)).await;
    let merchant = program.merchant().await;
    let bearer = merchant.owner.bearer().unwrap();
    for rest in ["Content-Length: 10\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"] {
        let answer = exchange(program.client.base(), &post(bearer, rest)).await;
        expect_problem(&answer, 408, "body_timeout");
    }
    let stores = merchant.owner.get("/v1/stores").await.expect(200).json();
    assert_eq!(stores["items"], serde_json::json!([]));
}

#[tokio::test]
async fn a_body_that_is_announced_as_too_large_is_not_waited_for() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let request = post(merchant.owner.bearer().unwrap(), "Content-Length: 1048577\r\n\r\n{");
    expect_problem(&exchange(program.client.base(), &request).await, 413, "body_too_large");
}

#[tokio::test]
async fn a_chunked_body_is_counted_as_it_comes() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let mut request = post(merchant.owner.bearer().unwrap(), "Transfer-Encoding: chunked\r\n\r\n");
    for _ in 0..17 {
        request.extend_from_slice(b"10000\r\n");
        request.resize(request.len() + 0x10000, b' ');
        request.extend_from_slice(b"\r\n");
    }
    expect_problem(&exchange(program.client.base(), &request).await, 413, "body_too_large");
}

/// Below the application the server itself answers, with a bare status, and closes: there is no request yet that could
/// have an id.
#[tokio::test]
async fn a_head_that_is_none_is_refused_and_the_connection_closed() {
    let program = Program::start().await;
    let endless = format!("GET /v1/me HTTP/1.1\r\nHost: test\r\nX-Long: {}\r\n\r\n", "a".repeat(200_000));
    let head = "GET /v1/me HTTP/1.1\r\nHost: test\r\n";
    for (request, status) in [
        (endless, 431),
        ("nonsense\r\n\r\n".to_owned(), 400),
        (format!("{head}Content-Length: many\r\n\r\n"), 400),
        (format!("{head}Content-Length: 1\r\nContent-Length: 2\r\n\r\n"), 400),
    ] {
        let answer = exchange(program.client.base(), request.as_bytes()).await;
        let (head, _) = parted(&answer);
        assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{}: {answer}", &request[..12]);
    }
    program.client.get("/healthz").await.expect(200);
}

#[tokio::test]
async fn a_head_that_does_not_arrive_is_waited_for_no_longer_than_the_deadline() {
    let database = TestDatabase::create().await;
    let program =
        Program::start_with(database, |settings| settings.head_deadline = Duration::from_millis(100)).await;
    let answer = exchange(program.client.base(), b"GET /v1/me HTTP/1.1\r\nHost: te").await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
}

#[tokio::test]
async fn a_header_that_is_long_but_fits_is_only_a_wrong_header() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let long = "a".repeat(60_000);
    program.client.with_bearer(&long).get("/v1/me").await.expect_problem(401, "unauthorized");
    let client = merchant.owner.with_header("If-Match", &format!("\"{long}\""));
    client.patch("/v1/merchant", &serde_json::json!({})).await.expect_problem(412, "precondition_failed");
    let client = merchant.owner.with_header("Idempotency-Key", &long);
    client.post("/v1/stores", &serde_json::json!({"name": "A"})).await.expect_invalid("?Idempotency-Key");
}

//! What only a hand-written client sends: bodies that do not arrive, heads without an end.

use std::time::Duration;

use regulars_tests::{Program, TestDatabase, exchange};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

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

/// A page of any origin may read what says nothing of anybody.
#[track_caller]
fn expect_open_to_all(answer: &str) {
    let (head, _) = parted(answer);
    assert_eq!(header(head, "access-control-allow-origin"), Some("*"), "{answer}");
    assert_eq!(header(head, "access-control-expose-headers"), Some("Retry-After, X-Request-Id"), "{answer}");
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

/// Below the application the server itself answers, and closes.
#[tokio::test]
async fn a_head_that_is_none_is_refused_and_the_connection_closed() {
    let program = Program::start().await;
    let endless = format!("GET /v1/me HTTP/1.1\r\nHost: test\r\nX-Long: {}\r\n\r\n", "a".repeat(200_000));
    let head = "GET /v1/me HTTP/1.1\r\nHost: test\r\n";
    for (request, status, code) in [
        (endless, 431, "head_too_large"),
        ("nonsense\r\n\r\n".to_owned(), 400, "malformed_request"),
        (format!("{head}Content-Length: many\r\n\r\n"), 400, "malformed_request"),
        (format!("{head}Content-Length: 1\r\nContent-Length: 2\r\n\r\n"), 400, "malformed_request"),
    ] {
        let answer = exchange(program.client.base(), request.as_bytes()).await;
        expect_problem(&answer, status, code);
        expect_open_to_all(&answer);
    }
    // Behind a request that was answered, in the same packet.
    let answers = exchange(program.client.base(), format!("{head}\r\nnonsense\r\n\r\n").as_bytes()).await;
    assert!(answers.starts_with("HTTP/1.1 401 "), "{answers}");
    expect_problem(&answers[answers.rfind("HTTP/1.1 ").unwrap()..], 400, "malformed_request");
    program.client.get("/healthz").await.expect(200);
}

#[tokio::test]
async fn a_head_that_does_not_arrive_is_waited_for_no_longer_than_the_deadline() {
    let database = TestDatabase::create().await;
    let program =
        Program::start_with(database, |settings| settings.head_deadline = Duration::from_millis(500)).await;
    let answer = exchange(program.client.base(), b"GET /v1/me HTTP/1.1\r\nHost: te").await;
    expect_problem(&answer, 408, "head_timeout");
    let silent = exchange(program.client.base(), b"").await;
    expect_problem(&silent, 408, "head_timeout");
    // The second head on a connection has the same deadline as the first.
    let first = "GET /v1/me HTTP/1.1\r\nHost: test\r\n\r\n";
    let mut connection = connect(&program).await;
    connection.write_all(first.as_bytes()).await.unwrap();
    read_answer(&mut connection).await;
    connection.write_all(b"GET /v1/me HTTP/1.1\r\nHo").await.unwrap();
    expect_problem(&read_to_end(&mut connection).await, 408, "head_timeout");
}

async fn connect(program: &Program) -> TcpStream {
    TcpStream::connect(program.client.base().trim_start_matches("http://")).await.unwrap()
}

/// Reads one answer whose body is a problem document.
async fn read_answer(connection: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    while !answer.ends_with(b"}") {
        assert!(connection.read_buf(&mut answer).await.unwrap() > 0, "the connection was closed");
    }
    String::from_utf8(answer).unwrap()
}

async fn read_to_end(connection: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).await.unwrap();
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn connections_beyond_the_most_are_refused_politely_and_the_others_go_on() {
    let database = TestDatabase::create().await;
    let program = Program::start_with(database, |settings| {
        settings.connections = Some(3);
        settings.connections_per_peer = Some(3);
    })
    .await;
    let request = b"GET /v1/me HTTP/1.1\r\nHost: test\r\n\r\n";
    let mut open = Vec::new();
    for _ in 0..3 {
        let mut connection = connect(&program).await;
        connection.write_all(request).await.unwrap();
        assert!(read_answer(&mut connection).await.starts_with("HTTP/1.1 401 "));
        open.push(connection);
    }
    for _ in 0..5 {
        let answer = exchange(program.client.base(), request).await;
        expect_problem(&answer, 503, "too_many_connections");
        assert_eq!(header(parted(&answer).0, "retry-after"), Some("1"));
        expect_open_to_all(&answer);
    }
    for connection in &mut open {
        connection.write_all(request).await.unwrap();
        assert!(read_answer(connection).await.starts_with("HTTP/1.1 401 "));
    }
    // Where one has closed, another may come.
    open.pop().unwrap().shutdown().await.unwrap();
    loop {
        let mut next = connect(&program).await;
        next.write_all(request).await.unwrap();
        if read_answer(&mut next).await.starts_with("HTTP/1.1 401 ") {
            break;
        }
    }
}

#[tokio::test]
async fn one_address_has_its_share_of_the_connections() {
    let database = TestDatabase::create().await;
    let program = Program::start_with(database, |settings| settings.connections_per_peer = Some(1)).await;
    let mut first = connect(&program).await;
    let request = b"GET /v1/me HTTP/1.1\r\nHost: test\r\n\r\n";
    first.write_all(request).await.unwrap();
    read_answer(&mut first).await;
    expect_problem(&exchange(program.client.base(), request).await, 503, "too_many_connections");
}

#[tokio::test]
async fn a_client_that_does_not_read_is_waited_for_no_longer_than_the_deadline() {
    let database = TestDatabase::create().await;
    let change = |settings: &mut regulars_server::Settings| {
        settings.response_deadline = Duration::from_millis(100);
    };
    let program = Program::start_with(database, change).await;
    let mut connection = connect(&program).await;
    let request = b"GET /openapi.json HTTP/1.1\r\nHost: test\r\n\r\n";
    // Nothing is read, until the program has given up: then the connection takes no more requests.
    while connection.write_all(request).await.is_ok() {}
    program.client.get("/healthz").await.expect(200);
}

#[tokio::test]
async fn every_page_has_a_policy() {
    let program = Program::start().await;
    for (path, part) in [
        ("/docs/", "script-src 'self'"),
        ("/problems/rate_limited", "default-src 'none'"),
        ("/c/nothing", "default-src 'none'"),
        ("/w/nothing", "default-src 'none'"),
        ("/mailbox/nothing", "default-src 'none'"),
    ] {
        let page = program.client.get(path).await;
        assert!(page.header("content-type").unwrap().starts_with("text/html"), "{path}");
        let policy = page.header("content-security-policy").unwrap_or_else(|| panic!("{path} has no policy"));
        assert!(policy.contains(part) && policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert!(
            !policy.contains("'unsafe-eval'") && !policy.contains("script-src 'unsafe"),
            "{path}: {policy}"
        );
    }
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

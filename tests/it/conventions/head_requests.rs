use regulars_tests::{Answer, Contract, Program};
use reqwest::Method;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Headers that differ between any two answers.
const OWN: [&str; 3] = ["date", "x-request-id", "ratelimit"];

#[tokio::test]
async fn head_is_answered_as_get_without_the_body() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    owner.post("/v1/stores", &json!({"name": "Centar"})).await.expect(201);
    owner.post("/v1/stores", &json!({"name": "Novi grad"})).await.expect(201);
    let read =
        Contract::of_the_program().operations().iter().filter(|operation| operation.method == Method::GET);
    let paths = read.map(|operation| operation.path(|_| "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1a".to_owned()));
    let others = [
        "/",
        "/docs",
        "/docs/",
        "/docs/none",
        "/openapi.json",
        "/healthz",
        "/readyz",
        "/favicon.ico",
        "/problems/conflict",
        "/v1/stores?limit=1",
        "/v1/none",
    ];
    for path in paths.chain(others.map(str::to_owned)) {
        let got = owner.get(&path).await;
        let head = owner.send(Method::HEAD, &path, None, Vec::new()).await;
        assert_eq!(head.status, got.status, "{path}");
        assert_eq!(head.text, "", "{path}");
        for name in got.headers.keys().filter(|name| !OWN.contains(&name.as_str())) {
            let values = |answer: &Answer| answer.headers.get_all(name).iter().cloned().collect::<Vec<_>>();
            assert_eq!(values(&head), values(&got), "{path}: {name}");
        }
        assert_eq!(head.headers.len(), got.headers.len(), "{path}: {:?} {:?}", head.headers, got.headers);
    }
}

/// Not even a byte of a body is on the wire: what follows on the connection is the next answer.
#[tokio::test]
async fn the_next_answer_follows_behind_head() {
    let program = Program::start().await;
    let mut connection =
        tokio::net::TcpStream::connect(program.client.base().trim_start_matches("http://")).await.unwrap();
    let mut answers = String::new();
    for path in ["/openapi.json", "/healthz", "/v1/me"] {
        let request = format!("HEAD {path} HTTP/1.1\r\nHost: test\r\n\r\n");
        connection.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        while !answer.ends_with(b"\r\n\r\n") {
            assert!(connection.read_buf(&mut answer).await.unwrap() > 0, "the connection was closed");
        }
        answers.push_str(&String::from_utf8(answer).unwrap());
    }
    connection.write_all(b"GET /healthz HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n").await.unwrap();
    connection.read_to_string(&mut answers).await.unwrap();
    assert_eq!(answers.matches("HTTP/1.1 ").count(), 4, "{answers}");
    assert!(answers.ends_with("\r\n\r\n{\"status\":\"ok\"}"), "{answers}");
    assert_eq!(answers.matches('{').count(), 1, "{answers}");
}

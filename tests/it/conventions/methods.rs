use regulars_tests::{Contract, Program};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn a_method_that_a_path_does_not_have_is_told_with_those_that_it_has() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    for (method, path, allowed) in [
        (Method::PUT, "/v1/stores", "GET, HEAD, OPTIONS, POST"),
        (Method::GET, "/v1/purchases/batch", "OPTIONS, POST"),
        (Method::PATCH, "/v1/customers/search", "OPTIONS, POST"),
        (
            Method::PUT,
            "/v1/customers/0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1a",
            "DELETE, GET, HEAD, OPTIONS, PATCH",
        ),
        (Method::POST, "/healthz", "GET, HEAD, OPTIONS"),
        (Method::POST, "/docs/index.html", "GET, HEAD, OPTIONS"),
    ] {
        let answer = owner.send(method.clone(), path, None, Vec::new()).await;
        assert_eq!(answer.header("allow"), Some(allowed), "{method} {path}");
        answer.expect_problem(405, "method_not_allowed");
    }
    program.client.patch("/v1/terminals/pair", &json!({})).await.expect_problem(405, "method_not_allowed");
    owner.get("/v1/purchases/none").await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn every_path_tells_its_methods() {
    let program = Program::start().await;
    let options = async |path: &str| program.client.send(Method::OPTIONS, path, None, Vec::new()).await;
    for operation in Contract::of_the_program().operations() {
        let path = operation.path(|_| "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1a".to_owned());
        let answer = options(&path).await.expect(204);
        let allowed: Vec<_> = answer.header("allow").unwrap().split(", ").collect();
        assert!(
            allowed.contains(&operation.method.as_str()) && allowed.contains(&"OPTIONS"),
            "{path} {allowed:?}"
        );
        assert_eq!(allowed.contains(&"GET"), allowed.contains(&"HEAD"), "{path} {allowed:?}");
    }
    for path in ["/", "/docs/", "/openapi.json", "/healthz", "/readyz", "/problems/conflict", "/favicon.ico"]
    {
        assert_eq!(options(path).await.expect(204).header("allow"), Some("GET, HEAD, OPTIONS"), "{path}");
    }
    options("/v1/nothing").await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_parameter_without_a_value_is_refused_by_its_name() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    for (path, pointer) in
        [("/v1/stores?limit=", "?limit"), ("/v1/customers?q=", "?q"), ("/v1/newsletters?state=", "?state")]
    {
        owner.get(path).await.expect_invalid(pointer);
    }
    let long = format!("/v1/sandbox/messages?to={}", "a".repeat(255));
    owner.get(&long).await.expect_invalid("?to");
}

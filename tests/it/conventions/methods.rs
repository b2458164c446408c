use regulars_tests::Program;
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn a_method_that_a_path_does_not_have_is_told_with_those_that_it_has() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    for (method, path, allowed) in [
        (Method::PUT, "/v1/stores", "GET, POST"),
        (Method::OPTIONS, "/v1/purchases/batch", "POST"),
        (Method::GET, "/v1/purchases/batch", "POST"),
        (Method::PATCH, "/v1/customers/search", "POST"),
    ] {
        let answer = owner.send(method.clone(), path, None, Vec::new()).await;
        assert_eq!(answer.header("allow"), Some(allowed), "{method} {path}");
        answer.expect_problem(405, "method_not_allowed");
    }
    program.client.patch("/v1/terminals/pair", &json!({})).await.expect_problem(405, "method_not_allowed");
    owner.get("/v1/purchases/none").await.expect_problem(404, "not_found");
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

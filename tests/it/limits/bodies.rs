use regulars_tests::{Callers, Contract, Operation, Program};
use serde_json::json;

use super::{caller, complaint, none, path_of};

fn taking_json() -> impl Iterator<Item = &'static Operation> {
    Contract::of_the_program().operations().iter().filter(|operation| operation.takes_json())
}

/// Sends the bodies that `bodies_of` makes to each operation, and expects the same refusal of each.
async fn every_operation_refuses_its(
    bodies_of: impl Fn(&Operation) -> Vec<Vec<u8>>,
    content_type: Option<&str>,
    status: u16,
    code: &str,
) {
    let program = Program::start().await;
    let callers = Callers::of_a_fresh_merchant(&program).await;
    let mut complaints = Vec::new();
    for operation in taking_json() {
        let client = caller(&program, &callers, operation).await;
        for body in bodies_of(operation) {
            let path = path_of(operation);
            let answer = client.send(operation.method.clone(), &path, content_type, body).await;
            complaints.extend(complaint(&operation.id, &answer, status, code));
        }
    }
    none(&complaints);
}

/// Sends the same body to every operation that takes one, and expects the same refusal.
async fn every_operation_refuses(content_type: Option<&str>, body: &[u8], status: u16, code: &str) {
    let needed = |operation: &Operation| operation.body.as_ref().is_some_and(|body| body.required);
    let bodies = |operation: &Operation| {
        if body.is_empty() && !needed(operation) { Vec::new() } else { vec![body.to_vec()] }
    };
    every_operation_refuses_its(bodies, content_type, status, code).await;
}

fn example_of(operation: &Operation) -> &serde_json::Value {
    &operation.body.as_ref().unwrap().example
}

/// A JSON body of that many bytes.
fn of_length(bytes: usize) -> Vec<u8> {
    let mut body = br#"{"a":""#.to_vec();
    body.resize(bytes - 2, b'a');
    body.extend_from_slice(br#""}"#);
    body
}

/// A JSON body nested that deep.
fn of_depth(depth: usize) -> Vec<u8> {
    format!(r#"{{"a":{}{}}}"#, "[".repeat(depth - 1), "]".repeat(depth - 1)).into_bytes()
}

const MEBIBYTE: usize = 1024 * 1024;

#[tokio::test]
async fn a_body_of_more_than_a_mebibyte_is_too_large() {
    every_operation_refuses(Some("application/json"), &of_length(MEBIBYTE + 1), 413, "body_too_large").await;
}

#[tokio::test]
async fn a_body_nested_deeper_than_32_levels_cannot_be_read() {
    every_operation_refuses(Some("application/json"), &of_depth(33), 400, "malformed_body").await;
}

#[tokio::test]
async fn a_body_that_is_not_json_cannot_be_read() {
    for body in ["", "{", "\u{feff}{}", "{'a': 1}", "\0"] {
        every_operation_refuses(Some("application/json"), body.as_bytes(), 400, "malformed_body").await;
    }
}

#[tokio::test]
async fn text_behind_a_body_is_not_overlooked() {
    let bodies = |operation: &Operation| vec![format!("{} 2", example_of(operation)).into_bytes()];
    every_operation_refuses_its(bodies, Some("application/json"), 400, "malformed_body").await;
}

#[tokio::test]
async fn a_body_of_another_content_type_is_refused() {
    for content_type in
        [None, Some("text/plain"), Some("application/x-www-form-urlencoded"), Some("application/jsonp")]
    {
        let takes = |operation: &Operation| {
            let document = Contract::of_the_program().document();
            let method = operation.method.as_str().to_lowercase();
            let content = &document["paths"][&operation.template][method]["requestBody"]["content"];
            content_type.is_some_and(|kind| content.get(kind).is_some())
        };
        let bodies = |operation: &Operation| if takes(operation) { Vec::new() } else { vec![b"{}".to_vec()] };
        every_operation_refuses_its(bodies, content_type, 415, "unsupported_media_type").await;
    }
}

#[tokio::test]
async fn an_array_is_no_body_whatever_it_holds() {
    let bodies = |operation: &Operation| {
        let example = example_of(operation);
        let values: Vec<_> = example.as_object().unwrap().values().cloned().collect();
        let arrays = [json!([]), json!(values), json!([example])];
        arrays.iter().map(|array| array.to_string().into_bytes()).collect()
    };
    every_operation_refuses_its(bodies, Some("application/json"), 422, "validation_failed").await;
}

#[tokio::test]
async fn an_array_is_no_object_inside_a_body_either() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    let before = owner.get("/v1/merchant").await.text;
    for field in ["contact", "sender"] {
        let body = json!({ field: ["Ruža"] });
        owner.patch("/v1/merchant", &body).await.expect_invalid(&format!("/{field}"));
    }
    assert_eq!(owner.get("/v1/merchant").await.text, before, "nothing is kept");
    let block = json!({"name": "Proleće", "content": {"blocks": [["text", "Zdravo"]]}});
    owner.post("/v1/newsletters", &block).await.expect_invalid("/content/blocks/0");
}

#[tokio::test]
async fn a_body_at_the_limit_is_read() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for body in [of_length(MEBIBYTE), of_depth(32)] {
        let answer = merchant.owner.send(
            reqwest::Method::POST,
            "/v1/stores",
            Some("application/json; charset=utf-8"),
            body,
        );
        answer.await.expect_invalid("/a");
    }
}

#[tokio::test]
async fn a_field_that_no_operation_has_is_refused_with_its_pointer() {
    let program = Program::start().await;
    let callers = Callers::of_a_fresh_merchant(&program).await;
    let mut complaints = Vec::new();
    for operation in taking_json() {
        let mut body = example_of(operation).clone();
        body["no_such_field"] = true.into();
        let client = caller(&program, &callers, operation).await;
        let bytes = body.to_string().into_bytes();
        let answer =
            client.send(operation.method.clone(), &path_of(operation), Some("application/json"), bytes).await;
        complaints.extend(complaint(&operation.id, &answer, 422, "validation_failed"));
        if answer.json()["errors"][0]["pointer"] != "/no_such_field" {
            complaints.push(format!("{} does not point at the field: {}", operation.id, answer.text));
        }
    }
    none(&complaints);
}

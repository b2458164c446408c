//! What every operation of the document has and no handler needs to repeat: security, roles, the errors that any request
//! can meet, and the headers that every POST understands.

use serde_json::{Map, Value, json};

use crate::access::{OPERATIONS, PUBLIC_OPERATIONS};
use crate::error::{Code, field_codes};

/// Completes the document that was collected from the routes.
pub fn complete(document: &mut Value) {
    document["servers"] = json!([{"url": "/", "description": "The server that serves this document"}]);
    document["security"] = json!([{"bearer": []}]);
    document["components"]["securitySchemes"] = json!({
        "bearer": {
            "type": "http",
            "scheme": "bearer",
            "description": "An access token from `POST /v1/auth/token`, or an API key of a terminal or an integrator.",
        }
    });
    document["components"]["responses"] = error_responses();
    // The derived schema does not see names that a macro has put into its attributes.
    document["components"]["schemas"]["ProblemCode"]["enum"] =
        Code::ALL.iter().map(|code| code.name()).collect();
    document["components"]["schemas"]["FieldError"]["properties"]["code"]["enum"] = json!(field_codes());
    let mut tags: Vec<String> = Vec::new();
    if let Some(paths) = document["paths"].as_object_mut() {
        for (path, item) in paths.iter_mut() {
            for (method, operation) in item.as_object_mut().into_iter().flatten() {
                complete_operation(path, method, operation);
                let tag = operation["tags"][0].as_str().unwrap_or_default().to_owned();
                if !tags.contains(&tag) {
                    tags.push(tag);
                }
            }
        }
    }
    tags.sort();
    document["tags"] =
        tags.iter().map(|tag| json!({"name": tag, "description": tag_description(tag)})).collect();
}

fn tag_description(tag: &str) -> &'static str {
    match tag {
        "Auth" => "Signing in, refreshing and revoking tokens, and the keys that verify them.",
        "API keys" => "Keys of integrators.",
        "Consent" => {
            "What customers consent to, with its history and evidence, and the texts that they are shown."
        }
        "Customers" => "The merchant's own records of persons.",
        "Members and cards" => "Persons registered in the network, and their cards.",
        "Merchant" => "The merchant's own profile.",
        "Media" => "Uploaded images.",
        "Newsletters" => "Campaigns, from the draft to the report.",
        "Platform" => "What the operator of the platform does.",
        "Public pages" => "Pages for customers, behind links in messages. The link is the credential.",
        "Purchases" => "Receipts and refunds that tills record.",
        "Quota" => "How many messages may be sent, and where each unit went.",
        "Jobs" => "What goes on after its request was answered: whether a mail that was asked for has left.",
        "Sandbox" => "What a sandbox captured, and its clock.",
        "Dashboard" => "What a merchant sees first.",
        "Segments" => "Target groups: filters under a name, and who is in them.",
        "Stores" => "Places of sale.",
        "Tags" => "Coloured labels on customers.",
        "Templates" => "How newsletters look.",
        "Terminals" => "Paired devices.",
        "Users" => "The merchant's staff.",
        _ => "Operations of one kind.",
    }
}

fn complete_operation(path: &str, method: &str, operation: &mut Value) {
    let id = operation["operationId"].as_str().unwrap_or_default().to_owned();
    let public = PUBLIC_OPERATIONS.contains(&id.as_str());
    if public {
        operation["security"] = json!([]);
    } else if let Some(access) = OPERATIONS.iter().find(|access| access.operation == id) {
        operation["x-roles"] = access.roles.iter().map(|role| role.name()).collect();
        operation["x-scope"] = json!(access.scope);
    }
    let mut errors =
        vec![Code::MalformedBody, Code::RateLimited, Code::HeadTooLarge, Code::Internal, Code::Unavailable];
    if !public {
        errors.extend([Code::Unauthorized, Code::Forbidden]);
    }
    if path.contains('{') {
        errors.push(Code::NotFound);
    }
    let has_parameters = operation["parameters"].as_array().is_some_and(|parameters| !parameters.is_empty());
    let has_body = operation.get("requestBody").is_some();
    if has_body {
        errors.extend([
            Code::BodyTimeout,
            Code::BodyTooLarge,
            Code::UnsupportedMediaType,
            Code::ValidationFailed,
        ]);
    }
    // A parameter that the operation does not have is refused, by those without parameters too.
    if has_parameters || !public {
        errors.push(Code::ValidationFailed);
    }
    if matches!(method, "post" | "patch" | "put" | "delete") {
        errors.push(Code::Contended);
    }
    // The one PUT sets the test clock, which has no state to be compared.
    if matches!(method, "patch" | "delete") && !public {
        errors.push(Code::PreconditionFailed);
        add_parameter(
            operation,
            &json!({
                "name": "If-Match", "in": "header", "required": false,
                "description": "The `ETag` of the state that you want to change. Another state is answered with 412.",
                "schema": {"type": "string", "maxLength": 200}
            }),
        );
    }
    if method == "post" && !public && has_body && operation["x-idempotency"] != json!("natural") {
        add_parameter(
            operation,
            &json!({
                "name": "Idempotency-Key", "in": "header", "required": false,
                "description": "The same request under the same key is done once and answered the same for 30 days.",
                "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"}
            }),
        );
    }
    for (status, name) in errors.iter().map(|code| (code.status().to_string(), response_name(code.status())))
    {
        if operation["responses"].get(&status).is_some() {
            continue;
        }
        operation["responses"][&status] = json!({"$ref": format!("#/components/responses/{name}")});
    }
    complete_declared_errors(operation);
}

/// An error that an operation declares keeps its description and gets the body that every error has.
fn complete_declared_errors(operation: &mut Value) {
    for (status, response) in operation["responses"].as_object_mut().into_iter().flatten() {
        let Some(status) = status.parse::<u16>().ok().filter(|status| *status >= 400) else { continue };
        if response.get("content").is_none() && response.get("$ref").is_none() {
            let mut content =
                json!({"application/problem+json": {"schema": {"$ref": PROBLEM}, "examples": {}}});
            for code in Code::ALL.iter().filter(|code| code.status() == status) {
                content["application/problem+json"]["examples"][code.name()] = example_of(*code);
            }
            response["content"] = content;
        }
    }
}

const PROBLEM: &str = "#/components/schemas/Problem";

fn add_parameter(operation: &mut Value, parameter: &Value) {
    match operation["parameters"].as_array_mut() {
        Some(parameters) => parameters.push(parameter.clone()),
        None => operation["parameters"] = json!([parameter]),
    }
}

const fn response_name(status: u16) -> &'static str {
    match status {
        400 => "MalformedBody",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        408 => "BodyTimeout",
        409 => "Conflict",
        412 => "PreconditionFailed",
        413 => "BodyTooLarge",
        415 => "UnsupportedMediaType",
        422 => "ValidationFailed",
        429 => "RateLimited",
        431 => "HeadTooLarge",
        503 => "Unavailable",
        _ => "Internal",
    }
}

/// One response for each status, with an example of each kind of problem that has it.
fn error_responses() -> Value {
    let mut responses = Map::new();
    for code in Code::ALL.iter().filter(|code| **code != Code::MethodNotAllowed) {
        let name = response_name(code.status());
        let response = responses.entry(name).or_insert_with(|| {
            json!({
                "description": code.title(),
                "content": {"application/problem+json": {
                    "schema": {"$ref": PROBLEM},
                    "examples": {}
                }}
            })
        });
        if matches!(code.status(), 429 | 503) {
            response["headers"] = json!({"Retry-After": {
                "description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 0}, "example": 1
            }});
        }
        response["content"]["application/problem+json"]["examples"][code.name()] = example_of(*code);
    }
    Value::Object(responses)
}

fn example_of(code: Code) -> Value {
    let mut value = json!({
        "type": format!("https://regulars.example/problems/{}", code.name()),
        "title": code.title(),
        "status": code.status(),
        "detail": format!("{} {}", code.happened(), code.remedy()),
        "code": code.name(),
        "request_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1a",
    });
    if code == Code::ValidationFailed {
        value["errors"] = json!([{"pointer": "/name", "code": "required", "detail": "is required"}]);
    }
    json!({"summary": code.title(), "value": value})
}

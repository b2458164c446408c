//! What every operation of the document has and no handler needs to repeat: security, roles, the errors that it can meet, and
//! the headers that requests may carry.

use regulars_identity::Role;
use serde_json::{Value, json};

use super::causes::{causes_of, takes_if_match};
use super::error_responses::ErrorResponses;
use super::headers::tells_a_limit;
use crate::access::{Access, OPERATIONS, PUBLIC_OPERATIONS};
use crate::error::{Code, field_codes};

/// Requests without a body that are done once under a key all the same: they send a mail.
const ONCE_WITHOUT_BODY: &[&str] =
    &["create_invoice_reminder", "request_regular", "revise_offer", "rotate_mail_drop"];

/// Completes the document that was collected from the routes.
pub fn complete(document: &mut Value) {
    document["servers"] = json!([{
        "url": "/",
        "description": "The server that serves this document, in production as in any other environment",
        "x-internal": false,
    }]);
    document["security"] = json!([{"bearer": []}]);
    document["components"]["securitySchemes"] = json!({
        "bearer": {
            "type": "http",
            "scheme": "bearer",
            "description": "An access token from `POST /v1/auth/token`, or an API key of a terminal or an integrator.",
        }
    });
    // The derived schema does not see names that a macro has put into its attributes.
    document["components"]["schemas"]["ProblemCode"]["enum"] =
        Code::ALL.iter().map(|code| code.name()).collect();
    document["components"]["schemas"]["FieldError"]["properties"]["code"]["enum"] = json!(field_codes());
    let mut errors = ErrorResponses::default();
    for (path, item) in document["paths"].as_object_mut().into_iter().flatten() {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            complete_operation(path, method, operation, &mut errors);
        }
    }
    document["components"]["responses"] = errors.into_components();
}

fn complete_operation(path: &str, method: &str, operation: &mut Value, errors: &mut ErrorResponses) {
    let id = operation["operationId"].as_str().unwrap_or_default().to_owned();
    let is_public = PUBLIC_OPERATIONS.contains(&id.as_str());
    if is_public {
        operation["security"] = json!([]);
    } else if let Some(access) = OPERATIONS.iter().find(|access| access.operation == id) {
        tell_access(operation, access);
    }
    if takes_if_match(path, method) && !is_public {
        add_parameter(
            operation,
            &json!({
                "name": "If-Match", "in": "header", "required": false,
                "description": "The `ETag` of the state that you want to change. Another state is answered with 412.",
                "schema": {"type": "string", "maxLength": 200}
            }),
        );
    }
    let is_once = operation.get("requestBody").is_some() || ONCE_WITHOUT_BODY.contains(&id.as_str());
    let has_key = method == "post" && !is_public && is_once && operation["x-idempotency"] != json!("natural");
    if has_key {
        add_parameter(
            operation,
            &json!({
                "name": "Idempotency-Key", "in": "header", "required": false,
                "description": "The same request under the same key is done once and answered the same for 30 days.",
                "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"}
            }),
        );
    }
    let causes = causes_of(path, method, operation, has_key, is_public);
    errors.add(path, operation, &causes, tells_a_limit(&id, is_public));
}

/// Who may call it, for programs and, in its description, for people.
fn tell_access(operation: &mut Value, access: &Access) {
    let roles: Vec<&str> = access.roles.iter().map(|role| role.name()).collect();
    let mut told = format!("**Roles:** {}.", roles.join(", "));
    if access.roles.contains(&Role::Integrator) {
        told.push_str(&format!(" **Scope** of an integrator's key: `{}`.", access.scope));
    }
    let description = operation["description"].as_str().unwrap_or_default();
    operation["description"] = format!("{description}\n\n{told}").trim_start().into();
    operation["x-roles"] = json!(roles);
    operation["x-scope"] = json!(access.scope);
}

fn add_parameter(operation: &mut Value, parameter: &Value) {
    match operation["parameters"].as_array_mut() {
        Some(parameters) => parameters.push(parameter.clone()),
        None => operation["parameters"] = json!([parameter]),
    }
}

//! The headers of answers: those that a client may want to read, where they are sent. The tests compare them with what is.

use serde_json::{Map, Value, json};

use crate::error::Code;

/// Answers that make something and do not say where it is: it has no address of its own.
const WITHOUT_LOCATION: &[&str] = &[
    "deliver_mail",
    "grant_quota_packs",
    "order_quota_packs",
    "record_event",
    "redeem_coupon",
    "reserve_coupon",
    "send_newsletter_tests",
];
/// Answers with 200 that hold no state of a resource: what was computed or done.
const WITHOUT_STATE: &[&str] = &[
    "assign_card",
    "audit_points",
    "create_customer_mail",
    "preview_programme_tiers",
    "preview_segment",
    "record_event",
    "record_purchase",
    "simulate_receipt",
    "validate_coupon",
];

/// Declares the headers of every answer that is no error.
pub(super) fn declare_headers(document: &mut Value) {
    document["components"]["headers"] = definitions();
    for (_, item) in document["paths"].as_object_mut().into_iter().flatten() {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            let about = About::of(method, operation);
            for (status, response) in operation["responses"].as_object_mut().into_iter().flatten() {
                if !status.starts_with(['4', '5']) {
                    let mut headers = about.headers(status, response);
                    if let Some(declared) = response["headers"].as_object() {
                        headers.extend(declared.clone());
                    }
                    response["headers"] = headers.into();
                }
            }
        }
    }
}

/// Whether the answers of an operation tell a limit: those of which a credential is looked at. To buy a token a program
/// shows its key in the body, or by HTTP Basic.
pub(super) fn tells_a_limit(id: &str, is_public: bool) -> bool {
    !is_public || id == "create_token"
}

struct About {
    id: String,
    is_get: bool,
    tells_a_limit: bool,
    has_key: bool,
}

impl About {
    fn of(method: &str, operation: &Value) -> Self {
        let mut parameters = operation["parameters"].as_array().into_iter().flatten();
        let id = operation["operationId"].as_str().unwrap_or_default();
        Self {
            id: id.to_owned(),
            is_get: method == "get",
            tells_a_limit: tells_a_limit(id, operation["security"] == json!([])),
            has_key: parameters.any(|parameter| parameter["name"] == "Idempotency-Key"),
        }
    }

    fn headers(&self, status: &str, response: &Value) -> Map<String, Value> {
        let mut names = vec!["X-Request-Id"];
        if self.tells_a_limit {
            names.extend(["RateLimit", "RateLimit-Policy"]);
        }
        if let Some(schema) = response["content"]["application/json"]["schema"]["$ref"].as_str() {
            let has_state = !self.has_key && !WITHOUT_STATE.contains(&self.id.as_str());
            match status {
                "200" if schema.ends_with("List") => names.push("Link"),
                "200" if has_state || self.is_get => names.push("ETag"),
                "201" | "202" if !WITHOUT_LOCATION.contains(&self.id.as_str()) => names.push("Location"),
                _ => {}
            }
            if self.has_key {
                names.push("Idempotent-Replayed");
            }
        }
        referred(&names)
    }
}

/// The headers of an error with these kinds of problems.
pub(super) fn headers_of_errors(status: u16, codes: &[Code], tells_a_limit: bool) -> Value {
    let mut names = vec!["X-Request-Id"];
    match status {
        401 => names.push("WWW-Authenticate"),
        429 => names.extend(["RateLimit", "RateLimit-Policy"]),
        // Without a credential that holds there is no limit to be told.
        _ if tells_a_limit => names.extend(["RateLimit", "RateLimit-Policy"]),
        _ => {}
    }
    if matches!(status, 429 | 503) || codes.contains(&Code::Contended) {
        names.push("Retry-After");
    }
    referred(&names).into()
}

fn referred(names: &[&str]) -> Map<String, Value> {
    let reference =
        |name: &&str| ((*name).to_owned(), json!({"$ref": format!("#/components/headers/{name}")}));
    names.iter().map(reference).collect()
}

fn definitions() -> Value {
    let text = |description: &str, is_always_there: bool, length: u32, example: &str| {
        json!({
            "description": description,
            "required": is_always_there,
            "schema": {"type": "string", "maxLength": length},
            "example": example,
        })
    };
    json!({
        "ETag": text(
            "Names the state of the resource: for `If-Match` and `If-None-Match`.",
            true, 100, "\"n2fXyTbMeJxJcbwG\"",
        ),
        "Idempotent-Replayed": text(
            "`true` when this is the first answer under that `Idempotency-Key` once more.",
            false, 4, "true",
        ),
        "Link": text(
            "The next page, where there is one (RFC 8288).",
            false, 8_000, "</v1/customers?limit=50&cursor=WyJhIl0>; rel=\"next\"",
        ),
        "Location": text(
            "Where to find what was made, or the job that makes it.",
            true, 2_000, "/v1/customers/0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40",
        ),
        "RateLimit": text(
            "How many requests are left (`r`), and in how many seconds there are more (`t`). Missing where the credential \
             was not looked at.",
            false, 100, "\"credential\";r=199;t=1",
        ),
        "RateLimit-Policy": text(
            "How many requests (`q`) may come in how many seconds (`w`). Missing where the credential was not looked at.",
            false, 100, "\"credential\";q=100;w=1",
        ),
        "Retry-After": {
            "description": "Seconds to wait before the next try, where that can be told.",
            "required": false,
            "schema": {"type": "integer", "format": "int32", "minimum": 0, "maximum": 86_400},
            "example": 1,
        },
        "WWW-Authenticate": text(
            "Why the credential does not hold (RFC 6750).",
            true, 300, "Bearer error=\"invalid_token\", error_description=\"the access token has expired\"",
        ),
        "X-Request-Id": text(
            "Tells this request apart in the server's log.",
            true, 36, "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1a",
        ),
    })
}

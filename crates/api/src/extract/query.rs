//! Query parameters. Unknown ones are refused, so that a typing mistake is not silently ignored.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use serde::de::value::StrDeserializer;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value, json};

use super::body::application;
use crate::auth::or_refuse;
use crate::error::{ApiError, Invalid};
use crate::request_rules::{NAMES, Rule};

/// What the parser says of several values where one is taken.
const SEVERAL_VALUES: &str = "unsupported value";

/// The query parameters of a request.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Query<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        if let Some((name, detail)) = unusable_parameter(request.query_string()) {
            let refused = ApiError::invalid_field(&format!("?{name}"), "invalid", detail);
            return or_refuse(request, Err(refused));
        }
        if let Err(error) = check_rules(request) {
            return or_refuse(request, Err(error));
        }
        let deserializer = serde_html_form::Deserializer::from_bytes(request.query_string().as_bytes());
        let parsed = serde_path_to_error::deserialize(deserializer).map(Self).map_err(|error| {
            let name = error.path().to_string();
            let detail = error.into_inner().to_string();
            let name =
                if name == "." { detail.split('`').nth(1).unwrap_or_default().to_owned() } else { name };
            if detail.starts_with("unknown field") {
                ApiError::unknown_parameter(&name)
            } else if detail.starts_with("missing field") {
                ApiError::invalid_field(&format!("?{name}"), "required", "is required")
            } else if detail == SEVERAL_VALUES {
                ApiError::invalid_field(&format!("?{name}"), "named_twice", "takes one value")
            } else {
                ApiError::invalid_field(&format!("?{name}"), "invalid", detail)
            }
        });
        or_refuse(request, parsed)
    }
}

/// A list of names in one text with commas between: `#[serde(default, deserialize_with = "names")]`.
pub fn names<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    let names = texts.iter().flat_map(|text| text.split(',')).map(str::trim);
    names.map(|name| T::deserialize(StrDeserializer::<D::Error>::new(name))).collect()
}

/// Checks the parameters against what the document states of them.
fn check_rules(request: &HttpRequest) -> Result<(), ApiError> {
    let pattern = request.match_pattern().unwrap_or_default();
    let rules = &application(request)?.document.rules;
    let Some(rule) = rules.parameters(request.method().as_str(), &pattern) else { return Ok(()) };
    let mut invalid = Invalid::default();
    for mut fault in rule.faults(&typed(request.query_string(), &rule))? {
        fault.pointer =
            format!("?{}", fault.pointer.trim_start_matches('/').split('/').next().unwrap_or_default());
        invalid.push(fault);
    }
    invalid.finish()
}

/// The parameters as JSON: texts as what they are declared to be, and one that may be repeated as a list.
fn typed(query: &str, rule: &Rule) -> Value {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(query).unwrap_or_default();
    let mut members = Map::new();
    for (name, text) in pairs {
        let value = match rule.type_of(&name) {
            Some("integer") => text.parse::<i64>().map_or(Value::String(text), Value::from),
            Some("boolean") => text.parse::<bool>().map_or(Value::String(text), Value::from),
            Some(NAMES) => {
                let list = members.entry(name).or_insert_with(|| json!([]));
                let names = text.split(',').map(|name| Value::String(name.trim().to_owned()));
                list.as_array_mut().into_iter().for_each(|list| list.extend(names.clone()));
                continue;
            }
            Some("array") => {
                let list = members.entry(name).or_insert_with(|| json!([]));
                list.as_array_mut().into_iter().for_each(|list| list.push(Value::String(text.clone())));
                continue;
            }
            _ => Value::String(text),
        };
        members.insert(name, value);
    }
    Value::Object(members)
}

/// The name of a parameter whose value cannot be meant, and what is wrong with it. One without a value is more likely a
/// mistake than a wish for the default, and no text holds a null character: PostgreSQL cannot even be asked for one.
fn unusable_parameter(query: &str) -> Option<(String, &'static str)> {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(query).ok()?;
    pairs.into_iter().find_map(|(name, value)| {
        let detail = if value.is_empty() {
            "must not be empty"
        } else if value.contains('\0') || name.contains('\0') {
            "must not hold a null character"
        } else {
            return None;
        };
        Some((name.replace('\0', ""), detail))
    })
}

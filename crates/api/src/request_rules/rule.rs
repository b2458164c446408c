//! The rule of one body, or of the parameters of one operation.

use std::collections::HashMap;
use std::sync::OnceLock;

use actix_web::web::Bytes;
use chrono::{DateTime, NaiveDate};
use jsonschema::{Draft, PatternOptions, Validator};
use regulars_kernel::Email;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::faults::Faults;
use crate::error::{ApiError, Code, FieldError};

/// What a value must be like.
pub struct Rule {
    /// A piece of the texts of all rules: a tree of it takes several times the memory, and most are never asked for.
    text: Bytes,
    /// Most operations are never called on a given day: what they need is made when it is first needed.
    ready: OnceLock<Option<Ready>>,
}

struct Ready {
    validator: Validator,
    /// The declared type of each member, or of a member's list.
    types: HashMap<String, String>,
    /// The names of what the operation answers.
    answered: Vec<String>,
}

#[derive(Deserialize)]
struct Text {
    schema: Value,
    answered: Vec<String>,
}

impl Rule {
    /// The rule that a text states.
    pub(super) const fn new(text: Bytes) -> Self {
        Self { text, ready: OnceLock::new() }
    }

    /// Everything in which the value differs from the rule, in the order of the pointers; at most as many as are told.
    pub fn faults(&self, value: &Value) -> Result<Vec<FieldError>, ApiError> {
        let Ready { validator, answered, .. } =
            self.ready().ok_or_else(|| ApiError::new(Code::Internal, "a rule cannot be read"))?;
        if validator.is_valid(value) {
            return Ok(Vec::new());
        }
        Ok(Faults::of(validator.iter_errors(value), value, answered))
    }

    /// The schema's declared type of a member, or [`NAMES`], and of its items: how the text of a parameter is to be read.
    pub fn type_of(&self, name: &str) -> Option<&str> {
        self.ready()?.types.get(name).map(String::as_str)
    }

    fn ready(&self) -> Option<&Ready> {
        self.ready.get_or_init(|| Ready::of(&self.text)).as_ref()
    }
}

impl Ready {
    fn of(text: &[u8]) -> Option<Self> {
        let read = serde_json::from_slice(text);
        let Text { schema, answered } = read
            .inspect_err(|error| tracing::error!(%error, "a rule of the document cannot be read"))
            .ok()?;
        let members = schema["properties"].as_object().into_iter().flatten();
        let types =
            members.filter_map(|(name, member)| Some((name.clone(), declared_type(member)?))).collect();
        Some(Self { validator: validator(&schema)?, types, answered })
    }
}

fn validator(schema: &Value) -> Option<Validator> {
    let built = jsonschema::options()
        .with_draft(Draft::Draft202012)
        .with_pattern_options(PatternOptions::regex())
        .should_validate_formats(true)
        .with_format("uuid", |text| Uuid::parse_str(text).is_ok())
        .with_format("date", |text| text.parse::<NaiveDate>().is_ok())
        .with_format("date-time", |text| DateTime::parse_from_rfc3339(text).is_ok())
        .with_format("email", |text| text.parse::<Email>().is_ok())
        // What a web address is depends on where it stands: the domain's own types tell.
        .with_format("uri", |_| true)
        .build(schema);
    built.inspect_err(|error| tracing::error!(%error, "a schema of the document cannot be read")).ok()
}

/// What a list of names of a closed list is declared to be: they stand in one text, with commas between.
pub const NAMES: &str = "names";

/// The type that a schema declares, whether or not nothing is allowed as well.
fn declared_type(schema: &Value) -> Option<String> {
    let kinds = &schema["type"];
    let listed = kinds.as_array().into_iter().flatten().find(|kind| *kind != "null");
    let kind = listed.unwrap_or(kinds).as_str()?;
    // The names of a closed list hold no comma, so that several may stand in one text.
    let is_of_names = kind == "array" && schema["items"]["enum"].is_array();
    Some(if is_of_names { NAMES } else { kind }.to_owned())
}

//! The rule of one body, or of the parameters of one operation.

use std::collections::HashMap;
use std::sync::OnceLock;

use chrono::{DateTime, NaiveDate};
use jsonschema::{Draft, PatternOptions, Validator};
use regulars_kernel::Email;
use serde_json::Value;
use uuid::Uuid;

use super::ITEMS_ALONE;
use super::faults::Faults;
use super::schemas::Schemas;
use crate::error::{ApiError, Code, FieldError};

/// What a value must be like.
pub struct Rule {
    /// The schema with all that it refers to, as a text: a tree of it takes several times the memory, and most are never
    /// asked for.
    schema: Box<str>,
    /// The declared type of each member, or of a member's list.
    types: HashMap<String, String>,
    answered: Vec<String>,
    /// Most operations are never called on a given day: what they need is made when it is first needed.
    ready: OnceLock<Option<Validator>>,
}

impl Rule {
    /// The rule that a schema states; `answered` are the names of what the operation answers.
    pub(super) fn new(schemas: &Schemas, schema: &Value, answered: Vec<String>) -> Self {
        Self::whole(schemas, schema, &[ITEMS_ALONE], answered)
    }

    /// As [`Self::new`] for what is part of a body and has a rule of its own.
    pub(super) fn alone(schemas: &Schemas, schema: &Value) -> Self {
        Self::whole(schemas, schema, &[], Vec::new())
    }

    fn whole(schemas: &Schemas, schema: &Value, open: &[&str], answered: Vec<String>) -> Self {
        let members = schema["properties"].as_object().into_iter().flatten();
        let types = members.filter_map(|(name, member)| Some((name.clone(), declared_type(member)?)));
        let types = types.collect();
        let schema = schemas.whole(schema, open).to_string().into_boxed_str();
        Self { schema, types, answered, ready: OnceLock::new() }
    }

    /// Everything in which the value differs from the rule, in the order of the pointers; at most as many as are told.
    pub fn faults(&self, value: &Value) -> Result<Vec<FieldError>, ApiError> {
        let validator = self.ready.get_or_init(|| self.validator()).as_ref();
        let validator = validator.ok_or_else(|| ApiError::new(Code::Internal, "a rule cannot be read"))?;
        if validator.is_valid(value) {
            return Ok(Vec::new());
        }
        Ok(Faults::of(validator.iter_errors(value), value, &self.answered))
    }

    /// The schema's declared type of a member, and of its items: how the text of a parameter is to be read.
    pub fn type_of(&self, name: &str) -> Option<&str> {
        self.types.get(name).map(String::as_str)
    }

    fn validator(&self) -> Option<Validator> {
        let schema = serde_json::from_str(&self.schema).unwrap_or(Value::Null);
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
            .build(&schema);
        built.inspect_err(|error| tracing::error!(%error, "a schema of the document cannot be read")).ok()
    }
}

/// The type that a schema declares, whether or not nothing is allowed as well.
fn declared_type(schema: &Value) -> Option<String> {
    let kinds = &schema["type"];
    let listed = kinds.as_array().into_iter().flatten().find(|kind| *kind != "null");
    listed.unwrap_or(kinds).as_str().map(str::to_owned)
}

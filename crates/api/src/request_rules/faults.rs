//! What differs from a schema, in our words.

use std::collections::BTreeSet;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{JsonType, ValidationError};
use serde_json::Value;

use crate::error::{FieldError, Invalid};
use crate::extract::escape;

/// Gathers the faults of one value.
pub(super) struct Faults<'a> {
    /// Fields that only answers carry.
    answered: &'a [String],
    /// What is looked at.
    value: &'a Value,
    found: Vec<FieldError>,
}

impl<'a> Faults<'a> {
    /// The faults in the order of their pointers, each place once for each kind.
    pub(super) fn of<'e>(
        errors: impl Iterator<Item = ValidationError<'e>>,
        value: &'a Value,
        answered: &'a [String],
    ) -> Vec<FieldError> {
        let mut faults = Self { answered, value, found: Vec::new() };
        for error in errors.take(Invalid::MOST * 4) {
            faults.add(&error);
        }
        faults.found.sort_by(|one, other| (&one.pointer, &one.code).cmp(&(&other.pointer, &other.code)));
        faults.found.dedup_by(|one, other| one.pointer == other.pointer && one.code == other.code);
        faults.found.truncate(Invalid::MOST);
        faults.found
    }

    fn tell(&mut self, pointer: String, code: &str, detail: impl Into<String>) {
        self.found.push(FieldError { pointer, code: code.to_owned(), detail: detail.into() });
    }

    fn add(&mut self, error: &ValidationError<'_>) {
        use ValidationErrorKind as Kind;
        let place = error.instance_path().as_str().to_owned();
        match error.kind() {
            Kind::Required { property } => {
                let name = property.as_str().unwrap_or_default();
                self.tell(format!("{place}/{}", escape(name)), "required", "is required");
            }
            Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
                unexpected.iter().for_each(|name| self.tell_unexpected(&place, name));
            }
            // The schema of an object without any members.
            Kind::FalseSchema => {
                let members = self.value.pointer(&place).and_then(Value::as_object);
                members
                    .into_iter()
                    .flat_map(|members| members.keys())
                    .for_each(|name| self.tell_unexpected(&place, name));
            }
            Kind::Type { kind } => self.tell(place, "wrong_type", type_words(kind)),
            Kind::MaxLength { limit } => {
                self.tell(place, "too_long", format!("must have at most {limit} characters"));
            }
            Kind::MinLength { limit } => self.tell(place, "too_short", at_least(*limit, "character")),
            Kind::MaxItems { limit } => {
                self.tell(place, "too_many", format!("must have at most {limit} entries"));
            }
            Kind::MinItems { limit } => {
                let entries = if *limit == 1 { "entry" } else { "entries" };
                self.tell(place, "too_few", format!("must have at least {limit} {entries}"));
            }
            Kind::MaxProperties { limit } => {
                self.tell(place, "too_many", format!("must have at most {limit} members"));
            }
            Kind::Maximum { limit } => self.tell(place, "too_large", format!("must be at most {limit}")),
            Kind::Minimum { limit } => self.tell(place, "too_small", format!("must be at least {limit}")),
            Kind::Enum { options } => self.tell(place, "not_allowed", one_of(names(options))),
            Kind::Pattern { pattern } => {
                self.tell(place, "wrong_format", format!("must match the pattern {pattern}"));
            }
            Kind::Format { format } => self.tell(place, "wrong_format", format_words(format)),
            Kind::AnyOf { context }
            | Kind::OneOfNotValid { context }
            | Kind::OneOfMultipleValid { context } => self.add_nearest(&place, context),
            _ => self.tell(place, "invalid", "does not have the form that the document states"),
        }
    }

    fn tell_unexpected(&mut self, place: &str, name: &str) {
        let only_answered = place.is_empty() && self.answered.iter().any(|answered| answered == name);
        let (code, detail) = if only_answered {
            ("read_only", "is only answered, not taken")
        } else {
            ("unknown", "is not a field of this resource")
        };
        self.tell(format!("{place}/{}", escape(name)), code, detail);
    }

    /// Of several forms, the faults of the one that was most probably meant.
    fn add_nearest(&mut self, place: &str, context: &[Vec<ValidationError<'static>>]) {
        let nearest = context.iter().min_by_key(|errors| distance(place, errors));
        let Some(nearest) = nearest else {
            return self.tell(place.to_owned(), "invalid", "has none of the allowed forms");
        };
        // No form has this name: those of all forms are what is allowed.
        let named = nearest.iter().find(|error| is_name(place, error));
        if let Some(name) = named {
            let pointer = name.instance_path().as_str().to_owned();
            let of_same_place =
                context.iter().flatten().filter(|error| error.instance_path().as_str() == pointer);
            let allowed = of_same_place.flat_map(|error| match error.kind() {
                ValidationErrorKind::Enum { options } => names(options),
                ValidationErrorKind::Constant { expected_value } => names(expected_value),
                _ => Vec::new(),
            });
            let allowed = allowed.collect();
            return self.tell(pointer, "not_allowed", one_of(allowed));
        }
        // Every form needs what names it: without that, nothing else can be known to lack.
        let needed = needed_by_all(place, context);
        if !needed.is_empty() {
            needed
                .iter()
                .for_each(|name| self.tell(format!("{place}/{}", escape(name)), "required", "is required"));
            return;
        }
        let forms = context.iter().filter(|errors| !is_null_form(place, errors)).count();
        let wrong_kind = nearest.iter().any(|error| is_wrong_type(place, error));
        if forms > 1 && wrong_kind {
            return self.tell(place.to_owned(), "wrong_type", "has none of the allowed forms");
        }
        nearest.iter().for_each(|error| self.add(error));
    }
}

/// The members that lack in each of several forms, none of which is named.
fn needed_by_all(place: &str, context: &[Vec<ValidationError<'static>>]) -> BTreeSet<String> {
    let mut forms = context.iter().filter(|errors| !is_null_form(place, errors));
    let lacking = |errors: &Vec<ValidationError<'static>>| -> BTreeSet<String> {
        let here = errors.iter().filter(|error| error.instance_path().as_str() == place);
        let names = here.filter_map(|error| match error.kind() {
            ValidationErrorKind::Required { property } => property.as_str().map(str::to_owned),
            _ => None,
        });
        names.collect()
    };
    let Some(first) = forms.next() else { return BTreeSet::new() };
    let mut others = forms.peekable();
    let is_named = context.iter().flatten().any(|error| is_name(place, error));
    if is_named || others.peek().is_none() {
        return BTreeSet::new();
    }
    others.fold(lacking(first), |needed, errors| &needed & &lacking(errors))
}

/// How far a value is from a form: another type is farthest, then another name of the form, then other fields.
fn distance(place: &str, errors: &[ValidationError<'static>]) -> (usize, usize, usize) {
    let weight = |error: &ValidationError<'static>| {
        if is_wrong_type(place, error) {
            1_000
        } else if is_name(place, error) {
            100
        } else if error.instance_path().as_str() == place {
            10
        } else {
            1
        }
    };
    let null = usize::from(is_null_form(place, errors));
    (null, errors.iter().map(weight).max().unwrap_or_default(), errors.len())
}

fn is_wrong_type(place: &str, error: &ValidationError<'_>) -> bool {
    error.instance_path().as_str() == place && matches!(error.kind(), ValidationErrorKind::Type { .. })
}

fn is_null_form(place: &str, errors: &[ValidationError<'static>]) -> bool {
    errors.iter().any(|error| {
        error.instance_path().as_str() == place
            && matches!(error.kind(), ValidationErrorKind::Type { kind: TypeKind::Single(JsonType::Null) })
    })
}

/// Whether the error is that of a member that names the form: a choice of one.
fn is_name(place: &str, error: &ValidationError<'_>) -> bool {
    let below = error.instance_path().as_str().strip_prefix(place).unwrap_or_default();
    let is_member = below.starts_with('/') && !below[1..].contains('/');
    is_member
        && match error.kind() {
            ValidationErrorKind::Enum { options } => options.as_array().is_some_and(|all| all.len() == 1),
            ValidationErrorKind::Constant { .. } => true,
            _ => false,
        }
}

fn names(options: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match options {
        Value::Array(all) => all.iter().filter(|value| !value.is_null()).map(text).collect(),
        one => vec![text(one)],
    }
}

fn one_of(mut allowed: Vec<String>) -> String {
    allowed.dedup();
    match allowed.as_slice() {
        [only] => format!("must be {only}"),
        _ => format!("must be one of {}", allowed.join(", ")),
    }
}

fn at_least(limit: u64, unit: &str) -> String {
    match limit {
        1 => "must not be empty".to_owned(),
        _ => format!("must have at least {limit} {unit}s"),
    }
}

fn format_words(format: &str) -> String {
    match format {
        "uuid" => "must be a UUID".to_owned(),
        "email" => "must be an e-mail address".to_owned(),
        "date" => "must be a date of the calendar, as 2026-11-20".to_owned(),
        "date-time" => "must be an instant (RFC 3339), as 2026-11-20T17:05:00Z".to_owned(),
        other => format!("must have the format {other}"),
    }
}

fn type_words(kind: &TypeKind) -> String {
    let words = |kind: JsonType| match kind {
        JsonType::Null => "null",
        JsonType::Boolean => "true or false",
        JsonType::Integer => "a whole number",
        JsonType::Number => "a number",
        JsonType::String => "a text",
        JsonType::Array => "a list",
        JsonType::Object => "an object",
    };
    let allowed: Vec<&str> = match kind {
        TypeKind::Single(one) => vec![words(*one)],
        TypeKind::Multiple(several) => several.iter().map(words).collect(),
    };
    format!("must be {}", allowed.join(" or "))
}

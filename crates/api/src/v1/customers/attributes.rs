//! Custom attributes on the wire.

use std::collections::BTreeMap;

use regulars_customers::{AttributeKey, AttributeValue, Attributes, GivenValue};
use regulars_kernel::{Label, Personal};
use serde::Serialize;
use serde_json::Value;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, OneOfBuilder, Ref, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::error::Invalid;
use crate::extract::escape;

/// The value of a custom attribute, as its definition says: a text of one line, a whole number, a decimal or a date as text,
/// true or false, an option, or a list of options.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(untagged)]
pub enum AttributeValueBody {
    /// A text of one line, a decimal, a date or an option.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
    /// Several options.
    List(Vec<String>),
}

/// The value that a custom attribute gets, or `null` for none.
pub struct AttributeChangeBody;

impl PartialSchema for AttributeChangeBody {
    fn schema() -> RefOr<Schema> {
        let null = ObjectBuilder::new().schema_type(Type::Null);
        OneOfBuilder::new().item(Ref::from_schema_name("AttributeValueBody")).item(null).into()
    }
}

impl ToSchema for AttributeChangeBody {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((AttributeValueBody::name().into_owned(), AttributeValueBody::schema()));
    }
}

/// Attributes as they are shown.
pub fn shown(attributes: &Attributes) -> BTreeMap<String, AttributeValueBody> {
    let text = |text: &Personal<Label>| text.expose().as_str().to_owned();
    let pairs = attributes.iter().map(|(key, held)| {
        let value = match &held.value {
            AttributeValue::Text(label) | AttributeValue::Choice(label) => {
                AttributeValueBody::Text(text(label))
            }
            AttributeValue::Integer(number) => AttributeValueBody::Integer(*number),
            AttributeValue::Decimal(number) => AttributeValueBody::Text(number.to_string()),
            AttributeValue::Boolean(flag) => AttributeValueBody::Boolean(*flag),
            AttributeValue::Date(date) => AttributeValueBody::Text(date.expose().to_string()),
            AttributeValue::Choices(options) => AttributeValueBody::List(options.iter().map(text).collect()),
        };
        (key.as_str().to_owned(), value)
    });
    pairs.collect()
}

/// The attributes of a new customer, as far as they can be read without their definitions; errors are noted at each. An
/// attribute that is `null` is none.
pub fn check(body: BTreeMap<String, Value>, invalid: &mut Invalid) -> BTreeMap<AttributeKey, GivenValue> {
    check_changes(body, invalid).into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}

/// Changes of attributes, in which `null` takes one away; errors are noted at each.
pub fn check_changes(
    body: BTreeMap<String, Value>,
    invalid: &mut Invalid,
) -> BTreeMap<AttributeKey, Option<GivenValue>> {
    let mut changes = BTreeMap::new();
    if body.len() > Attributes::MAX_COUNT * 2 {
        invalid.add("/attributes", "too_many", "are more than a customer can have");
        return changes;
    }
    for (key, value) in body {
        let pointer = format!("/attributes/{}", escape(&key));
        let key = invalid.check(&pointer, key.parse::<AttributeKey>());
        let value = match value {
            Value::Null => Some(None),
            value => check_value(value, invalid, &pointer).map(Some),
        };
        if let (Some(key), Some(value)) = (key, value) {
            changes.insert(key, value);
        }
    }
    changes
}

fn check_value(value: Value, invalid: &mut Invalid, pointer: &str) -> Option<GivenValue> {
    let value = match value {
        Value::String(text) => Some(GivenValue::Text(label(&text, invalid, pointer)?)),
        Value::Number(number) => number.as_i64().map(GivenValue::Integer),
        Value::Bool(flag) => Some(GivenValue::Boolean(flag)),
        Value::Array(items) => return check_list(items, invalid, pointer),
        Value::Null | Value::Object(_) => None,
    };
    if value.is_none() {
        let expected = "must be a text of one line, a whole number of at most 64 bits, true or false, or a list of \
            texts; a decimal is a text such as \"12.5\"";
        invalid.add(pointer, "invalid", expected);
    }
    value
}

fn label(text: &str, invalid: &mut Invalid, pointer: &str) -> Option<Personal<Label>> {
    invalid.check(pointer, text.parse::<Label>()).map(Personal::new)
}

fn check_list(items: Vec<Value>, invalid: &mut Invalid, pointer: &str) -> Option<GivenValue> {
    let mut labels = Vec::with_capacity(items.len());
    let mut is_whole = true;
    for (index, item) in items.into_iter().enumerate() {
        let pointer = format!("{pointer}/{index}");
        let read = match item {
            Value::String(text) => label(&text, invalid, &pointer),
            _ => {
                invalid.add(pointer, "wrong_type", "must be a text");
                None
            }
        };
        is_whole &= read.is_some();
        labels.extend(read);
    }
    is_whole.then_some(GivenValue::List(labels))
}

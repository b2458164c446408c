//! Custom attributes on the wire.

use std::collections::BTreeMap;

use regulars_customers::{AttributeKey, AttributeValue, Attributes};
use regulars_kernel::{Label, Personal};
use serde::Serialize;
use serde_json::Value;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, OneOfBuilder, Ref, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::error::Invalid;
use crate::extract::escape;

/// The value of a custom attribute: a text of one line, a whole number, or yes or no.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(untagged)]
pub enum AttributeValueBody {
    /// A text of one line.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
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
    let pairs = attributes.iter().map(|(key, value)| {
        let value = match value {
            AttributeValue::Text(text) => AttributeValueBody::Text(text.expose().as_str().to_owned()),
            AttributeValue::Integer(number) => AttributeValueBody::Integer(*number),
            AttributeValue::Boolean(flag) => AttributeValueBody::Boolean(*flag),
        };
        (key.as_str().to_owned(), value)
    });
    pairs.collect()
}

/// The checked attributes of a new customer; errors are noted at each. An attribute that is `null` is none.
pub fn check(body: BTreeMap<String, Value>, invalid: &mut Invalid) -> Attributes {
    let changes = check_changes(body, invalid);
    invalid.check("/attributes", Attributes::default().merged(changes)).unwrap_or_default()
}

/// The checked changes of attributes, in which `null` takes one away; errors are noted at each.
pub fn check_changes(
    body: BTreeMap<String, Value>,
    invalid: &mut Invalid,
) -> BTreeMap<AttributeKey, Option<AttributeValue>> {
    let mut changes = BTreeMap::new();
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

fn check_value(value: Value, invalid: &mut Invalid, pointer: &str) -> Option<AttributeValue> {
    let value = match value {
        Value::String(text) => {
            let text = invalid.check(pointer, text.parse::<Label>())?;
            Some(AttributeValue::Text(Personal::new(text)))
        }
        Value::Number(number) => number.as_i64().map(AttributeValue::Integer),
        Value::Bool(flag) => Some(AttributeValue::Boolean(flag)),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    };
    if value.is_none() {
        let expected = "must be a text of one line, a whole number of at most 64 bits, true or false";
        invalid.add(pointer, "invalid", expected);
    }
    value
}

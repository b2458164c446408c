//! Custom attributes as JSON.

use std::collections::BTreeMap;

use regulars_customers::{AttributeKey, AttributeValue, Attributes};
use regulars_kernel::{Label, Personal, StoreError};
use serde_json::{Map, Value};

use crate::error::inconsistent;

pub(super) fn to_json(attributes: &Attributes) -> Value {
    let pairs = attributes.iter().map(|(key, value)| {
        let value = match value {
            AttributeValue::Text(text) => Value::from(text.expose().as_str()),
            AttributeValue::Integer(number) => Value::from(*number),
            AttributeValue::Boolean(flag) => Value::from(*flag),
        };
        (key.as_str().to_owned(), value)
    });
    Value::Object(pairs.collect::<Map<_, _>>())
}

pub(super) fn from_json(json: Value) -> Result<Attributes, StoreError> {
    let wrong = || inconsistent("customers", "the attributes are not as they were written");
    let Value::Object(pairs) = json else {
        return Err(wrong());
    };
    let mut attributes = BTreeMap::new();
    for (key, value) in pairs {
        let key: AttributeKey = key.parse().map_err(|error| inconsistent("customers", error))?;
        let value = match value {
            Value::String(text) => {
                let text: Label = text.parse().map_err(|error| inconsistent("customers", error))?;
                AttributeValue::Text(Personal::new(text))
            }
            Value::Number(number) => AttributeValue::Integer(number.as_i64().ok_or_else(wrong)?),
            Value::Bool(flag) => AttributeValue::Boolean(flag),
            Value::Null | Value::Array(_) | Value::Object(_) => return Err(wrong()),
        };
        attributes.insert(key, value);
    }
    Attributes::new(attributes).map_err(|error| inconsistent("customers", error))
}

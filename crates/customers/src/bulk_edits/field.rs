//! What a bulk edit or an import changes of a customer: a field, and values of fields.

use std::fmt;

use regulars_kernel::{AttributeId, Label, Personal};
use serde_json::Value;

use crate::bulk_edits::known_by::KnownByField;
use crate::bulk_edits::plain_field::PlainField;
use crate::{AttributeKey, GivenValue};

/// A field that a bulk edit or an import changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BulkField {
    /// One that every customer has.
    Plain(PlainField),
    /// One that somebody is known again by, which no bulk edit changes.
    KnownBy(KnownByField),
    /// A custom attribute, with the name that it had when the edit was asked for.
    Attribute(AttributeId, AttributeKey),
    /// The tags.
    Tags,
}

impl BulkField {
    /// What stands before the name of an attribute.
    pub const ATTRIBUTES: &str = "attributes.";
    /// The name of the tags.
    pub const TAGS: &str = "tags";

    /// The name as the API tells it; a full stop leads into an object.
    pub fn name(&self) -> String {
        match self {
            Self::Plain(field) => field.name().to_owned(),
            Self::KnownBy(field) => field.name().to_owned(),
            Self::Attribute(_, key) => format!("{}{}", Self::ATTRIBUTES, key.as_str()),
            Self::Tags => Self::TAGS.to_owned(),
        }
    }

    /// Whether it is the same field, whatever it is called now.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Attribute(one, _), Self::Attribute(another, _)) => one == another,
            _ => self == other,
        }
    }
}

/// The value of a field: a text, a number, true or false, a list of texts, or `null` for nothing. It may be personal, so it is
/// never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct FieldValue(pub Value);

impl fmt::Debug for FieldValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[personal]")
    }
}

impl FieldValue {
    /// No value.
    pub const NOTHING: Self = Self(Value::Null);

    /// The text, where it is one.
    pub fn text(&self) -> Option<&str> {
        self.0.as_str()
    }

    /// The value that an attribute is given; `None` where the value is none of an attribute.
    pub fn given(&self) -> Option<GivenValue> {
        let label = |text: &str| text.parse::<Label>().ok().map(Personal::new);
        match &self.0 {
            Value::String(text) => label(text).map(GivenValue::Text),
            Value::Number(number) => number.as_i64().map(GivenValue::Integer),
            Value::Bool(flag) => Some(GivenValue::Boolean(*flag)),
            Value::Array(items) => {
                let labels = items.iter().map(|item| item.as_str().and_then(label));
                labels.collect::<Option<Vec<_>>>().map(GivenValue::List)
            }
            Value::Null | Value::Object(_) => None,
        }
    }
}

//! A definition of a custom attribute on the wire.

use chrono::{DateTime, Utc};
use regulars_customers::{AttributeDefinition, AttributeRule, ValueRange};
use regulars_kernel::AttributeKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// The type of the values of a custom attribute.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "integer")]
pub enum AttributeTypeBody {
    /// A text of one line.
    Text,
    /// A whole number.
    Integer,
    /// An exact decimal, written as text: `"12.5"`.
    Decimal,
    /// True or false.
    Boolean,
    /// A date, `YYYY-MM-DD`.
    Date,
    /// One of the options.
    Enum,
    /// Several of the options, as a list.
    EnumSet,
}

impl From<AttributeTypeBody> for AttributeKind {
    fn from(body: AttributeTypeBody) -> Self {
        match body {
            AttributeTypeBody::Text => Self::Text,
            AttributeTypeBody::Integer => Self::Integer,
            AttributeTypeBody::Decimal => Self::Decimal,
            AttributeTypeBody::Boolean => Self::Boolean,
            AttributeTypeBody::Date => Self::Date,
            AttributeTypeBody::Enum => Self::Choice,
            AttributeTypeBody::EnumSet => Self::Choices,
        }
    }
}

impl From<AttributeKind> for AttributeTypeBody {
    fn from(kind: AttributeKind) -> Self {
        match kind {
            AttributeKind::Text => Self::Text,
            AttributeKind::Integer => Self::Integer,
            AttributeKind::Decimal => Self::Decimal,
            AttributeKind::Boolean => Self::Boolean,
            AttributeKind::Date => Self::Date,
            AttributeKind::Choice => Self::Enum,
            AttributeKind::Choices => Self::EnumSet,
        }
    }
}

/// The least or the greatest value: a whole number, or a decimal or a date as text.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum AttributeLimitBody {
    /// Of whole numbers.
    Integer(i64),
    /// Of decimals and dates.
    Text(String),
}

/// A custom attribute that the merchant has defined.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttributeBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e10")]
    pub id: Uuid,
    /// By which requests name it: in `attributes` of a customer, and in filters as `attributes.` and the key.
    #[schema(example = "shoe_size")]
    pub key: String,
    /// What people call it.
    #[schema(example = "Shoe size")]
    pub name: String,
    /// The type of its values. It never changes.
    #[serde(rename = "type")]
    pub kind: AttributeTypeBody,
    /// The fewest characters of a text; `null` for every other type.
    pub min_length: Option<u16>,
    /// The most characters of a text; `null` for every other type.
    pub max_length: Option<u16>,
    /// The least number or the earliest date; `null` when there is none.
    #[schema(example = 30)]
    pub min: Option<AttributeLimitBody>,
    /// The greatest number or the latest date; `null` when there is none.
    #[schema(example = 50)]
    pub max: Option<AttributeLimitBody>,
    /// The most digits behind the point of a decimal; `null` for every other type.
    pub decimals: Option<u8>,
    /// The options of an enumeration, in their order; empty for every other type.
    pub options: Vec<String>,
    /// Where it stands in forms: those with less come first.
    #[schema(example = 1)]
    pub position: u16,
    /// When it was defined.
    #[schema(example = "2024-11-03T06:40:44.348Z")]
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    #[schema(example = "2024-11-03T06:40:44.348Z")]
    pub updated_at: DateTime<Utc>,
}

/// Every custom attribute of the merchant.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttributeListBody {
    /// The attributes, in the order of forms.
    pub items: Vec<AttributeBody>,
}

fn limits<T>(
    range: ValueRange<T>,
    shown: fn(T) -> AttributeLimitBody,
) -> (Option<AttributeLimitBody>, Option<AttributeLimitBody>) {
    (range.min.map(shown), range.max.map(shown))
}

impl From<AttributeDefinition> for AttributeBody {
    fn from(definition: AttributeDefinition) -> Self {
        let kind = definition.kind().into();
        let AttributeDefinition { id, key, name, rule, position, created_at, updated_at } = definition;
        let (mut min_length, mut max_length, mut decimals) = (None, None, None);
        let options = rule.options().iter().map(|option| option.as_str().to_owned()).collect();
        let (min, max) = match rule {
            AttributeRule::Text(length) => {
                (min_length, max_length) = (Some(length.min), Some(length.max));
                (None, None)
            }
            AttributeRule::Integer(range) => limits(range, AttributeLimitBody::Integer),
            AttributeRule::Decimal { decimals: most, range } => {
                decimals = Some(most);
                limits(range, |number| AttributeLimitBody::Text(number.to_string()))
            }
            AttributeRule::Date(range) => limits(range, |date| AttributeLimitBody::Text(date.to_string())),
            AttributeRule::Boolean | AttributeRule::Choice(_) | AttributeRule::Choices(_) => (None, None),
        };
        Self {
            id: id.value(),
            key: key.as_str().to_owned(),
            name: name.into_string(),
            kind,
            min_length,
            max_length,
            min,
            max,
            decimals,
            options,
            position,
            created_at,
            updated_at,
        }
    }
}

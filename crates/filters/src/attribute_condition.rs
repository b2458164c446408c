//! Conditions on custom attributes.

use regulars_kernel::{AttributeId, AttributeKind};
use serde_json::Value;

use crate::{DateTest, Filter, FilterError, FilterErrorCode, FlagTest, NumberTest, Operator, TextTest};

/// What the name of a field begins with that is a custom attribute: `attributes.shoe_size`.
pub const ATTRIBUTE_PREFIX: &str = "attributes.";

/// What filters know of a custom attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterAttribute {
    /// Its id, by which a stored filter refers to it.
    pub id: AttributeId,
    /// Its key, by which a filter names it.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// The type of its values.
    pub kind: AttributeKind,
    /// The options of an enumeration; empty for every other type.
    pub options: Vec<String>,
}

/// An attribute that a filter names. A filter that is stored also keeps the id, so that it means the same attribute under
/// another key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeReference {
    /// The attribute's id, once it has been looked up.
    pub id: Option<AttributeId>,
    /// The attribute's key.
    pub key: String,
}

/// A comparison of a custom attribute: `{"field": "attributes.shoe_size", "op": "gte", "value": 42}`.
///
/// A comparison with an attribute that the customer does not have is false. `ne` and `not_in` are the negations of `eq`
/// and `in`, and so they are true for it. Of several options it holds if it holds for any of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeCondition {
    /// The attribute.
    pub attribute: AttributeReference,
    /// How it is compared.
    pub test: AttributeTest,
}

/// How a custom attribute is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributeTest {
    /// As it is written. The type is not known yet, see [`Filter::bind_attributes`].
    Unbound(Operator, Option<Value>),
    /// There is a value.
    Exists(AttributeKind),
    /// There is no value.
    NotExists(AttributeKind),
    /// A comparison of texts, folded.
    Text(TextTest),
    /// A comparison of whole numbers.
    Integer(NumberTest),
    /// A comparison of decimals, in millionths.
    Decimal(NumberTest),
    /// A comparison of truth values.
    Flag(FlagTest),
    /// A comparison of dates.
    Date(DateTest),
    /// A comparison of options, folded: of the one that the customer has, or of any of several.
    Choice(AttributeKind, TextTest),
}

impl AttributeTest {
    /// The type of the attribute, once it is known.
    pub const fn kind(&self) -> Option<AttributeKind> {
        Some(match self {
            Self::Unbound(..) => return None,
            Self::Exists(kind) | Self::NotExists(kind) | Self::Choice(kind, _) => *kind,
            Self::Text(_) => AttributeKind::Text,
            Self::Integer(_) => AttributeKind::Integer,
            Self::Decimal(_) => AttributeKind::Decimal,
            Self::Flag(_) => AttributeKind::Boolean,
            Self::Date(_) => AttributeKind::Date,
        })
    }
}

impl Filter {
    /// Shows `look` every attribute that the filter names.
    pub fn for_each_attribute(&mut self, look: &mut dyn FnMut(&mut AttributeReference)) {
        self.visit("", &mut |filter, _| {
            if let Self::Attribute(condition) = filter {
                look(&mut condition.attribute);
            }
        });
    }

    /// The ids of the attributes that the filter refers to, as far as they have been looked up.
    pub fn attribute_ids(&self) -> Vec<AttributeId> {
        let mut ids = Vec::new();
        self.clone().for_each_attribute(&mut |attribute| ids.extend(attribute.id));
        ids
    }

    /// Whether the filter names attributes that have not been looked up.
    pub fn has_unbound_attributes(&self) -> bool {
        let mut found = false;
        self.clone().for_each_attribute(&mut |attribute| found |= attribute.id.is_none());
        found
    }

    /// Whether the filter compares the attribute with one of these folded options.
    pub fn compares_with_option(&self, id: AttributeId, folded: &[String]) -> bool {
        let mut found = false;
        self.clone().visit("", &mut |filter, _| {
            if let Self::Attribute(AttributeCondition { attribute, test: AttributeTest::Choice(_, test) }) =
                filter
                && attribute.id == Some(id)
            {
                found |= test.whole_texts_mut().iter().any(|text| folded.contains(&crate::fold(text)));
            }
        });
        found
    }

    /// Looks the attributes up that the filter names, and reads what they are compared with. Those that are bound stay as
    /// they are. Every fault is told with its place.
    pub fn bind_attributes(&mut self, known: &[FilterAttribute]) -> Result<(), Vec<FilterError>> {
        let mut errors = Vec::new();
        self.visit("", &mut |filter, pointer| {
            if let Self::Attribute(AttributeCondition { attribute, test }) = filter
                && let AttributeTest::Unbound(operator, value) = test
            {
                let Some(found) = known.iter().find(|known| known.key == attribute.key) else {
                    errors.push(FilterError {
                        pointer: format!("{pointer}/field"),
                        code: FilterErrorCode::UnknownField,
                        detail: "is no attribute that is defined".to_owned(),
                    });
                    return;
                };
                match AttributeTest::read(found, *operator, value.as_ref(), pointer) {
                    Ok(read) => {
                        *test = read;
                        attribute.id = Some(found.id);
                    }
                    Err(faults) => errors.extend(faults),
                }
            }
        });
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

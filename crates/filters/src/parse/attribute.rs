//! Reading conditions on custom attributes.

use regulars_kernel::{AttributeId, AttributeKind, Decimal, fold};
use serde_json::{Map, Value};

use super::reader::{Reader, child};
use crate::{
    ATTRIBUTE_PREFIX, AttributeCondition, AttributeReference, AttributeTest, FilterAttribute, FilterError,
    FilterErrorCode, Operator, TextTest, attribute_operators,
};

impl Reader {
    /// Whether the object with the key `field` is about a custom attribute.
    pub(super) fn is_of_attribute(&self, members: &Map<String, Value>) -> bool {
        let field = members.get("field");
        let is_named = field.and_then(Value::as_str).is_some_and(|name| name.starts_with(ATTRIBUTE_PREFIX));
        is_named || (self.is_of_store() && field.is_some_and(Value::is_object))
    }

    /// The object with the keys `field`, `op` and, for most operators, `value`. What it is compared with is read once the
    /// attribute is known; a store keeps its type.
    pub(super) fn attribute(
        &mut self,
        members: &Map<String, Value>,
        pointer: &str,
    ) -> Option<AttributeCondition> {
        let operator = self.required(members, pointer, "op");
        let operator =
            operator.and_then(|value| self.operator_of(value, &child(pointer, "op"), Operator::ALL));
        let takes_value = !matches!(operator, Some(Operator::Exists | Operator::NotExists));
        let known: &[&str] = if takes_value { &["field", "op", "value"] } else { &["field", "op"] };
        self.only(members, pointer, known);
        let value = if takes_value { Some(self.required(members, pointer, "value")?) } else { None };
        let operator = operator?;
        match members.get("field")? {
            Value::String(name) => {
                let key = name.strip_prefix(ATTRIBUTE_PREFIX)?.to_owned();
                let attribute = AttributeReference { id: None, key };
                Some(AttributeCondition { attribute, test: AttributeTest::Unbound(operator, value.cloned()) })
            }
            stored => {
                let field = child(pointer, "field");
                let wrong = |reader: &mut Self| {
                    reader.fault(&field, FilterErrorCode::InvalidValue, "must be an attribute")
                };
                let member = |name: &str| stored.get(name).and_then(Value::as_str);
                let id: Option<AttributeId> = member("attribute").and_then(|id| id.parse().ok());
                let kind = member("type").and_then(AttributeKind::from_name);
                let (Some(id), Some(key), Some(kind)) = (id, member("key"), kind) else {
                    return wrong(self);
                };
                let test = self.attribute_test(kind, None, operator, value, pointer)?;
                let attribute = AttributeReference { id: Some(id), key: key.to_owned() };
                Some(AttributeCondition { attribute, test })
            }
        }
    }

    fn attribute_test(
        &mut self,
        kind: AttributeKind,
        options: Option<&[String]>,
        operator: Operator,
        value: Option<&Value>,
        pointer: &str,
    ) -> Option<AttributeTest> {
        if !attribute_operators(kind).contains(&operator) {
            let names: Vec<&str> = attribute_operators(kind).iter().map(|operator| operator.name()).collect();
            let detail = format!("must be one of {}", names.join(", "));
            return self.fault(&child(pointer, "op"), FilterErrorCode::UnknownOperator, detail);
        }
        match operator {
            Operator::Exists => return Some(AttributeTest::Exists(kind)),
            Operator::NotExists => return Some(AttributeTest::NotExists(kind)),
            _ => {}
        }
        let value = value?;
        let pointer = &child(pointer, "value");
        match kind {
            AttributeKind::Text => {
                self.text_comparison(operator, value, pointer, Self::text).map(AttributeTest::Text)
            }
            AttributeKind::Integer => self
                .number_test(operator, value, pointer, |reader, value, pointer| {
                    reader.integer(value, pointer, i64::MIN..=i64::MAX)
                })
                .map(AttributeTest::Integer),
            AttributeKind::Decimal => {
                self.number_test(operator, value, pointer, Self::decimal).map(AttributeTest::Decimal)
            }
            AttributeKind::Boolean => self.flag_test(operator, value, pointer).map(AttributeTest::Flag),
            AttributeKind::Date => self.date_test(operator, value, pointer).map(AttributeTest::Date),
            AttributeKind::Choice | AttributeKind::Choices => self
                .text_comparison(
                    operator,
                    value,
                    pointer,
                    |reader: &mut Self, value: &Value, pointer: &str| reader.option(value, pointer, options),
                )
                .map(|test| AttributeTest::Choice(kind, test)),
        }
    }

    /// A decimal as text, in millionths.
    fn decimal(&mut self, value: &Value, pointer: &str) -> Option<i64> {
        let Some(text) = value.as_str() else {
            let detail = "must be a decimal as text, such as \"12.5\"";
            return self.fault(pointer, FilterErrorCode::WrongType, detail);
        };
        match text.parse::<Decimal>() {
            Ok(number) => Some(number.millionths()),
            Err(error) => self.fault(pointer, FilterErrorCode::InvalidValue, error.to_string()),
        }
    }

    /// An option as the definition writes it. What a store keeps is taken as it stands.
    fn option(&mut self, value: &Value, pointer: &str, options: Option<&[String]>) -> Option<String> {
        let text = self.text(value, pointer)?;
        let Some(options) = options else { return Some(text) };
        let folded = fold(&text);
        match options.iter().find(|option| fold(option) == folded) {
            Some(option) => Some(option.clone()),
            None => {
                let detail = "is none of the options of the attribute";
                self.fault(pointer, FilterErrorCode::InvalidValue, detail)
            }
        }
    }

    /// A comparison of texts, each read by `read`.
    pub(super) fn text_comparison(
        &mut self,
        operator: Operator,
        value: &Value,
        pointer: &str,
        read: impl Fn(&mut Self, &Value, &str) -> Option<String>,
    ) -> Option<TextTest> {
        match operator {
            Operator::Equal => read(self, value, pointer).map(TextTest::Equal),
            Operator::NotEqual => read(self, value, pointer).map(TextTest::NotEqual),
            Operator::In => self.list(value, pointer, read).map(TextTest::In),
            Operator::NotIn => self.list(value, pointer, read).map(TextTest::NotIn),
            Operator::Contains => self.text(value, pointer).map(TextTest::Contains),
            Operator::StartsWith => self.text(value, pointer).map(TextTest::StartsWith),
            _ => self.unfit(pointer),
        }
    }
}

impl AttributeTest {
    /// Reads what the attribute is compared with, at `pointer` of its filter.
    pub(crate) fn read(
        attribute: &FilterAttribute,
        operator: Operator,
        value: Option<&Value>,
        pointer: &str,
    ) -> Result<Self, Vec<FilterError>> {
        let mut reader = Reader::default();
        let test = reader.attribute_test(attribute.kind, Some(&attribute.options), operator, value, pointer);
        test.ok_or_else(|| reader.into_errors())
    }
}

//! Reading a condition on receipts.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::str::FromStr;

use regulars_filters::FilterErrorCode;
use regulars_kernel::{Label, Money};
use regulars_loyalty::{ReceiptCondition, ReceiptTest};
use serde_json::{Map, Value};

use crate::error::Invalid;
use crate::extract::escape;

/// Fields that are numbers.
pub(crate) const NUMBER_FIELDS: [&str; 2] = ["receipt.total", "receipt.line_count"];
/// What numbers are compared by.
pub(crate) const OPERATORS_OF_NUMBERS: [&str; 2] = ["gte", "lte"];
/// Fields of which one of several values is asked.
pub(crate) const LIST_FIELDS: [&str; 7] = [
    "receipt.store",
    "receipt.terminal",
    "receipt.weekday",
    "receipt.hour",
    "receipt.tender",
    "receipt.sku",
    "receipt.category",
];
/// What these are compared by.
pub(crate) const OPERATOR_OF_LISTS: &str = "in";
/// The most values of a list.
pub(crate) const MOST_VALUES: usize = 200;
/// The most lines of a receipt.
const MOST_LINES: i64 = 500;

/// Takes a condition apart, and notes what is wrong with it.
pub(super) struct Reader<'a> {
    invalid: &'a mut Invalid,
    nodes: usize,
}

impl<'a> Reader<'a> {
    /// One that has read nothing yet.
    pub(super) const fn new(invalid: &'a mut Invalid) -> Self {
        Self { invalid, nodes: 0 }
    }

    /// The condition at `pointer`, on that level of the tree.
    pub(super) fn condition(
        &mut self,
        value: &Value,
        pointer: &str,
        level: usize,
    ) -> Option<ReceiptCondition> {
        if level > ReceiptCondition::MOST_DEPTH {
            let detail = format!("a condition has at most {} levels", ReceiptCondition::MOST_DEPTH);
            return self.fault(pointer, FilterErrorCode::TooDeep, detail);
        }
        self.nodes += 1;
        if self.nodes > ReceiptCondition::MOST_NODES {
            return None;
        }
        let Some(members) = value.as_object() else {
            return self.fault(pointer, FilterErrorCode::WrongType, "must be an object");
        };
        let condition = self.node(members, pointer, level + 1);
        if level == 1 && self.nodes > ReceiptCondition::MOST_NODES {
            let detail = format!("a condition has at most {} nodes", ReceiptCondition::MOST_NODES);
            return self.fault(pointer, FilterErrorCode::TooManyNodes, detail);
        }
        condition
    }

    fn node(
        &mut self,
        members: &Map<String, Value>,
        pointer: &str,
        below: usize,
    ) -> Option<ReceiptCondition> {
        if let Some(value) = members.get("all") {
            self.only(members, pointer, &["all"]);
            return self.several(value, &child(pointer, "all"), below).map(ReceiptCondition::All);
        }
        if let Some(value) = members.get("any") {
            self.only(members, pointer, &["any"]);
            return self.several(value, &child(pointer, "any"), below).map(ReceiptCondition::Any);
        }
        if let Some(value) = members.get("not") {
            self.only(members, pointer, &["not"]);
            let inner = self.condition(value, &child(pointer, "not"), below);
            return inner.map(|inner| ReceiptCondition::Not(Box::new(inner)));
        }
        if members.contains_key("field") {
            self.only(members, pointer, &["field", "op", "value"]);
            return self.test(members, pointer).map(ReceiptCondition::Test);
        }
        let detail = "must have one of the keys all, any, not and field";
        self.fault(pointer, FilterErrorCode::UnknownCondition, detail)
    }

    fn several(&mut self, value: &Value, pointer: &str, level: usize) -> Option<Vec<ReceiptCondition>> {
        let Some(values) = value.as_array() else {
            return self.fault(pointer, FilterErrorCode::WrongType, "must be an array");
        };
        let mut conditions = Vec::new();
        for (index, value) in values.iter().enumerate() {
            conditions.extend(self.condition(value, &format!("{pointer}/{index}"), level));
        }
        (conditions.len() == values.len()).then_some(conditions)
    }

    fn test(&mut self, members: &Map<String, Value>, pointer: &str) -> Option<ReceiptTest> {
        let named = members.get("field").and_then(Value::as_str).unwrap_or_default();
        if NUMBER_FIELDS.contains(&named) {
            return self.number(named, members, pointer);
        }
        if !LIST_FIELDS.contains(&named) {
            let known = [&NUMBER_FIELDS[..], &LIST_FIELDS[..]].concat().join(", ");
            let detail = format!("must be one of {known}");
            return self.fault(&child(pointer, "field"), FilterErrorCode::UnknownField, detail);
        }
        self.operator(members, pointer, &[OPERATOR_OF_LISTS])?;
        let value = self.required(members, pointer, "value")?;
        let pointer = &child(pointer, "value");
        match named {
            "receipt.store" => self.set(value, pointer, id).map(ReceiptTest::Store),
            "receipt.terminal" => self.set(value, pointer, id).map(ReceiptTest::Terminal),
            "receipt.weekday" => self.set(value, pointer, |day| number(day, 1..=7)).map(ReceiptTest::Weekday),
            "receipt.hour" => self.set(value, pointer, |hour| number(hour, 0..=23)).map(ReceiptTest::Hour),
            "receipt.tender" => self.set(value, pointer, label).map(ReceiptTest::Tender),
            "receipt.sku" => self.set(value, pointer, label).map(ReceiptTest::Sku),
            _ => self.set(value, pointer, label).map(ReceiptTest::Category),
        }
    }

    fn number(&mut self, field: &str, members: &Map<String, Value>, pointer: &str) -> Option<ReceiptTest> {
        let operator = self.operator(members, pointer, &OPERATORS_OF_NUMBERS)?;
        let value = self.required(members, pointer, "value")?;
        let pointer = &child(pointer, "value");
        let Some(limit) = value.as_i64() else {
            return self.fault(pointer, FilterErrorCode::WrongType, "must be a whole number");
        };
        let is_of_total = field == "receipt.total";
        let range = if is_of_total { -Money::MAX_AMOUNT..=Money::MAX_AMOUNT } else { 0..=MOST_LINES };
        if !range.contains(&limit) {
            let detail = format!("must be from {} to {}", range.start(), range.end());
            return self.fault(pointer, FilterErrorCode::InvalidValue, detail);
        }
        let (from, to) = if operator == "gte" { (Some(limit), None) } else { (None, Some(limit)) };
        Some(if is_of_total { ReceiptTest::Total { from, to } } else { ReceiptTest::LineCount { from, to } })
    }

    /// The values of a list: at least one and not too many, each read by `read`, which tells what is wrong with it.
    fn set<T: Ord>(
        &mut self,
        value: &Value,
        pointer: &str,
        read: impl Fn(&Value) -> Result<T, String>,
    ) -> Option<BTreeSet<T>> {
        let Some(values) = value.as_array() else {
            return self.fault(pointer, FilterErrorCode::WrongType, "must be an array");
        };
        if values.is_empty() {
            return self.fault(pointer, FilterErrorCode::EmptyList, "must have at least one value");
        }
        if values.len() > MOST_VALUES {
            let detail = format!("must have at most {MOST_VALUES} values");
            return self.fault(pointer, FilterErrorCode::TooManyValues, detail);
        }
        let (mut found, mut is_whole) = (BTreeSet::new(), true);
        for (index, value) in values.iter().enumerate() {
            match read(value) {
                Ok(value) => {
                    found.insert(value);
                }
                Err(detail) => {
                    is_whole = false;
                    let place = format!("{pointer}/{index}");
                    self.fault::<()>(&place, FilterErrorCode::InvalidValue, detail);
                }
            }
        }
        is_whole.then_some(found)
    }

    fn operator<'m>(
        &mut self,
        members: &'m Map<String, Value>,
        pointer: &str,
        known: &[&str],
    ) -> Option<&'m str> {
        let named = self.required(members, pointer, "op")?.as_str().unwrap_or_default();
        if known.contains(&named) {
            return Some(named);
        }
        let detail = format!("must be one of {}", known.join(", "));
        self.fault(&child(pointer, "op"), FilterErrorCode::UnknownOperator, detail)
    }

    fn required<'m>(
        &mut self,
        members: &'m Map<String, Value>,
        pointer: &str,
        key: &str,
    ) -> Option<&'m Value> {
        match members.get(key) {
            Some(value) => Some(value),
            None => self.fault(&child(pointer, key), FilterErrorCode::MissingKey, "is missing"),
        }
    }

    /// Notes every member that is not `known`.
    fn only(&mut self, members: &Map<String, Value>, pointer: &str, known: &[&str]) {
        for key in members.keys().filter(|key| !known.contains(&key.as_str())) {
            let detail = format!("is not known here; known is {}", known.join(", "));
            self.fault::<()>(&child(pointer, key), FilterErrorCode::UnknownKey, detail);
        }
    }

    /// Notes a fault. Answers `None`, which is what its caller has.
    fn fault<T>(&mut self, pointer: &str, code: FilterErrorCode, detail: impl Into<String>) -> Option<T> {
        self.invalid.add(pointer, code.name(), detail);
        None
    }
}

fn child(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", escape(key))
}

fn id<T: FromStr>(value: &Value) -> Result<T, String> {
    let id = value.as_str().and_then(|text| text.parse().ok());
    id.ok_or_else(|| "must be a UUID".to_owned())
}

fn label(value: &Value) -> Result<Label, String> {
    let text = value.as_str().ok_or_else(|| "must be a text".to_owned())?;
    text.parse::<Label>().map_err(|error| error.to_string())
}

fn number(value: &Value, range: RangeInclusive<u8>) -> Result<u8, String> {
    let number = value.as_u64().and_then(|number| u8::try_from(number).ok());
    let number = number.filter(|number| range.contains(number));
    number.ok_or_else(|| format!("must be from {} to {}", range.start(), range.end()))
}

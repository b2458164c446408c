//! A condition on receipts on the wire, and how one is shown. Reading it is `condition_reader`'s.

use std::borrow::Cow;
use std::collections::BTreeSet;

use regulars_kernel::Label;
use regulars_loyalty::{ReceiptCondition, ReceiptTest};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::openapi::{ObjectBuilder, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::condition_reader::Reader;
use crate::error::Invalid;

/// A condition as it is sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReceiptConditionBody(Value);

impl ReceiptConditionBody {
    /// The condition, or nothing after each of its faults was noted below `pointer`.
    pub fn check(&self, invalid: &mut Invalid, pointer: &str) -> Option<ReceiptCondition> {
        Reader::new(invalid).condition(&self.0, pointer, 1)
    }
}

impl From<&ReceiptCondition> for ReceiptConditionBody {
    fn from(condition: &ReceiptCondition) -> Self {
        Self(written(condition))
    }
}

/// The document writes the grammar in its place.
impl PartialSchema for ReceiptConditionBody {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().into()
    }
}

impl ToSchema for ReceiptConditionBody {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("ReceiptCondition")
    }
}

fn written(condition: &ReceiptCondition) -> Value {
    let several = |conditions: &[ReceiptCondition]| conditions.iter().map(written).collect::<Vec<Value>>();
    match condition {
        ReceiptCondition::All(conditions) => json!({"all": several(conditions)}),
        ReceiptCondition::Any(conditions) => json!({"any": several(conditions)}),
        ReceiptCondition::Not(inner) => json!({"not": written(inner)}),
        ReceiptCondition::Test(test) => written_test(test),
    }
}

fn written_test(test: &ReceiptTest) -> Value {
    let one_of = |field: &str, values: Vec<Value>| json!({"field": field, "op": "in", "value": values});
    let numbers = |days: &BTreeSet<u8>| days.iter().map(|day| json!(day)).collect();
    let labels = |labels: &BTreeSet<Label>| labels.iter().map(|label| json!(label.as_str())).collect();
    match test {
        ReceiptTest::Total { from, to } => range("receipt.total", *from, *to),
        ReceiptTest::LineCount { from, to } => range("receipt.line_count", *from, *to),
        ReceiptTest::Store(stores) => {
            one_of("receipt.store", stores.iter().map(|store| json!(store.value())).collect())
        }
        ReceiptTest::Terminal(terminals) => {
            one_of("receipt.terminal", terminals.iter().map(|terminal| json!(terminal.value())).collect())
        }
        ReceiptTest::Weekday(days) => one_of("receipt.weekday", numbers(days)),
        ReceiptTest::Hour(hours) => one_of("receipt.hour", numbers(hours)),
        ReceiptTest::Tender(tenders) => one_of("receipt.tender", labels(tenders)),
        ReceiptTest::Sku(skus) => one_of("receipt.sku", labels(skus)),
        ReceiptTest::Category(categories) => one_of("receipt.category", labels(categories)),
    }
}

/// A range of two ends is two tests.
fn range(field: &str, from: Option<i64>, to: Option<i64>) -> Value {
    let test = |op: &str, value: i64| json!({"field": field, "op": op, "value": value});
    match (from, to) {
        (Some(from), None) => test("gte", from),
        (None, Some(to)) => test("lte", to),
        (Some(from), Some(to)) => json!({"all": [test("gte", from), test("lte", to)]}),
        (None, None) => json!({"all": []}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ApiError;

    fn read(value: &Value) -> Result<Value, ApiError> {
        let mut invalid = Invalid::default();
        let condition = ReceiptConditionBody(value.clone()).check(&mut invalid, "/when");
        let condition = invalid.finish_with(condition)?;
        Ok(ReceiptConditionBody::from(&condition).0)
    }

    #[test]
    fn what_is_read_is_shown_as_it_was_sent() {
        let sent = json!({"all": [
            {"field": "receipt.total", "op": "gte", "value": 50_000},
            {"field": "receipt.line_count", "op": "lte", "value": 20},
            {"any": [
                {"field": "receipt.store", "op": "in", "value": ["0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f20"]},
                {"field": "receipt.terminal", "op": "in", "value": ["0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f30"]},
                {"field": "receipt.weekday", "op": "in", "value": [1, 7]},
                {"field": "receipt.hour", "op": "in", "value": [0, 23]},
            ]},
            {"not": {"field": "receipt.tender", "op": "in", "value": ["cash", "points"]}},
            {"field": "receipt.sku", "op": "in", "value": ["1001"]},
            {"field": "receipt.category", "op": "in", "value": ["fuel/diesel"]},
        ]});
        assert_eq!(read(&sent).unwrap(), sent);
    }

    #[test]
    fn every_fault_is_told_at_its_place() {
        let deep = (0..9).fold(json!({"all": []}), |inner, _| json!({"not": inner}));
        let test = json!({"field": "receipt.total", "op": "gte", "value": 1});
        let many = json!({"all": vec![test; 100]});
        let in_list = |field: &str, value: Value| json!({"field": field, "op": "in", "value": value});
        for (sent, pointer, code) in [
            (json!(5), "/when", "wrong_type"),
            (json!({}), "/when", "unknown_condition"),
            (json!({"tag": "VIP"}), "/when", "unknown_condition"),
            (json!({"all": {}}), "/when/all", "wrong_type"),
            (json!({"all": [], "any": []}), "/when/any", "unknown_key"),
            (json!({"not": in_list("city", json!(["x"]))}), "/when/not/field", "unknown_field"),
            (in_list("receipt.total", json!([1])), "/when/op", "unknown_operator"),
            (json!({"field": "receipt.total", "op": "gte"}), "/when/value", "missing_key"),
            (json!({"field": "receipt.total", "op": "gte", "value": "1"}), "/when/value", "wrong_type"),
            (in_list("receipt.hour", json!([24])), "/when/value/0", "invalid_value"),
            (in_list("receipt.weekday", json!([1, 0])), "/when/value/1", "invalid_value"),
            (in_list("receipt.store", json!(["x"])), "/when/value/0", "invalid_value"),
            (in_list("receipt.sku", json!([])), "/when/value", "empty_list"),
            (json!({"field": "receipt.sku", "op": "in", "value": ["1"], "x": 1}), "/when/x", "unknown_key"),
            (deep, "/when/not/not/not/not/not/not/not/not", "too_deep"),
            (many, "/when", "too_many_nodes"),
        ] {
            let problem = read(&sent).unwrap_err().problem();
            let told = problem.errors.iter().any(|error| error.pointer == pointer && error.code == code);
            assert!(told, "{sent}: {:?}", problem.errors);
        }
    }
}

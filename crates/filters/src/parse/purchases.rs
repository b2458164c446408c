//! Reading conditions on purchases.

use regulars_kernel::{Quantity, StoreId};
use serde_json::{Map, Value};

use super::reader::{Reader, child};
use crate::{
    Aggregate, Counted, Distinguished, Filter, FilterErrorCode, Measure, OneOf, Operator, Period,
    PurchaseTest, PurchasesCondition, Shared,
};

const FUNCTIONS: [&str; 7] = ["count", "sum", "avg", "min", "max", "distinct", "share"];
const PERCENT: std::ops::RangeInclusive<i64> = 0..=100;
pub(super) const COMPARISONS: &[Operator] = &[
    Operator::Equal,
    Operator::NotEqual,
    Operator::Greater,
    Operator::GreaterOrEqual,
    Operator::Less,
    Operator::LessOrEqual,
    Operator::Between,
];

impl Reader {
    /// The object behind `purchases`.
    pub(super) fn purchases(&mut self, value: &Value, pointer: &str) -> Option<PurchasesCondition> {
        let members = self.object(value, pointer)?;
        self.only(members, pointer, &["fn", "of", "where", "within", "op", "value"]);
        let aggregate = self.aggregate(members, pointer);
        let tests = match members.get("where") {
            Some(value) => self.purchase_tests(value, &child(pointer, "where")),
            None => Some(Vec::new()),
        };
        let within = match members.get("within") {
            Some(value) => self.period(value, &child(pointer, "within")).map(Some),
            None => Some(None),
        };
        if matches!(aggregate, Some(Aggregate::Share(_))) && tests.as_ref().is_some_and(Vec::is_empty) {
            let detail = "must say what there is to be a share of";
            return self.fault(&child(pointer, "where"), FilterErrorCode::MissingKey, detail);
        }
        let operator = self
            .required(members, pointer, "op")
            .and_then(|value| self.operator_of(value, &child(pointer, "op"), COMPARISONS));
        let value = self.required(members, pointer, "value");
        let (aggregate, operator) = aggregate.zip(operator)?;
        let pointer = child(pointer, "value");
        let test =
            self.number_test(operator, value?, &pointer, |reader, value, pointer| match aggregate {
                Aggregate::Share(_) => reader.integer(value, pointer, PERCENT),
                aggregate if aggregate.is_quantity() => reader.quantity(value, pointer),
                _ => reader.integer(value, pointer, -Filter::MAX_NUMBER..=Filter::MAX_NUMBER),
            })?;
        Some(PurchasesCondition { aggregate, tests: tests?, within: within?, test })
    }

    fn aggregate(&mut self, members: &Map<String, Value>, pointer: &str) -> Option<Aggregate> {
        let value = self.required(members, pointer, "fn")?;
        let function = self.name(value, &child(pointer, "fn"), &FUNCTIONS, |name| name)?;
        if function == "count" && !members.contains_key("of") {
            return Some(Aggregate::Count(Counted::Purchases));
        }
        let of = self.required(members, pointer, "of")?;
        let pointer = child(pointer, "of");
        match function {
            "count" => self.name(of, &pointer, Counted::ALL, Counted::name).map(Aggregate::Count),
            "sum" => self.name(of, &pointer, Measure::ALL, Measure::name).map(Aggregate::Sum),
            "avg" => self.name(of, &pointer, Measure::ALL, Measure::name).map(Aggregate::Average),
            "min" => self.name(of, &pointer, Measure::ALL, Measure::name).map(Aggregate::Minimum),
            "max" => self.name(of, &pointer, Measure::ALL, Measure::name).map(Aggregate::Maximum),
            "share" => self.name(of, &pointer, Shared::ALL, Shared::name).map(Aggregate::Share),
            _ => self.name(of, &pointer, Distinguished::ALL, Distinguished::name).map(Aggregate::Distinct),
        }
    }

    fn purchase_tests(&mut self, value: &Value, pointer: &str) -> Option<Vec<PurchaseTest>> {
        let members = self.object(value, pointer)?;
        let Some(all) = members.get("all") else {
            return self.purchase_test(value, pointer).map(|test| vec![test]);
        };
        self.only(members, pointer, &["all"]);
        let pointer = child(pointer, "all");
        let values = self.array(all, &pointer)?;
        let mut tests = Vec::new();
        let mut complete = true;
        for (index, value) in values.iter().enumerate() {
            if self.is_stopped() {
                return None;
            }
            match self.purchase_test(value, &format!("{pointer}/{index}")) {
                Some(test) => tests.push(test),
                None => complete = false,
            }
        }
        complete.then_some(tests)
    }

    fn purchase_test(&mut self, value: &Value, pointer: &str) -> Option<PurchaseTest> {
        if !self.count_node() {
            return None;
        }
        let members = self.object(value, pointer)?;
        self.only(members, pointer, &["field", "op", "value"]);
        let field = self.required(members, pointer, "field").and_then(|value| {
            self.name(value, &child(pointer, "field"), &["store_id", "sku", "category"], |name| name)
        });
        let operator = self.required(members, pointer, "op").and_then(|value| {
            self.operator_of(value, &child(pointer, "op"), &[Operator::Equal, Operator::In])
        });
        let value = self.required(members, pointer, "value");
        let (field, operator) = field.zip(operator)?;
        let pointer = child(pointer, "value");
        match field {
            "store_id" => self.one_of(operator, value?, &pointer, Self::store).map(PurchaseTest::Store),
            "sku" => self.one_of(operator, value?, &pointer, Self::text).map(PurchaseTest::Sku),
            _ => self.one_of(operator, value?, &pointer, Self::text).map(PurchaseTest::Category),
        }
    }

    fn one_of<T>(
        &mut self,
        operator: Operator,
        value: &Value,
        pointer: &str,
        mut read: impl FnMut(&mut Self, &Value, &str) -> Option<T>,
    ) -> Option<OneOf<T>> {
        match operator {
            Operator::In => self.list(value, pointer, read).map(OneOf::In),
            _ => read(self, value, pointer).map(OneOf::Equal),
        }
    }

    fn store(&mut self, value: &Value, pointer: &str) -> Option<StoreId> {
        match self.string(value, pointer)?.parse() {
            Ok(id) => Some(id),
            Err(_) => self.fault(pointer, FilterErrorCode::InvalidValue, "must be the id of a store"),
        }
    }

    /// A quantity in thousandths; zero too, because a sum can be zero.
    fn quantity(&mut self, value: &Value, pointer: &str) -> Option<i64> {
        let text = self.string(value, pointer)?;
        if ["0", "0.0", "0.00", "0.000"].contains(&text) {
            return Some(0);
        }
        match text.parse::<Quantity>() {
            Ok(quantity) => Some(quantity.thousandths()),
            Err(error) => self.fault(pointer, FilterErrorCode::InvalidValue, error.to_string()),
        }
    }

    pub(super) fn period(&mut self, value: &Value, pointer: &str) -> Option<Period> {
        let members = self.object(value, pointer)?;
        if members.contains_key("last") {
            self.only(members, pointer, &["last", "unit"]);
            return self.distance(members, pointer, "last").map(Period::Last);
        }
        if let Some(month) = members.get("month") {
            self.only(members, pointer, &["month"]);
            return self.month(month, &child(pointer, "month")).map(Period::Month);
        }
        self.only(members, pointer, &["from", "to"]);
        if !members.contains_key("from") && !members.contains_key("to") {
            let detail = "must have the keys last and unit, or month, or from and to, or one of the last two";
            return self.fault(pointer, FilterErrorCode::MissingKey, detail);
        }
        let mut end = |key: &str| match members.get(key) {
            Some(value) => self.date(value, &child(pointer, key)).map(Some),
            None => Some(None),
        };
        let (from, to) = end("from").zip(end("to"))?;
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            return self.fault(pointer, FilterErrorCode::EmptyRange, "must not end before it begins");
        }
        Some(Period::Days(from, to))
    }
}

//! What a filter costs, and how much one may cost.

use serde_json::Value;

use crate::{
    EmploymentCondition, Field, FieldCondition, Filter, FilterError, FilterErrorCode, FlagField,
    InstantField, NumberField, PurchasesCondition, ReactionCondition, TextField, TextTest,
};

/// A comparison with what stands in the customer's own row.
const COMPARISON: usize = 1;
/// A condition that looks into another table by its key, or through every text.
const LOOKUP: usize = 2;
/// A figure over all purchases of every customer, or a look at what was ever sent.
const PURCHASES: usize = 25;
/// What each test of `where` adds to such a figure.
const PURCHASE_TEST: usize = 5;

impl Filter {
    /// The most that a filter may [cost](Self::cost), together with the segments that it refers to.
    pub const MAX_COST: usize = 500;
    /// The most values in all lists of a filter as it is written.
    pub const MAX_VALUES_IN_ALL: usize = 2_000;

    /// Reads a filter that somebody has written, as [`Self::parse`] does, and refuses one that costs too much. What is
    /// stored already is read by [`Self::parse`] alone: a limit that is lowered must not make it unreadable.
    pub fn accept(value: &Value) -> Result<Self, Vec<FilterError>> {
        if count_values(value) > Self::MAX_VALUES_IN_ALL {
            let detail = format!("a filter has at most {} values in all", Self::MAX_VALUES_IN_ALL);
            return Err(vec![error(FilterErrorCode::TooManyValues, detail)]);
        }
        let filter = Self::parse(value)?;
        filter.check_cost().map_err(|error| vec![error])?;
        Ok(filter)
    }

    /// Refuses a filter over [`Self::MAX_COST`].
    pub fn check_cost(&self) -> Result<(), FilterError> {
        let cost = self.cost();
        if cost <= Self::MAX_COST {
            return Ok(());
        }
        let detail =
            format!("costs {cost}; a filter together with its segments costs at most {}", Self::MAX_COST);
        Err(error(FilterErrorCode::TooExpensive, detail))
    }

    /// What it takes to evaluate the filter for one customer, in comparisons with a field: 1 for a comparison of a field,
    /// 2 for a custom attribute, a tag, a consent, an anniversary, an employment, a reaction to one newsletter, whether a survey was
    /// answered or a search inside a text, 25 for a reaction to any newsletter, for offers of the company of an employment, for a
    /// figure over purchases, points, coupons, rewards, invoices, carts or service cases, for tiers and for the latest
    /// answer to surveys, and 5 more for each test of its `where`. References to segments cost nothing before they are replaced.
    pub fn cost(&self) -> usize {
        match self {
            Self::All(filters) | Self::Any(filters) => filters.iter().map(Self::cost).sum(),
            Self::Not(filter) => filter.cost(),
            Self::Field(FieldCondition::Text(_, TextTest::Contains(_))) => LOOKUP,
            Self::Field(
                FieldCondition::Number(
                    NumberField::OpenAmount
                    | NumberField::OverdueAmount
                    | NumberField::DaysToPay
                    | NumberField::LastNps
                    | NumberField::LastCsat,
                    _,
                )
                | FieldCondition::Instant(InstantField::LastAnswerAt, _)
                | FieldCondition::Exists(Field::Number(NumberField::DaysToPay))
                | FieldCondition::NotExists(Field::Number(NumberField::DaysToPay)),
            ) => PURCHASES,
            Self::Field(
                FieldCondition::Number(NumberField::AbandonedCartTotal, _)
                | FieldCondition::Instant(InstantField::AbandonedCartAt, _)
                | FieldCondition::Flag(FlagField::HasAbandonedCart, _)
                | FieldCondition::Exists(Field::Instant(InstantField::AbandonedCartAt))
                | FieldCondition::NotExists(Field::Instant(InstantField::AbandonedCartAt)),
            ) => PURCHASES,
            Self::Field(
                FieldCondition::Text(TextField::AnsweredSurvey, _)
                | FieldCondition::Exists(
                    Field::Text(TextField::AnsweredSurvey)
                    | Field::Number(NumberField::LastNps | NumberField::LastCsat)
                    | Field::Instant(InstantField::LastAnswerAt),
                )
                | FieldCondition::NotExists(
                    Field::Text(TextField::AnsweredSurvey)
                    | Field::Number(NumberField::LastNps | NumberField::LastCsat)
                    | Field::Instant(InstantField::LastAnswerAt),
                ),
            ) => LOOKUP,
            Self::Field(_) => COMPARISON,
            Self::Purchases(PurchasesCondition { tests, .. }) => PURCHASES + PURCHASE_TEST * tests.len(),
            Self::Reaction(ReactionCondition { newsletter: None, .. })
            | Self::Employment(EmploymentCondition { offers: Some(_), .. })
            | Self::Cases(_)
            | Self::Points(_)
            | Self::Tier(_)
            | Self::Redemptions(_) => PURCHASES,
            Self::Segment(_) => 0,
            _ => LOOKUP,
        }
    }
}

/// The values of all lists of plain values.
fn count_values(value: &Value) -> usize {
    match value {
        Value::Array(items) => items
            .iter()
            .map(|item| if item.is_object() || item.is_array() { count_values(item) } else { 1 })
            .sum(),
        Value::Object(members) => members.values().map(count_values).sum(),
        _ => 0,
    }
}

fn error(code: FilterErrorCode, detail: String) -> FilterError {
    FilterError { pointer: String::new(), code, detail }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn purchases(count: usize) -> Value {
        let condition = |day: usize| {
            json!({"purchases": {"fn": "sum", "of": "total", "within": {"last": day + 1, "unit": "day"},
                                 "op": "gte", "value": 100}})
        };
        json!({"any": (0..count).map(condition).collect::<Vec<_>>()})
    }

    fn refused(value: &Value) -> FilterErrorCode {
        Filter::accept(value).unwrap_err()[0].code
    }

    #[test]
    fn purchases_are_dear_and_fields_cheap() {
        assert!(Filter::accept(&purchases(20)).is_ok());
        assert_eq!(refused(&purchases(21)), FilterErrorCode::TooExpensive);
        assert!(Filter::parse(&purchases(21)).is_ok(), "what is stored can be read");
        let field = json!({"field": "city", "op": "eq", "value": "Novi Sad"});
        assert!(Filter::accept(&json!({"any": vec![field; 199]})).is_ok());
        let tested = json!({"purchases": {"fn": "count", "of": "purchases", "op": "gte", "value": 1,
                                          "where": {"field": "sku", "op": "eq", "value": "A"}}});
        assert_eq!(Filter::parse(&tested).unwrap().cost(), PURCHASES + PURCHASE_TEST);
    }

    #[test]
    fn the_values_of_all_lists_are_counted() {
        let list = |length: usize| {
            let values: Vec<String> = (0..length).map(|number| number.to_string()).collect();
            json!({"field": "city", "op": "in", "value": values})
        };
        assert!(Filter::accept(&json!({"any": vec![list(500); 4]})).is_ok());
        let error = json!({"any": [list(500), list(500), {"not": list(500)}, list(500), list(1)]});
        assert_eq!(refused(&error), FilterErrorCode::TooManyValues);
    }
}

//! Reading conditions on coupons that were used and on rewards that were ordered.

use serde_json::Value;

use super::purchases::COMPARISONS;
use super::reader::{Reader, child};
use crate::{FilterErrorCode, NumberComparison, NumberTest, Redeemed, RedemptionsCondition};

/// The greatest number of them that can be compared with.
const MOST: i64 = 1_000_000;

impl Reader {
    /// The object behind `coupons`.
    pub(super) fn coupons(&mut self, value: &Value, pointer: &str) -> Option<RedemptionsCondition> {
        self.redemptions(value, pointer, Redeemed::Coupons(None), |text| {
            text.parse().ok().map(|id| Redeemed::Coupons(Some(id)))
        })
    }

    /// The object behind `rewards`.
    pub(super) fn rewards(&mut self, value: &Value, pointer: &str) -> Option<RedemptionsCondition> {
        self.redemptions(value, pointer, Redeemed::Rewards(None), |text| {
            text.parse().ok().map(|id| Redeemed::Rewards(Some(id)))
        })
    }

    fn redemptions(
        &mut self,
        value: &Value,
        pointer: &str,
        any: Redeemed,
        named: fn(&str) -> Option<Redeemed>,
    ) -> Option<RedemptionsCondition> {
        let members = self.object(value, pointer)?;
        let key = any.id_key();
        self.only(members, pointer, &[key, "within", "op", "value"]);
        let of = match members.get(key) {
            Some(value) => self.redeemed(value, &child(pointer, key), named),
            None => Some(any),
        };
        let within = match members.get("within") {
            Some(value) => self.period(value, &child(pointer, "within")).map(Some),
            None => Some(None),
        };
        let test = if members.contains_key("op") || members.contains_key("value") {
            let operator = self
                .required(members, pointer, "op")
                .and_then(|value| self.operator_of(value, &child(pointer, "op"), COMPARISONS));
            let value = self.required(members, pointer, "value");
            let (operator, value) = operator.zip(value)?;
            self.number_test(operator, value, &child(pointer, "value"), |reader, value, pointer| {
                reader.integer(value, pointer, 0..=MOST)
            })
        } else {
            Some(NumberTest::Is(NumberComparison::GreaterOrEqual(1)))
        };
        Some(RedemptionsCondition { of: of?, within: within?, test: test? })
    }

    fn redeemed(
        &mut self,
        value: &Value,
        pointer: &str,
        named: fn(&str) -> Option<Redeemed>,
    ) -> Option<Redeemed> {
        let text = self.string(value, pointer)?;
        named(text).or_else(|| self.fault(pointer, FilterErrorCode::InvalidValue, "must be an id"))
    }
}

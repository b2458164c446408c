//! How much a rule gives at most, on the wire.

use regulars_kernel::Decimal;
use regulars_loyalty::{Cap, CapMeasure, PointScale};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Invalid;
use crate::v1::programmes::names::{CapMeasureBody, CapPeriodBody, CapScopeBody};

/// The most that a rule gives to a member in a time.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EarningCapBody {
    /// What is counted.
    of: CapMeasureBody,
    /// The most of it, more than nothing: points with as many decimals as their type has, a number of times, a quantity with at most
    /// three decimals, or minor units of the merchant's currency.
    #[schema(pattern = "^[0-9]{1,12}([.][0-9]{1,6})?$", max_length = 19, example = "120")]
    most: String,
    /// Over what time.
    per: CapPeriodBody,
    /// Where; over all stores where nothing is said.
    #[serde(default = "all_stores")]
    scope: CapScopeBody,
}

const fn all_stores() -> CapScopeBody {
    CapScopeBody::AllStores
}

impl EarningCapBody {
    /// The cap of a rule that gives points of that scale, or nothing after errors were noted below `pointer`.
    pub fn check(self, scale: PointScale, pointer: &str, invalid: &mut Invalid) -> Option<Cap> {
        let place = format!("{pointer}/most");
        let most = invalid.check(&place, self.most.parse::<Decimal>())?.millionths();
        let of = CapMeasure::from(self.of);
        let unit = millionths_of(of, scale);
        if most % unit != 0 {
            invalid.add(place, "does_not_fit", "has more decimals than what is counted");
            return None;
        }
        Some(Cap { of, most: most / unit, per: self.per.into(), scope: self.scope.into() })
    }

    /// The cap of a rule that gives points of that scale.
    pub fn new(cap: &Cap, scale: PointScale) -> Self {
        let most = Decimal::from_millionths(cap.most.saturating_mul(millionths_of(cap.of, scale)));
        Self { of: cap.of.into(), most: most.to_string(), per: cap.per.into(), scope: cap.scope.into() }
    }
}

/// How many millionths of what is written make one of what is counted.
const fn millionths_of(measure: CapMeasure, scale: PointScale) -> i64 {
    match measure {
        CapMeasure::Points => 1_000_000 / scale.parts(),
        CapMeasure::Quantity => 1_000,
        CapMeasure::Times | CapMeasure::Amount => 1_000_000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(of: CapMeasureBody, most: &str) -> Option<(i64, String)> {
        let (scale, mut invalid) = (PointScale::new(1).unwrap(), Invalid::default());
        let body = EarningCapBody { of, most: most.to_owned(), per: CapPeriodBody::Day, scope: all_stores() };
        let cap = body.check(scale, "/caps/0", &mut invalid)?;
        Some((cap.most, EarningCapBody::new(&cap, scale).most))
    }

    #[test]
    fn what_is_counted_is_written_in_its_own_unit() {
        for (of, written, kept) in [
            (CapMeasureBody::Points, "4.5", Some(45)),
            (CapMeasureBody::Points, "4.55", None),
            (CapMeasureBody::Times, "3", Some(3)),
            (CapMeasureBody::Times, "0.5", None),
            (CapMeasureBody::Quantity, "120.125", Some(120_125)),
            (CapMeasureBody::Amount, "1000000000000", None),
            (CapMeasureBody::Amount, "99900", Some(99_900)),
        ] {
            assert_eq!(read(of, written), kept.map(|kept| (kept, written.to_owned())), "{of:?} {written}");
        }
    }
}

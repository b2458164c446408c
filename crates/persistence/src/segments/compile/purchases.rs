//! Figures over purchases.

mod figure;
mod rows;
mod share;
mod totals;

use regulars_filters::{Aggregate, NumberComparison, ResolvedPurchases};

use self::figure::having;
use super::Compiler;
use super::number::passes_zero;
use crate::wall::Condition;

impl Compiler {
    pub(super) fn purchases(&mut self, condition: &ResolvedPurchases) -> Condition {
        if let Some(condition) = self.compare_totals(condition) {
            return condition;
        }
        let comparison = condition.comparison;
        match condition.aggregate {
            Aggregate::Count(_) => match Amount::of(comparison) {
                Amount::Whatever => Condition::constant(true),
                Amount::Impossible => Condition::constant(false),
                Amount::Some => self.any_purchase(condition),
                Amount::None => self.any_purchase(condition).negated(),
                Amount::Number => self.figure(condition),
            },
            // Over nothing at all these are missing, and no comparison holds.
            Aggregate::Average(_) | Aggregate::Minimum(_) | Aggregate::Maximum(_) => {
                let (rows, having) = (self.purchase_rows(condition), having(condition));
                self.found_in_groups("p.customer_id", rows, having)
            }
            Aggregate::Share(shared) => self.share(condition, shared),
            Aggregate::Sum(_) | Aggregate::Distinct(_) => self.figure(condition),
        }
    }

    /// A figure that is zero for who has no purchase that counts, and so is in no group.
    fn figure(&mut self, condition: &ResolvedPurchases) -> Condition {
        let (rows, having) = (self.purchase_rows(condition), having(condition));
        if passes_zero(condition.comparison) {
            self.found_in_groups("p.customer_id", rows, having.negated()).negated()
        } else {
            self.found_in_groups("p.customer_id", rows, having)
        }
    }

    fn any_purchase(&self, condition: &ResolvedPurchases) -> Condition {
        self.found_in("c.id", "p.customer_id", self.purchase_rows(condition)).never_unknown()
    }
}

/// What a comparison of a count comes down to.
enum Amount {
    /// It holds for every count.
    Whatever,
    /// It holds for none.
    Impossible,
    /// It holds for every count but zero.
    Some,
    /// It holds for zero only.
    None,
    /// It depends on the number.
    Number,
}

impl Amount {
    const fn of(comparison: NumberComparison) -> Self {
        let (least, most) = match comparison {
            NumberComparison::Equal(count) => (count, count),
            NumberComparison::Greater(count) => (count.saturating_add(1), i64::MAX),
            NumberComparison::GreaterOrEqual(count) => (count, i64::MAX),
            NumberComparison::Less(count) => (i64::MIN, count.saturating_sub(1)),
            NumberComparison::LessOrEqual(count) => (i64::MIN, count),
            NumberComparison::Between(least, most) => (least, most),
        };
        match (least, most) {
            (_, most) if most < 0 => Self::Impossible,
            (least, most) if least > most => Self::Impossible,
            (least, 0) if least <= 0 => Self::None,
            (least, i64::MAX) if least <= 0 => Self::Whatever,
            (1, i64::MAX) => Self::Some,
            _ => Self::Number,
        }
    }
}

//! Figures over a customer's whole history, which `customer_totals` keeps.

use regulars_filters::{Aggregate, Counted, HalfOpenRange, Measure, NumberColumn, ResolvedPurchases};

use crate::segments::compile::Compiler;
use crate::segments::compile::number::compare_multiple;
use crate::wall::Condition;

impl Compiler {
    /// The condition, if the totals know the figure.
    pub(super) fn compare_totals(&mut self, condition: &ResolvedPurchases) -> Option<Condition> {
        if !is_over_everything(condition) {
            return None;
        }
        match condition.aggregate {
            Aggregate::Count(Counted::Purchases) => {
                Some(self.number(NumberColumn::PurchaseCount, condition.comparison))
            }
            Aggregate::Sum(Measure::Total) => {
                Some(self.number(NumberColumn::PurchaseTotal, condition.comparison))
            }
            Aggregate::Average(Measure::Total) => {
                self.uses_totals = true;
                let multiple =
                    compare_multiple("t.purchase_total", condition.comparison, " * t.purchase_count");
                Some(multiple.then(&[" AND t.purchase_count > 0"], Vec::new()))
            }
            _ => None,
        }
    }
}

/// Whether all purchases that were ever made are looked at.
fn is_over_everything(condition: &ResolvedPurchases) -> bool {
    condition.stores.is_none()
        && !condition.reduces_to_lines()
        && condition.period == HalfOpenRange::unbounded()
}

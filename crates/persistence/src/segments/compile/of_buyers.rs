//! Filters that ask for nothing but a customer's totals.

use regulars_filters::{Aggregate, Counted, InstantField, Measure, ResolvedFilter, ResolvedPurchases};

use super::number::passes_zero;
use super::purchases::is_over_everything;

/// Whether the condition speaks of `customer_totals t` alone, and holds for nobody who has no row there.
pub(in crate::segments) fn is_of_buyers(filter: &ResolvedFilter) -> bool {
    match filter {
        ResolvedFilter::All(filters) | ResolvedFilter::Any(filters) => {
            !filters.is_empty() && filters.iter().all(is_of_buyers)
        }
        ResolvedFilter::Number(_, comparison) => !passes_zero(*comparison),
        ResolvedFilter::Instant(field, _) => {
            matches!(field, InstantField::FirstPurchaseAt | InstantField::LastPurchaseAt)
        }
        ResolvedFilter::Purchases(condition) => is_figure_of_buyers(condition),
        ResolvedFilter::Not(_)
        | ResolvedFilter::Text(..)
        | ResolvedFilter::Choice(..)
        | ResolvedFilter::Date(..)
        | ResolvedFilter::MonthDay(..)
        | ResolvedFilter::Flag(..)
        | ResolvedFilter::Tag(_)
        | ResolvedFilter::Consent(_) => false,
    }
}

fn is_figure_of_buyers(condition: &ResolvedPurchases) -> bool {
    is_over_everything(condition)
        && match condition.aggregate {
            Aggregate::Count(Counted::Purchases) | Aggregate::Sum(Measure::Total) => {
                !passes_zero(condition.comparison)
            }
            Aggregate::Average(Measure::Total) => true,
            _ => false,
        }
}

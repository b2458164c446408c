//! Resolving: putting the merchant's present day into a filter.

mod age;
mod anniversary;
mod field;
mod purchases;
#[cfg(test)]
mod tests;
mod time;

use regulars_kernel::{Instant, MerchantCalendar};

pub use self::anniversary::anniversary_days;
use self::time::Today;
use crate::{Filter, ResolvedFilter, SegmentReference, fold};

/// The filter still refers to segments: [`inline_segments`](crate::inline_segments) comes first.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the filter still refers to a segment")]
pub struct SegmentNotInlined(pub SegmentReference);

impl Filter {
    /// The filter as it is meant at `now` in the merchant's calendar, with nothing in it but plain comparisons.
    pub fn resolve(
        &self,
        calendar: &MerchantCalendar,
        now: Instant,
    ) -> Result<ResolvedFilter, SegmentNotInlined> {
        node(self, &Today::new(*calendar, now))
    }
}

fn node(filter: &Filter, today: &Today) -> Result<ResolvedFilter, SegmentNotInlined> {
    Ok(match filter {
        Filter::All(filters) => ResolvedFilter::All(nodes(filters, today)?),
        Filter::Any(filters) => ResolvedFilter::Any(nodes(filters, today)?),
        Filter::Not(filter) => node(filter, today)?.negated(),
        Filter::Field(condition) => field::resolve(condition, today),
        Filter::Tag(tag) => ResolvedFilter::Tag(tag.id, fold(&tag.name)),
        Filter::Consent(condition) => ResolvedFilter::Consent(*condition),
        Filter::Purchases(condition) => purchases::resolve(condition, today),
        Filter::Anniversary(condition) => anniversary::resolve(*condition, today),
        Filter::Segment(reference) => return Err(SegmentNotInlined(*reference)),
    })
}

fn nodes(filters: &[Filter], today: &Today) -> Result<Vec<ResolvedFilter>, SegmentNotInlined> {
    filters.iter().map(|filter| node(filter, today)).collect()
}

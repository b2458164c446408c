//! Resolving: putting the merchant's present day into a filter.

mod age;
mod anniversary;
mod attribute;
mod field;
mod overdue;
mod points;
mod purchases;
#[cfg(test)]
mod tests;
mod tier;
mod time;

use regulars_kernel::{Instant, MerchantCalendar, NewsletterId};

pub use self::anniversary::anniversary_days;
use self::time::Today;
use crate::{
    CasesCondition, EmploymentCondition, Filter, ResolvedCases, ResolvedEmployment, ResolvedFilter,
    ResolvedProgramme, ResolvedReaction, ResolvedRedemptions, SegmentReference, fold,
};

/// Something that has to be put into a filter first was not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilterNotReady {
    /// The filter still refers to a segment: [`inline_segments`](crate::inline_segments) comes first.
    #[error("the filter still refers to a segment")]
    Segment(SegmentReference),
    /// A custom attribute was not looked up: [`Filter::bind_attributes`] comes first.
    #[error("the filter still names an attribute")]
    Attribute,
}

impl Filter {
    /// The filter as it is meant at `now` in the merchant's calendar, with nothing in it but plain comparisons. No link of
    /// a newsletter is known.
    pub fn resolve(
        &self,
        calendar: &MerchantCalendar,
        now: Instant,
    ) -> Result<ResolvedFilter, FilterNotReady> {
        self.resolve_with_links(calendar, now, &|_, _| Vec::new())
    }

    /// As [`Self::resolve`], where `positions` tells the places at which an address stands among the links of a
    /// newsletter.
    pub fn resolve_with_links(
        &self,
        calendar: &MerchantCalendar,
        now: Instant,
        positions: &dyn Fn(NewsletterId, &str) -> Vec<u16>,
    ) -> Result<ResolvedFilter, FilterNotReady> {
        node(self, &Today::new(*calendar, now), positions)
    }
}

/// Tells the places of a link.
type Positions<'a> = &'a dyn Fn(NewsletterId, &str) -> Vec<u16>;

fn node(filter: &Filter, today: &Today, positions: Positions<'_>) -> Result<ResolvedFilter, FilterNotReady> {
    Ok(match filter {
        Filter::All(filters) => ResolvedFilter::All(nodes(filters, today, positions)?),
        Filter::Any(filters) => ResolvedFilter::Any(nodes(filters, today, positions)?),
        Filter::Not(filter) => node(filter, today, positions)?.negated(),
        Filter::Field(condition) => field::resolve(condition, today),
        Filter::Attribute(condition) => attribute::resolve(condition, today)?,
        Filter::Tag(tag) => ResolvedFilter::Tag(tag.id, fold(&tag.name)),
        Filter::Consent(condition) => ResolvedFilter::Consent(*condition),
        Filter::Purchases(condition) => purchases::resolve(condition, today),
        Filter::Anniversary(condition) => anniversary::resolve(*condition, today),
        Filter::Reaction(condition) => ResolvedFilter::Reaction(ResolvedReaction {
            newsletter: condition.newsletter,
            kind: condition.kind,
            positions: condition.link.as_deref().map(|link| {
                condition.newsletter.map(|newsletter| positions(newsletter, link)).unwrap_or_default()
            }),
            period: today.period(condition.within),
        }),
        Filter::Employment(condition) => {
            let EmploymentCondition { current, roles, countries, archived, offers } = condition.clone();
            let on = today.date();
            ResolvedFilter::Employment(ResolvedEmployment { on, current, roles, countries, archived, offers })
        }
        Filter::Cases(condition) => {
            let CasesCondition { states, overdue, assignee, within, test } = condition;
            test.resolved_by(|comparison| {
                ResolvedFilter::Cases(ResolvedCases {
                    states: states.clone(),
                    overdue: overdue.map(|overdue| (overdue, today.date())),
                    assignee: *assignee,
                    period: today.period(*within),
                    comparison,
                })
            })
        }
        Filter::Points(condition) => points::resolve(condition, today),
        Filter::Programme(condition) => ResolvedFilter::Programme(ResolvedProgramme {
            programme: condition.programme,
            joined: today.period(condition.joined),
        }),
        Filter::Tier(condition) => tier::resolve(condition, today),
        Filter::Redemptions(condition) => {
            let period = today.period(condition.within);
            condition.test.resolved_by(|comparison| {
                ResolvedFilter::Redemptions(ResolvedRedemptions { of: condition.of, period, comparison })
            })
        }
        Filter::Segment(reference) => return Err(FilterNotReady::Segment(*reference)),
    })
}

fn nodes(
    filters: &[Filter],
    today: &Today,
    positions: Positions<'_>,
) -> Result<Vec<ResolvedFilter>, FilterNotReady> {
    filters.iter().map(|filter| node(filter, today, positions)).collect()
}

//! The filter compiler: a resolved filter becomes a condition on `customers c`, one file per kind of condition.
//!
//! Every sub-query is tied to the merchant in `$1` and to the outer customer. Figures over a customer's whole history come
//! from `customer_totals t`, which the query then joins.

mod attribute;
mod card;
mod carts;
mod cases;
mod choice;
mod consent;
mod credit;
mod date;
mod employment;
mod flag;
mod instant;
mod language;
mod membership;
mod number;
mod points;
mod purchases;
mod reaction;
mod redemptions;
mod rfm;
mod survey;
mod tag;
mod text;
mod tiers;

use regulars_filters::{MonthDayRange, ResolvedFilter};
use regulars_kernel::CustomerId;
use sea_orm::DbBackend;

use crate::wall::Condition;

/// The condition of a filter on `customers c` and, where it asks for figures over all purchases, `customer_totals t`.
pub(crate) fn condition_of(filter: &ResolvedFilter, backend: DbBackend) -> Condition {
    Compiler::new(backend, None).compile(filter).condition
}

/// The customer was born on one of these days of the year.
pub(crate) fn born_on(days: &[MonthDayRange]) -> Condition {
    date::birthdays(days)
}

/// Compiles one filter.
pub(super) struct Compiler {
    backend: DbBackend,
    /// The one customer that the query is about, if it is about one. Sub-queries then look at no other.
    only: Option<CustomerId>,
    uses_totals: bool,
    asks_groups: bool,
}

/// A filter that was compiled.
pub(super) struct Compiled {
    pub condition: Condition,
    /// Whether the condition speaks of `customer_totals t`.
    pub uses_totals: bool,
    /// Whether it takes a figure over every customer's purchases, which costs the same however few customers are looked
    /// at.
    pub asks_groups: bool,
}

impl Compiler {
    /// A compiler for that database.
    pub(super) const fn new(backend: DbBackend, only: Option<CustomerId>) -> Self {
        Self { backend, only, uses_totals: false, asks_groups: false }
    }

    pub(super) fn compile(mut self, filter: &ResolvedFilter) -> Compiled {
        let condition = self.node(filter);
        Compiled { condition, uses_totals: self.uses_totals, asks_groups: self.asks_groups }
    }

    fn node(&mut self, filter: &ResolvedFilter) -> Condition {
        match filter {
            ResolvedFilter::All(filters) => Condition::all(self.nodes(filters)),
            ResolvedFilter::Any(filters) => Condition::any(self.nodes(filters)),
            ResolvedFilter::Not(filter) => self.node(filter).negated(),
            ResolvedFilter::Text(field, comparison) => self.text(*field, comparison),
            ResolvedFilter::Choice(column, comparison) => self.choice(*column, comparison),
            ResolvedFilter::Number(column, comparison) => self.number(*column, *comparison),
            ResolvedFilter::Credit(figure, comparison) => self.credit(*figure, *comparison),
            ResolvedFilter::Carts { at, test } => self.carts(*at, *test),
            ResolvedFilter::LastScore(kind, comparison) => self.last_score(*kind, *comparison),
            ResolvedFilter::Date(field, range) => self.date(*field, *range),
            ResolvedFilter::MonthDay(ranges) => date::birthdays(ranges),
            ResolvedFilter::Instant(field, range) => self.instant(*field, *range),
            ResolvedFilter::Flag(field, value) => flag::is(*field, *value),
            ResolvedFilter::Attribute(id, comparison) => self.attribute(*id, comparison),
            ResolvedFilter::Tag(id, name) => self.tag(*id, name),
            ResolvedFilter::Consent(condition) => consent::said(*condition),
            ResolvedFilter::Purchases(condition) => self.purchases(condition),
            ResolvedFilter::Reaction(condition) => self.reaction(condition),
            ResolvedFilter::Employment(condition) => self.employment(condition),
            ResolvedFilter::Cases(condition) => self.cases(condition),
            ResolvedFilter::Points(condition) => self.points(condition),
            ResolvedFilter::Programme(condition) => self.programme(condition),
            ResolvedFilter::Tier(condition) => self.tier(condition),
            ResolvedFilter::Redemptions(condition) => self.redemptions(condition),
        }
    }

    fn nodes(&mut self, filters: &[ResolvedFilter]) -> Vec<Condition> {
        filters.iter().map(|filter| self.node(filter)).collect()
    }

    const fn is_sqlite(&self) -> bool {
        matches!(self.backend, DbBackend::Sqlite)
    }
}

//! A compiled filter, and how it goes into a query.

use regulars_filters::ResolvedFilter;
use regulars_kernel::CustomerId;
use sea_orm::DbBackend;

use super::compile::{Compiled, Compiler};
use crate::wall::{Condition, QueryHead, ScopedQuery, ScopedSql, values};

/// Who is meant: a condition on `customers c` and the join that it needs.
pub(crate) struct Audience {
    backend: DbBackend,
    condition: Condition,
    uses_totals: bool,
    asks_groups: bool,
}

impl Audience {
    /// The audience of a filter.
    pub(crate) fn compile(filter: &ResolvedFilter, backend: DbBackend) -> Self {
        let Compiled { condition, uses_totals, asks_groups } = Compiler::new(backend, None).compile(filter);
        Self { backend, condition, uses_totals, asks_groups }
    }

    /// The audience of a filter, if this customer is in it, or nobody.
    pub(crate) fn compile_for(filter: &ResolvedFilter, customer: CustomerId, backend: DbBackend) -> Self {
        let Compiled { condition, uses_totals, asks_groups } =
            Compiler::new(backend, Some(customer)).compile(filter);
        let the_one = Condition::new(&["c.id = ?"], values![customer.value()]).never_unknown();
        Self { backend, condition: Condition::all(vec![the_one, condition]), uses_totals, asks_groups }
    }

    /// Whether finding the first few costs as much as finding all.
    pub(crate) const fn asks_groups(&self) -> bool {
        self.asks_groups
    }

    /// Puts the audience behind `head`, which ends with `FROM customers c` and perhaps further joins. What comes back
    /// ends behind the condition, so that more can follow with `AND`, `GROUP BY` or `ORDER BY`.
    pub(crate) fn of(self, head: QueryHead) -> ScopedQuery {
        const TIE: ScopedSql = ScopedSql::new(" WHERE c.merchant_id = $1 AND ");
        let head = if self.uses_totals {
            head.then(" LEFT JOIN customer_totals t ON t.merchant_id = $1 AND t.customer_id = c.id", [])
        } else {
            head
        };
        let mut query = head.scoped(TIE, self.backend);
        query.push_condition(self.condition);
        query
    }
}

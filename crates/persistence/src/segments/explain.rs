//! Many conditions about one customer.

use regulars_filters::ResolvedFilter;
use regulars_kernel::{CustomerId, StoreError};

use super::Counts;
use super::compile::{Compiled, Compiler};
use crate::wall::{QueryHead, ReadTx, ScopedSql, values};

/// Whether each of the filters holds for the customer, in one statement that looks at nobody else. None if there is no such
/// customer.
pub(super) async fn explain(
    tx: &ReadTx,
    filters: &[ResolvedFilter],
    customer: CustomerId,
) -> Result<Option<Vec<bool>>, StoreError> {
    const TIE: ScopedSql = ScopedSql::new(" WHERE c.merchant_id = $1 AND c.id = ");
    let mut head = QueryHead::new("SELECT CAST(1 AS BIGINT)");
    let mut uses_totals = false;
    for filter in filters {
        let Compiled { condition, uses_totals: asks_totals, asks_groups: _ } =
            Compiler::new(tx.backend(), Some(customer)).compile(filter);
        uses_totals |= asks_totals;
        head = head.then(", CAST(CASE WHEN ", []).then_condition(condition);
        head = head.then(" THEN 1 ELSE 0 END AS BIGINT)", []);
    }
    head = head.then(" FROM customers c", []);
    if uses_totals {
        head = head.then(" LEFT JOIN customer_totals t ON t.merchant_id = $1 AND t.customer_id = c.id", []);
    }
    let mut query = head.scoped(TIE, tx.backend());
    query.push("?", values![customer.value()]);
    let rows: Vec<Counts> = tx.query(query).await?;
    Ok(rows
        .into_iter()
        .next()
        .map(|Counts(answers)| answers.into_iter().skip(1).map(|answer| answer == 1).collect()))
}

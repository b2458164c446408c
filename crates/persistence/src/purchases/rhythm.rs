//! In what rhythm customers buy, as SQL reckons it. A test holds it against [`regulars_kernel::BuyingRhythm::of`].

use regulars_kernel::StoreError;
use uuid::Uuid;

use crate::wall::{ScopedSql, WriteTx, values};

/// The number of gaps, their median and the day that it leads to, of a customer's latest days with purchases. The days are found
/// one behind the other by an index, however many purchases each has.
///
/// What differs between databases: the days between `later` and `day`, and the day so many days behind `last`.
macro_rules! rhythm {
    ($customer:literal, $between:literal, $next:literal) => {
        concat!(
            "WITH RECURSIVE days(day, place) AS (
                SELECT (SELECT max(p.counted_on) FROM purchases AS p
                        WHERE p.merchant_id = $1 AND p.customer_id = ", $customer, " AND NOT p.fully_refunded), 1
                UNION ALL
                SELECT (SELECT max(p.counted_on) FROM purchases AS p
                        WHERE p.merchant_id = $1 AND p.customer_id = ", $customer, " AND NOT p.fully_refunded
                            AND p.counted_on < days.day), days.place + 1
                FROM days WHERE days.day IS NOT NULL AND days.place < 51
            ), apart AS (
                SELECT pair.day, pair.later, ", $between, " AS gap
                FROM (SELECT days.day, lag(days.day) OVER (ORDER BY days.place) AS later FROM days
                      WHERE days.day IS NOT NULL) AS pair
                WHERE pair.later IS NOT NULL
            ), sorted AS (
                SELECT apart.gap, row_number() OVER (ORDER BY apart.gap) AS place, count(*) OVER () AS gaps FROM apart
            )
            SELECT found.gaps, found.median, ", $next, "
            FROM (SELECT count(*) AS gaps, (SELECT max(days.day) FROM days) AS last,
                      CASE WHEN count(*) >= 2 THEN
                          (sum(CASE WHEN sorted.place IN ((sorted.gaps + 1) / 2, (sorted.gaps + 2) / 2)
                               THEN sorted.gap END)
                           + sum(CASE WHEN sorted.place IN ((sorted.gaps + 1) / 2, (sorted.gaps + 2) / 2)
                               THEN 1 END) / 2)
                          / sum(CASE WHEN sorted.place IN ((sorted.gaps + 1) / 2, (sorted.gaps + 2) / 2)
                               THEN 1 END) END AS median
                  FROM sorted) AS found"
        )
    };
    ($customer:literal on SQLite) => {
        $crate::purchases::rhythm::rhythm!(
            $customer,
            "CAST(julianday(pair.later) - julianday(pair.day) AS INTEGER)",
            "date(found.last, '+' || found.median || ' days')"
        )
    };
    ($customer:literal on PostgreSQL) => {
        $crate::purchases::rhythm::rhythm!(
            $customer,
            "pair.later - pair.day",
            "found.last + CAST(found.median AS integer)"
        )
    };
}
pub(crate) use rhythm;

/// The statement that reckons it anew.
macro_rules! recount_rhythm {
    ($customer:literal on $database:ident) => {
        concat!(
            "UPDATE customer_totals SET (buying_gaps, median_gap_days, next_purchase_on) = (",
            $crate::purchases::rhythm::rhythm!($customer on $database),
            ") WHERE merchant_id = $1 AND customer_id = ",
            $customer
        )
    };
}
#[cfg(test)]
pub(crate) use recount_rhythm;

/// Reckons the rhythm of a customer anew whose totals this transaction holds: what was recorded meanwhile is seen, and who records
/// next waits for us.
pub(crate) async fn recount(tx: &WriteTx, customer: Uuid) -> Result<(), StoreError> {
    const RECOUNT: ScopedSql =
        ScopedSql::by_dialect(recount_rhythm!("$2" on SQLite), recount_rhythm!("$2" on PostgreSQL));
    tx.execute(RECOUNT, values![customer]).await.map(drop)
}

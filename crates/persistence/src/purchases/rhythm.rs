//! In what rhythm customers buy, as SQL reckons it. A test holds it against [`regulars_kernel::BuyingRhythm::of`].

use chrono::Days;
use regulars_kernel::{BuyingRhythm, Date, StoreError};
use uuid::Uuid;

use crate::wall::{FromRow, ScopedSql, WriteTx, values};

/// The number of gaps, their median and the day that it leads to, of a customer's latest days with purchases. The days are found
/// one behind the other by an index, however many purchases each has.
///
/// What differs between databases: the days between `later` and `day`, the day so many days behind `last`, and the gaps as a list,
/// the latest one last.
macro_rules! rhythm {
    ($customer:literal, $between:literal, $next:literal, $list:literal) => {
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
            SELECT found.gaps, found.median, ", $next, ", found.last,
                ", $list, "
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
            "date(found.last, '+' || found.median || ' days')",
            "(SELECT json_group_array(apart.gap ORDER BY apart.day) FROM apart)"
        )
    };
    ($customer:literal on PostgreSQL) => {
        $crate::purchases::rhythm::rhythm!(
            $customer,
            "pair.later - pair.day",
            "found.last + CAST(found.median AS integer)",
            "(SELECT coalesce(array_agg(apart.gap ORDER BY apart.day), '{}') FROM apart)"
        )
    };
}
pub(crate) use rhythm;

/// The statement that reckons it anew.
macro_rules! recount_rhythm {
    ($customer:literal on $database:ident) => {
        concat!(
            "UPDATE customer_totals
            SET (buying_gaps, median_gap_days, next_purchase_on, latest_day, latest_gaps) = (
            ",
            $crate::purchases::rhythm::rhythm!($customer on $database),
            "
            ) WHERE merchant_id = $1 AND customer_id = ",
            $customer
        )
    };
}
#[cfg(test)]
pub(crate) use recount_rhythm;

/// What is kept of a customer's rhythm besides what is told of it, as SQLite has it.
#[derive(FromRow)]
pub(super) struct KeptRhythm {
    buying_gaps: i64,
    latest_day: Option<Date>,
    latest_gaps: Option<String>,
}

impl KeptRhythm {
    /// The days that the gaps lie between, the earliest first, where they are known and are those that were counted: a program
    /// that did not know of them has left them as they were.
    fn days(self) -> Option<Vec<Date>> {
        let gaps: Vec<u64> = serde_json::from_str(&self.latest_gaps?).ok()?;
        let are_counted = i64::try_from(gaps.len()).is_ok_and(|count| count == self.buying_gaps);
        let mut days = vec![self.latest_day.filter(|_| are_counted)?];
        for gap in gaps.iter().rev() {
            days.push(days.last()?.checked_sub_days(Days::new(*gap))?);
        }
        days.reverse();
        Some(days)
    }
}

/// Counts a receipt of that day to the rhythm of its buyer on SQLite, where nothing happens between two statements: nothing on the
/// latest day, one gap more on a later one, and all of it anew on an earlier one. What the function of PostgreSQL does is the
/// same.
pub(super) async fn count_day(
    tx: &WriteTx,
    customer: Uuid,
    day: Date,
    kept: KeptRhythm,
) -> Result<(), StoreError> {
    const COUNT: ScopedSql = ScopedSql::new(
        "UPDATE customer_totals
         SET buying_gaps = $3, median_gap_days = $4, next_purchase_on = $5, latest_day = $6, latest_gaps = $7
         WHERE merchant_id = $1 AND customer_id = $2",
    );
    let known = kept.days().and_then(|days| Some((*days.last()?, days)));
    let Some((last, mut days)) = known.filter(|(last, _)| day >= *last) else {
        return recount(tx, customer).await;
    };
    if day == last {
        return Ok(());
    }
    days.push(day);
    let latest = &days[days.len().saturating_sub(BuyingRhythm::MOST_DAYS)..];
    let gaps: serde_json::Value =
        latest.windows(2).map(|pair| pair[1].signed_duration_since(pair[0]).num_days()).collect();
    let rhythm = BuyingRhythm::of(latest.iter().copied());
    let BuyingRhythm { gaps: count, median_gap_days, next_expected_on } = rhythm;
    let counted = values![customer, count, median_gap_days, next_expected_on, day, gaps.to_string()];
    tx.execute(COUNT, counted).await.map(drop)
}

/// Reckons the rhythm of a customer anew whose totals this transaction holds: what was recorded meanwhile is seen, and who records
/// next waits for us.
pub(crate) async fn recount(tx: &WriteTx, customer: Uuid) -> Result<(), StoreError> {
    const RECOUNT: ScopedSql =
        ScopedSql::by_dialect(recount_rhythm!("$2" on SQLite), recount_rhythm!("$2" on PostgreSQL));
    tx.execute(RECOUNT, values![customer]).await.map(drop)
}

//! The bounds of the fifths, counted by the database.

use regulars_kernel::{Date, MerchantCalendar, StoreError};
use regulars_segments::{Cuts, bounds_of_fifths, recency_bounds_of_fifths};

use crate::wall::{FromRow, ReadTx, ScopedSql, values};

#[derive(FromRow)]
struct LeastRow {
    score: i64,
    least: i64,
}

/// The least value of each score among all who have bought something. A score goes by the middle of the places that a value
/// has among all, in fifths: equal values have equal scores.
macro_rules! fifths_of {
    ($value:expr) => {
        concat!(
            "SELECT score, min(value) AS least FROM (
                 SELECT value, CAST(1 + 5 * (2 * (through - customers) + customers) / (2 * everybody) AS BIGINT) AS score
                 FROM (
                     SELECT value, customers, CAST(sum(customers) OVER (ORDER BY value) AS BIGINT) AS through,
                         CAST(sum(customers) OVER () AS BIGINT) AS everybody
                     FROM (
                         SELECT ",
            $value,
            " AS value, CAST(count(*) AS BIGINT) AS customers FROM customer_totals AS t
                         WHERE t.merchant_id = $1 AND t.purchase_count > 0 GROUP BY 1
                     ) AS counted
                 ) AS placed
             ) AS scored GROUP BY score"
        )
    };
}

pub(super) async fn fifths(
    tx: &ReadTx,
    calendar: &MerchantCalendar,
    today: Date,
) -> Result<Cuts, StoreError> {
    const FREQUENCY: ScopedSql = ScopedSql::new(fifths_of!("t.purchase_count"));
    const MONETARY: ScopedSql = ScopedSql::new(fifths_of!("t.purchase_total"));
    // The days since the last purchase with their sign turned. Days are told apart by the offset that the merchant's clocks
    // have today: near midnight in the other half of the year a bound may be a day off, and who is scored by it is not, since
    // scores go by the merchant's calendar.
    const RECENCY: ScopedSql = ScopedSql::by_dialect(
        fifths_of!("(unixepoch(t.last_purchase_at) + $2) / 86400 - $3"),
        fifths_of!(
            "CAST(floor((extract(epoch FROM t.last_purchase_at) + $2::bigint) / 86400) AS bigint) - $3::bigint"
        ),
    );
    let least = |rows: Vec<LeastRow>| rows.into_iter().map(|row| (row.score, row.least)).collect::<Vec<_>>();
    let midnight = today.and_time(chrono::NaiveTime::MIN).and_utc();
    let offset = (midnight - calendar.start_of_day(today)).num_seconds();
    let day = midnight.timestamp() / 86_400;
    let frequency = least(tx.all(FREQUENCY, values![]).await?);
    let monetary = least(tx.all(MONETARY, values![]).await?);
    let recency = least(tx.all(RECENCY, values![offset, day]).await?);
    Ok(Cuts {
        recency_days: recency_bounds_of_fifths(&recency),
        frequency: bounds_of_fifths(&frequency),
        monetary: bounds_of_fifths(&monetary),
    })
}

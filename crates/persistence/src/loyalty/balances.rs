//! What an account had as each day ended: made of what it has, and of what changed since, going back from there.

use std::collections::BTreeMap;

use regulars_kernel::{CustomerId, Instant, StoreError};
use regulars_loyalty::{TierDay, TierDaysQuery};
use uuid::Uuid;

use super::tiers::ids;
use crate::wall::{Condition, FromRow, ReadTx, ScopedQuery, ScopedSql, values};

/// What an account has, or how that changes or will have changed.
#[derive(FromRow)]
struct ChangeRow {
    customer_id: Uuid,
    what: String,
    changed_at: Option<Instant>,
    points: i64,
}

/// What the accounts have, as it is written.
const PRESENT: &str = "SELECT a.customer_id, 'present' AS what, NULL AS changed_at,
        CAST(a.available + a.pending + a.reserved + a.deficit AS bigint) AS points
    FROM point_accounts AS a
    WHERE a.merchant_id = $1 AND a.programme_id = $2 AND a.point_type = $3 AND a.merged_into IS NULL AND ";

/// What was done with them, but for what expired.
const DONE: &str = " UNION ALL
    SELECT a.customer_id, 'changed' AS what, o.recorded_at AS changed_at,
        CAST(o.available + o.pending + o.reserved + o.deficit AS bigint) AS points
    FROM point_accounts AS a
    JOIN point_operations AS o ON o.merchant_id = $1 AND o.account_id = a.id AND o.kind <> 'expire'
    WHERE a.merchant_id = $1 AND a.programme_id = $2 AND a.point_type = $3 AND a.merged_into IS NULL
        AND o.recorded_at >= ? AND ";

/// What expired, when it did, however late that was written. What was put into a lot that had expired already, expired as it was:
/// behind what was done before, at the time of that, which of what time alone brings about is when it was due.
const EXPIRED: &str = " UNION ALL
    SELECT a.customer_id, 'changed' AS what,
        CASE WHEN p.kind IN ('activate', 'expire', 'release') AND p.occurred_at > l.expires_at THEN p.occurred_at
             WHEN p.kind NOT IN ('activate', 'expire', 'release') AND p.recorded_at > l.expires_at THEN p.recorded_at
             ELSE l.expires_at END AS changed_at,
        m.amount AS points
    FROM point_accounts AS a
    JOIN point_operations AS o ON o.merchant_id = $1 AND o.account_id = a.id AND o.kind = 'expire'
    JOIN point_lot_moves AS m ON m.merchant_id = $1 AND m.operation_id = o.id
    JOIN point_lots AS l ON l.merchant_id = $1 AND l.id = m.lot_id
    LEFT JOIN point_operations AS p ON p.merchant_id = $1 AND p.account_id = a.id AND p.number = o.number - 1
    WHERE a.merchant_id = $1 AND a.programme_id = $2 AND a.point_type = $3 AND a.merged_into IS NULL
        AND (l.expires_at >= ? OR p.recorded_at >= ?) AND ";

/// What was held, is held no longer, and has expired where it was taken from, of which nothing is written.
const LAPSED: &str = " UNION ALL
    SELECT a.customer_id, 'unwritten' AS what,
        CASE WHEN r.held_until > l.expires_at THEN r.held_until ELSE l.expires_at END AS changed_at,
        m.amount AS points
    FROM point_accounts AS a
    JOIN point_reservations AS r ON r.merchant_id = $1 AND r.account_id = a.id AND r.state = 'active'
        AND r.held_until <= ?
    JOIN point_lot_moves AS m ON m.merchant_id = $1 AND m.operation_id = r.operation_id
    JOIN point_lots AS l ON l.merchant_id = $1 AND l.id = m.lot_id AND l.expires_at <= ?
    WHERE a.merchant_id = $1 AND a.programme_id = $2 AND a.point_type = $3 AND a.merged_into IS NULL AND ";

/// What has expired and is not written.
const EXPIRING: &str = " UNION ALL
    SELECT a.customer_id, 'unwritten' AS what, l.expires_at AS changed_at, -l.remaining AS points
    FROM point_accounts AS a
    JOIN point_lots AS l ON l.merchant_id = $1 AND l.account_id = a.id AND l.remaining > 0 AND l.expires_at <= ?
    WHERE a.merchant_id = $1 AND a.programme_id = $2 AND a.point_type = $3 AND a.merged_into IS NULL AND ";

pub(super) async fn days(
    tx: &ReadTx,
    asked: &TierDaysQuery,
    point_type: &str,
) -> Result<Vec<TierDay>, StoreError> {
    const HEAD: ScopedSql = ScopedSql::new(PRESENT);
    let from = asked.calendar.start_of_day(asked.from);
    let customers = ids(&asked.customers);
    let meant = || Condition::one_of_ids(tx.backend(), "a.customer_id", &customers);
    let known = values![asked.programme.value(), point_type];
    let mut query = ScopedQuery::new(HEAD, tx.backend(), known);
    query.push_condition(meant());
    query.push(DONE, values![from]);
    query.push_condition(meant());
    query.push(EXPIRED, values![from, from]);
    query.push_condition(meant());
    query.push(EXPIRING, values![asked.now]);
    query.push_condition(meant());
    query.push(LAPSED, values![asked.now, asked.now]);
    query.push_condition(meant());
    let rows: Vec<ChangeRow> = tx.query(query).await?;
    Ok(told(rows, asked, from))
}

/// A day before the first one with what was there before, and the changes since.
fn told(rows: Vec<ChangeRow>, asked: &TierDaysQuery, from: Instant) -> Vec<TierDay> {
    let mut before: BTreeMap<Uuid, i64> = BTreeMap::new();
    let mut days = Vec::with_capacity(rows.len());
    for ChangeRow { customer_id, what, changed_at, points } in rows {
        let had = before.entry(customer_id).or_default();
        let since = changed_at.filter(|at| *at >= from);
        *had = match (what.as_str(), since) {
            // What the account has is behind all that is written.
            ("changed", Some(_)) => had.saturating_sub(points),
            ("changed", None) | ("unwritten", Some(_)) => *had,
            _ => had.saturating_add(points),
        };
        if let Some(at) = since {
            let (customer, day) = (CustomerId::new(customer_id), asked.calendar.date_of(at));
            days.push(TierDay { customer, day, before: points, amount: points });
        }
    }
    let first = asked.from.pred_opt().unwrap_or(asked.from);
    days.extend(before.into_iter().map(|(customer, points)| TierDay {
        customer: CustomerId::new(customer),
        day: first,
        before: points,
        amount: points,
    }));
    days
}

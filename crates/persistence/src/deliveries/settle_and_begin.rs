//! The group commit of a sender: settles what has come to an outcome, marks what may leave next, and counts both.

use regulars_kernel::{CustomerId, Instant, LeaseId, NewsletterId, StoreError};
use regulars_newsletters::{BegunDelivery, DeliveryState, SettledDelivery};
use sea_orm::DbBackend;

use super::begin_sending::{BegunRow, begin_sending, begin_text, gate_text, may_leave};
use super::list::{id_list, ids_in_postgres};
use super::roll_up::roll_up;
use super::settle::{
    cancelled, customers_of, outcome_list, outcomes_in_postgres, settle, settle_text, suppress_bad_mailboxes,
};
use crate::segments::first_reason;
use crate::wall::{ScopedSql, Tx, values};

/// On PostgreSQL it is one statement: a round trip costs as much as what it asks for. SQLite has no round trips, and no
/// statement that changes two tables.
pub(super) async fn settle_and_begin(
    tx: &Tx,
    newsletter: NewsletterId,
    lease: LeaseId,
    settled: &[SettledDelivery],
    starting: &[CustomerId],
    merchant_now: Instant,
) -> Result<Vec<BegunDelivery>, StoreError> {
    if tx.backend() == DbBackend::Sqlite {
        let mut tally = settle(tx, newsletter, lease, settled, merchant_now).await?;
        let begun = begin_sending(tx, newsletter, lease, starting, merchant_now).await?;
        for _ in begun.iter().filter(|begun| begun.excluded.is_some()) {
            tally.count(DeliveryState::Excluded);
        }
        roll_up(tx, newsletter, tally).await?;
        return Ok(begun);
    }
    const ALL_AT_ONCE: ScopedSql = ScopedSql::new(concat!(
        "WITH settled AS (",
        settle_text!(outcomes_in_postgres!(), concat!("= ", ids_in_postgres!("$6"))),
        "), ",
        gate_text!(concat!("= ", ids_in_postgres!("$7"))),
        ", begun AS (",
        begin_text!(concat!("= ", ids_in_postgres!("$7"))),
        "), counted AS (
             UPDATE newsletters AS n
             SET sent = n.sent + t.sent, failed = n.failed + t.failed, unknown = n.unknown + t.unknown,
                 excluded_later = n.excluded_later + t.excluded, cancelled = n.cancelled + t.cancelled
             FROM (SELECT COUNT(*) FILTER (WHERE f.state = 'sent') AS sent,
                       COUNT(*) FILTER (WHERE f.state = 'failed') AS failed,
                       COUNT(*) FILTER (WHERE f.state = 'unknown') AS unknown,
                       COUNT(*) FILTER (WHERE f.state = 'excluded') AS excluded,
                       COUNT(*) FILTER (WHERE f.state = 'cancelled') AS cancelled
                   FROM (SELECT state FROM settled
                         UNION ALL
                         SELECT 'excluded' FROM begun WHERE reason IS NOT NULL) AS f) AS t
             WHERE n.merchant_id = $1 AND n.id = $2
                 AND t.sent + t.failed + t.unknown + t.excluded + t.cancelled > 0)
         SELECT customer_id, reason FROM begun"
    ));
    suppress_bad_mailboxes(tx, newsletter, settled, merchant_now).await?;
    let asked = values![
        newsletter.value(),
        lease.value(),
        outcome_list(settled),
        merchant_now,
        id_list(&customers_of(settled)),
        id_list(starting),
    ];
    let rows: Vec<BegunRow> = tx.all(ALL_AT_ONCE, asked).await?;
    Ok(rows.into_iter().map(BegunDelivery::from).collect())
}

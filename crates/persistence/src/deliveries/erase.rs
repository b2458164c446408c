//! Messages to somebody who was erased: those that have not left do not leave, and of the others nobody knows where they went.

use std::collections::BTreeMap;

use regulars_kernel::{CustomerId, Instant, NewsletterId, StoreError};
use regulars_newsletters::DeliveryTally;
use uuid::Uuid;

use super::roll_up::roll_up;
use crate::wall::{FromRow, ScopedSql, WriteTx, values};

/// Why a message did not leave, or what became of the reply of a relay, which may name the address.
pub(super) const ERASED: &str = "erased";

/// The addresses that messages to the customer were made for.
pub(crate) async fn addresses(
    tx: &WriteTx,
    customer: CustomerId,
) -> Result<Vec<(String, String)>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        channel: String,
        address: String,
    }
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT DISTINCT channel, address FROM deliveries
         WHERE merchant_id = $1 AND customer_id = $2 AND address <> ''
         UNION SELECT channel, address FROM confirmation_tokens WHERE merchant_id = $1 AND customer_id = $2
         UNION SELECT 'email', mailed_to FROM card_links
         WHERE merchant_id = $1 AND customer_id = $2 AND mailed_to IS NOT NULL",
    );
    let rows: Vec<Row> = tx.all(FIND, values![customer.value()]).await?;
    Ok(rows.into_iter().map(|Row { channel, address }| (channel, address)).collect())
}

/// Excludes every message to the customer that has not left, forgets the addresses, and tells of which newsletters one was
/// excluded. One that is on the wire is settled by its worker.
pub(crate) async fn forget_customer(
    tx: &WriteTx,
    customer: CustomerId,
    now: Instant,
) -> Result<Vec<NewsletterId>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        newsletter_id: Uuid,
    }
    const EXCLUDE: ScopedSql = ScopedSql::new(
        "UPDATE deliveries SET state = 'excluded', reason = $3, address = '', settled_at = $4, lease_id = NULL,
             leased_until = NULL
         WHERE merchant_id = $1 AND customer_id = $2 AND state IN ('queued', 'deferred', 'leased')
         RETURNING newsletter_id",
    );
    const FORGET: ScopedSql = ScopedSql::new(
        "UPDATE deliveries SET address = '', reason = CASE WHEN reason IS NULL THEN NULL ELSE $3 END
         WHERE merchant_id = $1 AND customer_id = $2 AND address <> ''",
    );
    let excluded: Vec<Row> = tx.all(EXCLUDE, values![customer.value(), ERASED, now]).await?;
    tx.execute(FORGET, values![customer.value(), ERASED]).await?;
    let mut counts: BTreeMap<Uuid, u32> = BTreeMap::new();
    for Row { newsletter_id } in excluded {
        *counts.entry(newsletter_id).or_default() += 1;
    }
    for (newsletter, excluded) in &counts {
        let tally = DeliveryTally { excluded: *excluded, ..DeliveryTally::default() };
        roll_up(tx, NewsletterId::new(*newsletter), tally).await?;
    }
    Ok(counts.into_keys().map(NewsletterId::new).collect())
}

//! Marks deliveries as being sent, behind the contact gate.

use regulars_kernel::{CustomerId, Instant, LeaseId, NewsletterId, StoreError};
use regulars_newsletters::BegunDelivery;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::list::{id_list, ids_in_postgres, ids_in_sqlite};
use crate::wall::{ScopedSql, Tx, values};

#[derive(FromQueryResult)]
struct BegunRow {
    customer_id: Uuid,
    reason: Option<String>,
}

/// The contact gate for advertising by e-mail, in the order of the rules. What is left when it gives no reason is that
/// the consent was granted for the address that was frozen, and not for one that the customer has changed to since.
macro_rules! begin_text {
    ($of_customer:expr, $of_delivery:expr) => {
        concat!(
            "UPDATE deliveries AS d
             SET state = CASE WHEN g.blocked IS NULL AND lower(g.email) = lower(d.address)
                     THEN 'sending' ELSE 'excluded' END,
                 reason = CASE WHEN g.blocked IS NULL AND lower(g.email) <> lower(d.address)
                     THEN 'no_consent' ELSE g.blocked END,
                 settled_at = CASE WHEN g.blocked IS NULL AND lower(g.email) = lower(d.address)
                     THEN NULL ELSE $5 END
             FROM (
                 SELECT c.id, c.email, CASE
                     WHEN c.email IS NULL THEN 'no_address'
                     WHEN c.email_verified_at IS NULL THEN 'not_verified'
                     WHEN NOT EXISTS (SELECT 1 FROM consent_states AS s
                         WHERE s.merchant_id = $1 AND s.customer_id = c.id AND s.purpose = 'advertising'
                             AND s.channel = 'email' AND s.state = 'granted' AND s.address = c.email_folded)
                         THEN 'no_consent'
                     WHEN EXISTS (SELECT 1 FROM suppressions AS u
                         WHERE u.merchant_id = $1 AND u.channel = 'email' AND u.address = c.email_folded
                             AND (u.expires_at IS NULL OR u.expires_at > $5))
                         THEN 'suppressed'
                     WHEN c.restricted_at IS NOT NULL THEN 'restricted' END AS blocked
                 FROM customers AS c
                 WHERE c.merchant_id = $1 AND c.id ",
            $of_customer,
            "
             ) AS g
             WHERE d.merchant_id = $1 AND d.newsletter_id = $2 AND d.customer_id ",
            $of_delivery,
            " AND d.customer_id = g.id AND d.lease_id = $3 AND (d.state || '') = 'leased'
                 AND EXISTS (SELECT 1 FROM newsletters AS n
                     WHERE n.merchant_id = $1 AND n.id = $2 AND n.state = 'sending')
                 AND EXISTS (SELECT 1 FROM merchants AS m WHERE m.id = $1 AND m.status = 'active')
             RETURNING customer_id, reason"
        )
    };
}

pub(super) async fn begin_sending(
    tx: &Tx,
    newsletter: NewsletterId,
    lease: LeaseId,
    customers: &[CustomerId],
    merchant_now: Instant,
) -> Result<Vec<BegunDelivery>, StoreError> {
    // The state is compared as an expression so that the rows are found by their key, and not by walking the index of
    // everything that is held, which grows by what every message leaves behind.
    const BEGIN: ScopedSql = ScopedSql::by_dialect(
        begin_text!(concat!("IN (", ids_in_sqlite!("$4"), ")"), concat!("IN (", ids_in_sqlite!("$4"), ")")),
        begin_text!(concat!("= ", ids_in_postgres!("$4")), concat!("= ", ids_in_postgres!("$4"))),
    );
    if customers.is_empty() {
        return Ok(Vec::new());
    }
    let asked = values![newsletter.value(), lease.value(), id_list(customers), merchant_now];
    let rows: Vec<BegunRow> = tx.all(BEGIN, asked).await?;
    Ok(rows
        .into_iter()
        .map(|row| BegunDelivery { customer: CustomerId::new(row.customer_id), excluded: row.reason })
        .collect())
}

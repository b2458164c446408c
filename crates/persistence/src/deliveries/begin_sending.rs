//! Marks deliveries as being sent, behind the contact gate.

use regulars_kernel::{CustomerId, Instant, LeaseId, NewsletterId, StoreError};
use regulars_newsletters::BegunDelivery;
use uuid::Uuid;

use super::list::{id_list, ids_in_postgres, ids_in_sqlite};
use crate::segments::first_reason;
use crate::wall::{FromRow, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct BegunRow {
    customer_id: Uuid,
    reason: Option<String>,
}

/// The contact gate for advertising by e-mail for the customers named, at the time `$5`. It is asked once for each customer,
/// whatever the statement then makes of the answer. Whether an address is suppressed is asked by a scalar query, for which
/// PostgreSQL cannot read all suppressions of the merchant first.
macro_rules! gate_text {
    ($of_customer:expr) => {
        concat!(
            "gate AS MATERIALIZED (
                 SELECT c.id, c.email, ",
            crate::segments::email_questions!(
                first_reason,
                concat!(
                    "EXISTS (SELECT 1 FROM consent_states AS s WHERE ",
                    crate::segments::grants!("s", "email", "c.email_folded"),
                    ")"
                ),
                concat!(
                    "(SELECT 1 FROM suppressions AS u WHERE ",
                    crate::segments::suppresses!("u", "email", "c.email_folded", "$5"),
                    ") IS NULL"
                )
            ),
            " AS blocked
                 FROM customers AS c
                 WHERE c.merchant_id = $1 AND c.id ",
            $of_customer,
            ")"
        )
    };
}

/// Whether the gate lets a message through to the address that was frozen.
macro_rules! may_leave {
    () => {
        "g.blocked IS NULL AND lower(g.email) = lower(d.address)"
    };
}

/// Marks what the gate lets through, and excludes the rest. What is left when the gate gives no reason is that the
/// consent was granted for the address that was frozen, and not for one that the customer has changed to since.
///
/// The lease is compared in a way that proves nothing about the index of what is held, so that the rows are found by their
/// key, and not by walking that index, which grows by what every message leaves behind.
macro_rules! begin_text {
    ($of_delivery:expr) => {
        concat!(
            "UPDATE deliveries AS d
             SET state = CASE WHEN ",
            may_leave!(),
            " THEN 'sending' ELSE 'excluded' END,
                 reason = CASE WHEN g.blocked IS NULL AND lower(g.email) <> lower(d.address)
                     THEN 'no_consent' ELSE g.blocked END,
                 settled_at = CASE WHEN ",
            may_leave!(),
            " THEN NULL ELSE $5 END,
                 lease_id = CASE WHEN ",
            may_leave!(),
            " THEN d.lease_id END,
                 leased_until = CASE WHEN ",
            may_leave!(),
            " THEN d.leased_until END
             FROM gate AS g
             WHERE d.merchant_id = $1 AND d.newsletter_id = $2 AND d.customer_id ",
            $of_delivery,
            " AND d.customer_id = g.id AND d.lease_id IS NOT DISTINCT FROM $3 AND d.state = 'leased'
                 AND EXISTS (SELECT 1 FROM newsletters AS n
                     WHERE n.merchant_id = $1 AND n.id = $2 AND n.state = 'sending')
                 AND EXISTS (SELECT 1 FROM merchants AS m WHERE m.id = $1 AND m.status = 'active')
             RETURNING customer_id, reason"
        )
    };
}

pub(super) async fn begin_sending(
    tx: &WriteTx,
    newsletter: NewsletterId,
    lease: LeaseId,
    customers: &[CustomerId],
    merchant_now: Instant,
) -> Result<Vec<BegunDelivery>, StoreError> {
    macro_rules! whole_text {
        ($of_customer:expr) => {
            concat!("WITH ", gate_text!($of_customer), " ", begin_text!($of_customer))
        };
    }
    const BEGIN: ScopedSql = ScopedSql::by_dialect(
        whole_text!(concat!("IN (", ids_in_sqlite!("$4"), ")")),
        whole_text!(concat!("= ", ids_in_postgres!("$4"))),
    );
    if customers.is_empty() {
        return Ok(Vec::new());
    }
    let asked = values![newsletter.value(), lease.value(), id_list(customers), merchant_now];
    let rows: Vec<BegunRow> = tx.all(BEGIN, asked).await?;
    Ok(rows.into_iter().map(BegunDelivery::from).collect())
}

impl From<BegunRow> for BegunDelivery {
    fn from(row: BegunRow) -> Self {
        Self { customer: CustomerId::new(row.customer_id), excluded: row.reason }
    }
}

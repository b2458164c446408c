//! Marks deliveries as being sent, behind the contact gate.

use regulars_kernel::{Channel, CustomerId, Instant, LeaseId, NewsletterId, StoreError};
use regulars_newsletters::{BegunDelivery, DeliveryKey};
use uuid::Uuid;

use super::by_channel::customers_by_channel;
use super::list::{id_list, ids_in_postgres, ids_in_sqlite};
use crate::segments::{email_questions, first_reason, no_addresses, sms_questions};
use crate::wall::{FromRow, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct BegunRow {
    customer_id: Uuid,
    reason: Option<String>,
}

/// Whether the consent that the customer `c` has given for a channel is for the address that they have there.
macro_rules! granted {
    ($channel:literal, $address:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM consent_states AS s WHERE ",
            crate::segments::grants!("s", $channel, $address),
            ")"
        )
    };
}

/// Whether the address that the customer `c` has on a channel is not suppressed at the time `$5`. It is asked by a scalar
/// query, for which PostgreSQL cannot read all suppressions of the merchant first.
macro_rules! not_suppressed {
    ($channel:literal, $address:literal) => {
        concat!(
            "(SELECT 1 FROM suppressions AS u WHERE ",
            crate::segments::suppresses!("u", $channel, $address, "$5"),
            ") IS NULL"
        )
    };
}

/// Of each channel: its name, the address of the customer `c` there, the frozen address of the delivery `d` in the same
/// form, and why the contact gate for advertising does not let a message through.
macro_rules! of_channel {
    (email, $form:ident, $list:expr) => {
        $form!(
            "email",
            "lower(c.email)",
            "lower(d.address)",
            email_questions!(
                first_reason,
                granted!("email", "c.email_folded"),
                not_suppressed!("email", "c.email_folded")
            ),
            $list
        )
    };
    (sms, $form:ident, $list:expr) => {
        $form!(
            "sms",
            "c.phone",
            "d.address",
            sms_questions!(first_reason, granted!("sms", "c.phone"), not_suppressed!("sms", "c.phone")),
            $list
        )
    };
    (push, $form:ident, $list:expr) => {
        $form!("push", "NULL", "d.address", no_addresses!(first_reason), $list)
    };
    (telegram, $form:ident, $list:expr) => {
        $form!("telegram", "NULL", "d.address", no_addresses!(first_reason), $list)
    };
}

/// Marks what the gate lets through to the address that was frozen, and excludes the rest. What is left when the gate gives
/// no reason is that the consent was granted for the address that was frozen, and not for one that the customer has
/// changed to since. The gate is asked once for each customer, whatever the statement then makes of the answer.
///
/// The lease is compared in a way that proves nothing about the index of what is held, so that the rows are found by their
/// key, and not by walking that index, which grows by what every message leaves behind. The channel is compared so too
/// ([`customers_by_channel`]).
macro_rules! begin_text {
    ($channel:literal, $address:literal, $frozen:literal, $blocked:expr, $list:expr) => {
        concat!(
            "WITH gate AS MATERIALIZED (SELECT c.id, ",
            $address,
            " AS address, ",
            $blocked,
            " AS blocked FROM customers AS c WHERE c.merchant_id = $1 AND c.id ",
            $list,
            ") UPDATE deliveries AS d
             SET state = CASE WHEN g.blocked IS NULL AND g.address = ",
            $frozen,
            " THEN 'sending' ELSE 'excluded' END,
                 reason = CASE WHEN g.blocked IS NULL AND g.address <> ",
            $frozen,
            " THEN 'no_consent' ELSE g.blocked END,
                 settled_at = CASE WHEN g.blocked IS NULL AND g.address = ",
            $frozen,
            " THEN NULL ELSE $5 END,
                 lease_id = CASE WHEN g.blocked IS NULL AND g.address = ",
            $frozen,
            " THEN d.lease_id END,
                 leased_until = CASE WHEN g.blocked IS NULL AND g.address = ",
            $frozen,
            " THEN d.leased_until END
             FROM gate AS g
             WHERE d.merchant_id = $1 AND d.newsletter_id = $2 AND d.channel IS NOT DISTINCT FROM '",
            $channel,
            "' AND d.customer_id ",
            $list,
            " AND d.customer_id = g.id AND d.lease_id IS NOT DISTINCT FROM $3 AND d.state = 'leased'
                 AND EXISTS (SELECT 1 FROM newsletters AS n
                     WHERE n.merchant_id = $1 AND n.id = $2 AND n.state = 'sending')
                 AND EXISTS (SELECT 1 FROM merchants AS m WHERE m.id = $1 AND m.status = 'active')
             RETURNING customer_id, reason"
        )
    };
}

macro_rules! begin {
    ($channel:ident) => {
        ScopedSql::by_dialect(
            of_channel!($channel, begin_text, concat!("IN (", ids_in_sqlite!("$4"), ")")),
            of_channel!($channel, begin_text, concat!("= ", ids_in_postgres!("$4"))),
        )
    };
}

const fn begin(channel: Channel) -> ScopedSql {
    const EMAIL: ScopedSql = begin!(email);
    const SMS: ScopedSql = begin!(sms);
    const PUSH: ScopedSql = begin!(push);
    const TELEGRAM: ScopedSql = begin!(telegram);
    match channel {
        Channel::Email => EMAIL,
        Channel::Sms => SMS,
        Channel::Push => PUSH,
        Channel::Telegram => TELEGRAM,
    }
}

pub(super) async fn begin_sending(
    tx: &WriteTx,
    newsletter: NewsletterId,
    lease: LeaseId,
    deliveries: &[DeliveryKey],
    merchant_now: Instant,
) -> Result<Vec<BegunDelivery>, StoreError> {
    let mut begun = Vec::with_capacity(deliveries.len());
    for (channel, customers) in customers_by_channel(deliveries.iter().copied()) {
        let asked = values![newsletter.value(), lease.value(), id_list(&customers), merchant_now];
        let rows: Vec<BegunRow> = tx.all(begin(channel), asked).await?;
        begun.extend(rows.into_iter().map(|row| BegunDelivery {
            key: DeliveryKey { channel, customer: CustomerId::new(row.customer_id) },
            excluded: row.reason,
        }));
    }
    Ok(begun)
}

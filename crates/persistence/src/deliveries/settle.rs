//! Writes down how attempts ended.

use chrono::SecondsFormat;
use regulars_kernel::{Channel, Instant, LeaseId, NewsletterId, StoreError};
use regulars_newsletters::{DeliveryOutcome, DeliveryState, DeliveryTally, SettledDelivery};
use serde_json::{Value, json};

use super::by_channel::customers_by_channel;
use super::list::{id_list, ids_in_postgres, ids_in_sqlite};
use crate::error::inconsistent;
use crate::wall::{FromRow, ScopedSql, WriteTx, values};

#[derive(FromRow)]
pub(super) struct StateRow {
    pub(super) state: String,
}

/// Whether the newsletter `$2` was cancelled.
macro_rules! cancelled {
    () => {
        "EXISTS (SELECT 1 FROM newsletters AS n
             WHERE n.merchant_id = $1 AND n.id = $2 AND n.state = 'cancelled')"
    };
}
pub(super) use cancelled;

/// What is not final goes back to the queue, or is cancelled with its newsletter, but for what its worker holds on. What goes
/// to somebody who was erased meanwhile, whose address is not there any more, is not tried again. Only what was marked as being sent is
/// settled, and what could not even be rendered.
macro_rules! settle_text {
    ($outcomes:expr, $of_delivery:expr) => {
        concat!(
            "UPDATE deliveries AS d
             SET state = CASE WHEN o.outcome IN ('queued', 'deferred', 'leased') AND d.address = '' THEN 'excluded'
                     WHEN o.outcome IN ('queued', 'deferred') AND ",
            cancelled!(),
            " THEN 'cancelled' ELSE o.outcome END,
                 reason = CASE WHEN d.address = '' AND o.why IS NOT NULL THEN 'erased' ELSE o.why END, attempts = d.attempts + o.burnt,
                 next_attempt_at = COALESCE(o.again_at, d.next_attempt_at),
                 lease_id = CASE WHEN o.outcome = 'leased' AND d.address <> '' THEN d.lease_id END,
                 leased_until = CASE WHEN o.outcome = 'leased' AND d.address <> '' THEN d.leased_until END,
                 settled_at = CASE WHEN d.address = '' THEN $5 WHEN o.outcome = 'leased' THEN NULL
                     WHEN o.outcome IN ('queued', 'deferred') AND NOT ",
            cancelled!(),
            " THEN NULL ELSE $5 END
             FROM ",
            $outcomes,
            " WHERE d.merchant_id = $1 AND d.newsletter_id = $2 AND d.channel IS NOT DISTINCT FROM $7 AND d.customer_id ",
            $of_delivery,
            " AND d.customer_id = o.whom AND d.lease_id IS NOT DISTINCT FROM $3
                 AND (d.state = 'sending' OR (d.state = 'leased' AND o.outcome = 'failed'))
             RETURNING state"
        )
    };
}

pub(super) async fn settle(
    tx: &WriteTx,
    newsletter: NewsletterId,
    lease: LeaseId,
    settled: &[SettledDelivery],
    merchant_now: Instant,
) -> Result<DeliveryTally, StoreError> {
    const SETTLE: ScopedSql = ScopedSql::by_dialect(
        settle_text!(
            "(SELECT unhex(replace(json_extract(e.value, '$.whom'), '-', '')) AS whom,
                  json_extract(e.value, '$.outcome') AS outcome, json_extract(e.value, '$.why') AS why,
                  json_extract(e.value, '$.burnt') AS burnt, json_extract(e.value, '$.again_at') AS again_at
              FROM json_each($4) AS e) AS o",
            concat!("IN (", ids_in_sqlite!("$6"), ")")
        ),
        settle_text!(
            "jsonb_to_recordset($4::jsonb)
                AS o(whom uuid, outcome text, why text, burnt bigint, again_at timestamptz)",
            concat!("= ", ids_in_postgres!("$6"))
        ),
    );
    let mut tally = DeliveryTally::default();
    for (channel, customers) in customers_by_channel(settled.iter().map(|settled| settled.key)) {
        let asked = values![
            newsletter.value(),
            lease.value(),
            outcome_list(settled, channel),
            merchant_now,
            id_list(&customers),
            channel.name(),
        ];
        let rows: Vec<StateRow> = tx.all(SETTLE, asked).await?;
        tally = tally.and(tally_of(&rows)?);
    }
    suppress_bad_addresses(tx, newsletter, settled, merchant_now).await?;
    Ok(tally)
}

pub(super) fn tally_of(rows: &[StateRow]) -> Result<DeliveryTally, StoreError> {
    let mut tally = DeliveryTally::default();
    for row in rows {
        let state: DeliveryState = row.state.parse().map_err(|error| inconsistent("deliveries", error))?;
        tally.count(state);
    }
    Ok(tally)
}

/// The parameter for the outcomes of one channel.
fn outcome_list(settled: &[SettledDelivery], channel: Channel) -> String {
    let of_channel = settled.iter().filter(|settled| settled.key.channel == channel);
    of_channel.map(outcome).collect::<Value>().to_string()
}

fn outcome(settled: &SettledDelivery) -> Value {
    let next_attempt_at = match &settled.outcome {
        DeliveryOutcome::Deferred { next_attempt_at, .. } => {
            Some(next_attempt_at.to_rfc3339_opts(SecondsFormat::AutoSi, false))
        }
        _ => None,
    };
    // PostgreSQL holds no NUL in text, and a reply may hold anything.
    let reason = settled.outcome.reason().map(|reason| reason.replace('\0', ""));
    json!({
        "whom": settled.key.customer.to_string(),
        "outcome": settled.outcome.state().as_str(),
        "why": reason,
        "burnt": i64::from(settled.outcome.burns_an_attempt()),
        "again_at": next_attempt_at,
    })
}

/// An address that does not exist gets no further message of this merchant. An e-mail address is suppressed in the form in
/// which it is compared.
async fn suppress_bad_addresses(
    tx: &WriteTx,
    newsletter: NewsletterId,
    settled: &[SettledDelivery],
    merchant_now: Instant,
) -> Result<(), StoreError> {
    macro_rules! suppress_text {
        ($of_delivery:expr) => {
            concat!(
                "INSERT INTO suppressions (merchant_id, channel, address, reason, source, created_at)
                 SELECT DISTINCT $1, d.channel, CASE d.channel WHEN 'email' THEN lower(d.address) ELSE d.address END,
                     'bounce', CASE d.channel WHEN 'email' THEN 'smtp' ELSE d.channel END, $4
                 FROM deliveries AS d
                 WHERE d.merchant_id = $1 AND d.newsletter_id = $2 AND d.channel IS NOT DISTINCT FROM $5
                     AND d.address <> '' AND d.customer_id ",
                $of_delivery,
                " ON CONFLICT (merchant_id, channel, address) DO NOTHING"
            )
        };
    }
    const SUPPRESS: ScopedSql = ScopedSql::by_dialect(
        suppress_text!(concat!("IN (", ids_in_sqlite!("$3"), ")")),
        suppress_text!(concat!("= ", ids_in_postgres!("$3"))),
    );
    let is_bad = |settled: &&SettledDelivery| {
        matches!(settled.outcome, DeliveryOutcome::Failed { bad_address: true, .. })
    };
    let bad = settled.iter().filter(is_bad).map(|settled| settled.key);
    for (channel, customers) in customers_by_channel(bad) {
        let asked = values![newsletter.value(), id_list(&customers), merchant_now, channel.name()];
        tx.execute(SUPPRESS, asked).await?;
    }
    Ok(())
}

//! Takes deliveries that are due.

use std::collections::BTreeMap;

use regulars_kernel::{Channel, CustomerId, Instant, Language, Personal, StoreError};
use regulars_newsletters::{ClaimedDelivery, DeliveryClaim, DeliveryCursor, DeliveryKey, Recipient};
use sea_orm::DbBackend;
use uuid::Uuid;

use super::attributes::add_attributes;
use super::list::{id_list, ids_in_sqlite};
use super::queue::waits;
use crate::customers::NamesRow;
use crate::wall::{FromRow, Piece, RowColumns, ScopedSql, WriteTx, sql_text, values};

#[derive(FromRow)]
struct ClaimedRow {
    customer_id: Uuid,
    address: String,
    attempts: i64,
    next_attempt_at: Instant,
    gender: Option<String>,
    #[nested]
    names: NamesRow,
    language: Option<String>,
}

impl ClaimedRow {
    fn claimed_of(self, channel: Channel) -> ClaimedDelivery {
        let row = self;
        let email = if channel == Channel::Email { row.address.parse().ok() } else { None };
        ClaimedDelivery {
            cursor: DeliveryCursor {
                next_attempt_at: row.next_attempt_at,
                key: DeliveryKey { channel, customer: CustomerId::new(row.customer_id) },
            },
            attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
            recipient: Recipient {
                gender: row.gender.and_then(|gender| gender.parse().ok()),
                names: row.names.into_names().map(|_, name| name.map(Personal::new)),
                email,
                attributes: BTreeMap::new(),
            },
            address: Personal::new(row.address),
            language: row.language.and_then(|language| language.parse::<Language>().ok()),
        }
    }
}

/// The rows to take, in the order of their channel's queue, behind where the claim goes on from.
macro_rules! due {
    ($lock:literal) => {
        concat!(
            "SELECT q.customer_id FROM deliveries AS q
             WHERE q.merchant_id = $1 AND q.newsletter_id = $2 AND q.channel = $9 AND ",
            waits!("q"),
            " AND q.next_attempt_at <= $5 AND (q.next_attempt_at, q.customer_id) > ($6, $7)
             ORDER BY q.next_attempt_at, q.customer_id LIMIT $8",
            $lock
        )
    };
}

#[derive(FromRow)]
struct TakenRow {
    customer_id: Uuid,
}

pub(super) async fn claim(tx: &WriteTx, claim: &DeliveryClaim) -> Result<Vec<ClaimedDelivery>, StoreError> {
    const CLAIM_IN_POSTGRES: ScopedSql = ScopedSql::new(sql_text!(
        Piece::Text(concat!(
            "UPDATE deliveries AS d SET state = 'leased', lease_id = $3, leased_until = $4
         FROM customers AS c
         WHERE d.merchant_id = $1 AND d.newsletter_id = $2 AND d.channel IS NOT DISTINCT FROM $9 AND d.customer_id = ANY(ARRAY(",
            due!(" FOR UPDATE SKIP LOCKED"),
            ")) AND c.merchant_id = $1 AND c.id = d.customer_id
         RETURNING d.customer_id, d.address, d.attempts, d.next_attempt_at, c.gender, c.language, "
        )),
        Piece::ColumnsOf("c", NamesRow::LIST),
    ));
    const CLAIM_IN_SQLITE: ScopedSql = ScopedSql::new(concat!(
        "UPDATE deliveries AS d SET state = 'leased', lease_id = $3, leased_until = $4
         WHERE d.merchant_id = $1 AND d.newsletter_id = $2 AND d.channel IS NOT DISTINCT FROM $9 AND d.customer_id IN (",
        due!(""),
        ") RETURNING customer_id",
    ));
    const READ_IN_SQLITE: ScopedSql = ScopedSql::new(sql_text!(
        Piece::Text("SELECT d.customer_id, d.address, d.attempts, d.next_attempt_at, c.gender, c.language, "),
        Piece::ColumnsOf("c", NamesRow::LIST),
        Piece::Text(concat!(
            "
         FROM deliveries AS d JOIN customers AS c ON c.merchant_id = $1 AND c.id = d.customer_id
         WHERE d.merchant_id = $1 AND d.newsletter_id = $2 AND d.channel IS NOT DISTINCT FROM $4 AND d.customer_id IN (",
            ids_in_sqlite!("$3"),
            ")",
        )),
    ));
    let channel = claim.channel;
    let beginning = DeliveryCursor {
        next_attempt_at: Instant::UNIX_EPOCH,
        key: DeliveryKey { channel, customer: CustomerId::new(Uuid::nil()) },
    };
    let after = claim.after.filter(|after| after.key.channel == channel).unwrap_or(beginning);
    let asked = values![
        claim.newsletter.value(),
        claim.lease.value(),
        claim.until,
        claim.merchant_now,
        after.next_attempt_at,
        after.key.customer.value(),
        i64::from(claim.limit),
        channel.name(),
    ];
    let rows: Vec<ClaimedRow> = if tx.backend() == DbBackend::Sqlite {
        let taken: Vec<TakenRow> = tx.all(CLAIM_IN_SQLITE, asked).await?;
        if taken.is_empty() {
            return Ok(Vec::new());
        }
        let taken: Vec<CustomerId> = taken.iter().map(|row| CustomerId::new(row.customer_id)).collect();
        tx.all(READ_IN_SQLITE, values![claim.newsletter.value(), id_list(&taken), channel.name()]).await?
    } else {
        tx.all(CLAIM_IN_POSTGRES, asked).await?
    };
    let mut claimed: Vec<ClaimedDelivery> = rows.into_iter().map(|row| row.claimed_of(channel)).collect();
    claimed.sort_by_key(|delivery| delivery.cursor);
    add_attributes(tx, &mut claimed, &claim.attributes, claim.merchant_now).await?;
    Ok(claimed)
}

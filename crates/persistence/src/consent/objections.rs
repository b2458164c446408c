//! Who carries an address, and what those who read it have objected to.

use regulars_consent::{CHANGE_OF_ADDRESS, ContactAddress, IMPORT_UNDONE, MERGE_UNDONE};
use regulars_kernel::{Channel, CustomerId, Instant, StoreError};
use uuid::Uuid;

use super::kept_objections;
use super::named_column::channel_text;
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, values};

pub(super) async fn customers_at(
    tx: &ReadTx,
    channel: Channel,
    address: &ContactAddress,
) -> Result<Vec<CustomerId>, StoreError> {
    #[derive(FromRow)]
    struct IdRow {
        id: Uuid,
    }
    const BY_EMAIL: ScopedSql =
        ScopedSql::new("SELECT id FROM customers WHERE merchant_id = $1 AND email_folded = $2 ORDER BY id");
    const BY_PHONE: ScopedSql =
        ScopedSql::new("SELECT id FROM customers WHERE merchant_id = $1 AND phone = $2 ORDER BY id");
    let sql = match channel {
        Channel::Email => BY_EMAIL,
        Channel::Sms => BY_PHONE,
        Channel::Push | Channel::Telegram => return Ok(Vec::new()),
    };
    let rows: Vec<IdRow> = tx.all(sql, values![address.expose()]).await?;
    Ok(rows.into_iter().map(|row| CustomerId::new(row.id)).collect())
}

/// The sources are those of a link: what the staff writes down is about one record. An objection belongs to the address that its
/// entry is about, whoever carries it now: a record that was merged or has another address by now carries it no longer.
macro_rules! count_objections {
    ($address:literal) => {
        concat!(
            "SELECT (SELECT count(*) FROM customers
             JOIN consent_events ON consent_events.merchant_id = $1 AND consent_events.customer_id = customers.id
             WHERE customers.merchant_id = $1 AND customers.",
            $address,
            " = $2 AND consent_events.purpose = 'advertising' AND consent_events.channel = $3
                 AND consent_events.state <> 'granted' AND consent_events.occurred_at >= $4
                 AND consent_events.source IN ('unsubscribe_link', 'preference_page'))
             + (SELECT count(*) FROM consent_events AS e
                WHERE e.merchant_id = $1 AND e.address = $2 AND e.purpose = 'advertising' AND e.channel = $3
                    AND e.state <> 'granted' AND e.occurred_at >= $4
                    AND e.source IN ('unsubscribe_link', 'preference_page')) AS objections"
        )
    };
}

pub(super) async fn has_objection_since(
    tx: &ReadTx,
    channel: Channel,
    address: &ContactAddress,
    instant: Instant,
) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Count {
        objections: i64,
    }
    const BY_EMAIL: ScopedSql = ScopedSql::new(count_objections!("email_folded"));
    const BY_PHONE: ScopedSql = ScopedSql::new(count_objections!("phone"));
    let sql = match channel {
        Channel::Email => BY_EMAIL,
        Channel::Sms => BY_PHONE,
        Channel::Push | Channel::Telegram => return Ok(false),
    };
    let sought = values![address.expose(), channel_text(Some(channel)), instant];
    let Count { objections } = tx.one(sql, sought).await?;
    Ok(objections > 0 || kept_objections::exists_since(tx, channel, address, instant).await?)
}

/// The conditions are those of an index. The sources that do not count are those of entries that the program writes itself.
pub(super) async fn was_closed_since(
    tx: &ReadTx,
    (channel, address): (Channel, &ContactAddress),
    instant: Instant,
    those: &[CustomerId],
) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Row {
        #[expect(dead_code, reason = "that there is a row is the answer")]
        id: Uuid,
    }
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT e.id FROM consent_events AS e
         WHERE e.merchant_id = $1 AND e.address = $2 AND e.channel = $3 AND e.purpose = 'advertising'
             AND e.state <> 'granted' AND e.recorded_at >= $4
             AND NOT EXISTS (SELECT 1 FROM undone_consents AS u
                 WHERE u.merchant_id = $1 AND u.customer_id = e.customer_id AND u.event_id = e.id AND u.is_void)",
    );
    let sought = values![address.expose(), channel_text(Some(channel)), instant];
    let mut query = ScopedQuery::new(FIND, tx.backend(), sought);
    query.push(" AND e.source NOT IN (?, ?, ?)", values![CHANGE_OF_ADDRESS, IMPORT_UNDONE, MERGE_UNDONE]);
    for one in those {
        query.push(" AND e.customer_id <> ?", values![one.value()]);
    }
    query.push(" LIMIT 1", []);
    let rows: Vec<Row> = tx.query(query).await?;
    Ok(!rows.is_empty())
}

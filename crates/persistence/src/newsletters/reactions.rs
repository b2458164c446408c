//! How customers reacted to newsletters.

use async_trait::async_trait;
use chrono::SecondsFormat;
use regulars_kernel::{Channel, CustomerId, Email, Instant, NewsletterId, Personal, StoreError};
use regulars_newsletters::{
    Burst, DeliveryKey, Hit, ReactionReads, ReactionStore, ReaderKey, ReaderMark, RecordedNewsletter,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::profiling::may_be_profiled;
use crate::deliveries::customers_by_channel;
use crate::error::inconsistent;
use crate::wall::{Condition, FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, values};

#[derive(FromRow)]
struct SettledRow {
    customer_id: Uuid,
    settled_at: Instant,
}

#[derive(FromRow)]
struct RecordedRow {
    tracking: String,
    frozen_at: Instant,
}

#[derive(FromRow)]
struct CustomerRow {
    customer_id: Uuid,
}

#[derive(FromRow)]
struct KeyRow {
    reader_key: Vec<u8>,
}

#[derive(FromRow)]
struct MarkRow {
    customer_id: Uuid,
    reader: Uuid,
}

#[in_reads_and_writes]
#[async_trait]
impl ReactionReads for ReadTx {
    async fn recorded_newsletter(
        &mut self,
        newsletter: NewsletterId,
    ) -> Result<Option<RecordedNewsletter>, StoreError> {
        // What was being sent before newsletters had a mode of their own goes by the merchant's.
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT coalesce(n.tracking, s.tracking) AS tracking, n.frozen_at
             FROM newsletters AS n JOIN merchant_settings AS s ON s.merchant_id = n.merchant_id
             WHERE n.merchant_id = $1 AND n.id = $2 AND n.frozen_at IS NOT NULL",
        );
        let row: Option<RecordedRow> = self.optional(FIND, values![newsletter.value()]).await?;
        let recorded = row.map(|RecordedRow { tracking, frozen_at }| {
            let tracking = tracking.parse().map_err(|error| inconsistent("newsletters", error))?;
            Ok(RecordedNewsletter { tracking, frozen_at })
        });
        recorded.transpose()
    }

    async fn who_may_be_profiled(&mut self, customers: &[CustomerId]) -> Result<Vec<CustomerId>, StoreError> {
        const WHO: ScopedSql = ScopedSql::new(concat!(
            "SELECT c.id AS customer_id FROM customers AS c WHERE c.merchant_id = $1 AND ",
            may_be_profiled!("c.id"),
            " AND "
        ));
        if customers.is_empty() {
            return Ok(Vec::new());
        }
        let customers: Vec<Uuid> = customers.iter().map(|customer| customer.value()).collect();
        let mut query = ScopedQuery::new(WHO, self.backend(), values![]);
        query.push_condition(Condition::one_of_ids(self.backend(), "c.id", &customers));
        let rows: Vec<CustomerRow> = self.query(query).await?;
        Ok(rows.into_iter().map(|row| CustomerId::new(row.customer_id)).collect())
    }

    async fn marks_of_named(
        &mut self,
        newsletter: NewsletterId,
        customers: &[CustomerId],
    ) -> Result<Vec<(CustomerId, ReaderMark)>, StoreError> {
        const MARKS: ScopedSql = ScopedSql::new(
            "SELECT DISTINCT customer_id, reader FROM newsletter_hits
             WHERE merchant_id = $1 AND newsletter_id = $2 AND reader IS NOT NULL AND ",
        );
        if customers.is_empty() {
            return Ok(Vec::new());
        }
        let customers: Vec<Uuid> = customers.iter().map(|customer| customer.value()).collect();
        let mut query = ScopedQuery::new(MARKS, self.backend(), values![newsletter.value()]);
        query.push_condition(Condition::one_of_ids(self.backend(), "customer_id", &customers));
        let rows: Vec<MarkRow> = self.query(query).await?;
        let marks = rows.into_iter();
        Ok(marks.map(|row| (CustomerId::new(row.customer_id), ReaderMark::new(row.reader))).collect())
    }

    async fn settled_messages(
        &mut self,
        newsletter: NewsletterId,
        messages: &[DeliveryKey],
    ) -> Result<Vec<(DeliveryKey, Instant)>, StoreError> {
        const SETTLED: ScopedSql = ScopedSql::new(
            "SELECT customer_id, settled_at FROM deliveries
             WHERE merchant_id = $1 AND newsletter_id = $2 AND channel IS NOT DISTINCT FROM $3 AND settled_at IS NOT NULL AND ",
        );
        let mut settled = Vec::with_capacity(messages.len());
        for (channel, customers) in customers_by_channel(messages.iter().copied()) {
            let customers: Vec<Uuid> = customers.iter().map(|customer| customer.value()).collect();
            let asked = values![newsletter.value(), channel.name()];
            let mut query = ScopedQuery::new(SETTLED, self.backend(), asked);
            query.push_condition(Condition::one_of_ids(self.backend(), "customer_id", &customers));
            let rows: Vec<SettledRow> = self.query(query).await?;
            settled.extend(rows.into_iter().map(|row| {
                (DeliveryKey { channel, customer: CustomerId::new(row.customer_id) }, row.settled_at)
            }));
        }
        Ok(settled)
    }

    async fn address_of_message(
        &mut self,
        newsletter: NewsletterId,
        message: DeliveryKey,
    ) -> Result<Option<Personal<String>>, StoreError> {
        #[derive(FromRow)]
        struct AddressRow {
            address: String,
        }
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT address FROM deliveries
             WHERE merchant_id = $1 AND newsletter_id = $2 AND channel = $3 AND customer_id = $4",
        );
        let DeliveryKey { channel, customer } = message;
        let asked = values![newsletter.value(), channel.name(), customer.value()];
        let row: Option<AddressRow> = self.optional(FIND, asked).await?;
        let compared = row.and_then(|AddressRow { address }| match channel {
            Channel::Email => address.parse().ok().map(|email: Email| email.folded()),
            Channel::Sms | Channel::Push | Channel::Telegram => Some(address),
        });
        Ok(compared.map(Personal::new))
    }
}

#[async_trait]
impl ReactionStore for WriteTx {
    async fn reader_key(
        &mut self,
        newsletter: NewsletterId,
        fresh: &ReaderKey,
        now: Instant,
    ) -> Result<ReaderKey, StoreError> {
        const KEEP: ScopedSql = ScopedSql::new(
            "INSERT INTO newsletter_reader_keys (merchant_id, newsletter_id, reader_key, created_at)
             VALUES ($1, $2, $3, $4) ON CONFLICT (merchant_id, newsletter_id) DO NOTHING",
        );
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT reader_key FROM newsletter_reader_keys WHERE merchant_id = $1 AND newsletter_id = $2",
        );
        self.execute(KEEP, values![newsletter.value(), fresh.bytes().to_vec(), now]).await?;
        let KeyRow { reader_key } = self.one(FIND, values![newsletter.value()]).await?;
        ReaderKey::of_bytes(&reader_key)
            .ok_or_else(|| inconsistent("newsletter_reader_keys", "a key has 32 bytes"))
    }

    async fn destroy_reader_key(&mut self, newsletter: NewsletterId) -> Result<(), StoreError> {
        const DESTROY: ScopedSql = ScopedSql::new(
            "DELETE FROM newsletter_reader_keys WHERE merchant_id = $1 AND newsletter_id = $2",
        );
        self.execute(DESTROY, values![newsletter.value()]).await.map(drop)
    }

    async fn take_for_machines(&mut self, bursts: &[Burst]) -> Result<(), StoreError> {
        // Without its LIMIT SQLite reads the list anew for each hit of the merchant.
        const TAKE: ScopedSql = ScopedSql::by_dialect(
            "UPDATE newsletter_hits AS h SET verdict = 'machine', reason = 'beside_a_burst'
             FROM (SELECT unhex(json_extract(e.value, '$.newsletter')) AS newsletter,
                       unhex(json_extract(e.value, '$.reader')) AS reader,
                       json_extract(e.value, '$.taken_for') AS taken_for,
                       json_extract(e.value, '$.since') AS since, json_extract(e.value, '$.until') AS until
                   FROM json_each($2) AS e LIMIT -1) AS b
             WHERE h.merchant_id = $1 AND h.newsletter_id = b.newsletter AND h.reader = b.reader
                 AND h.occurred_at >= b.since AND h.occurred_at <= b.until
                 AND h.verdict = 'human' AND h.reason = b.taken_for",
            "UPDATE newsletter_hits AS h SET verdict = 'machine', reason = 'beside_a_burst'
             FROM jsonb_to_recordset($2::jsonb) AS b(newsletter uuid, reader uuid, taken_for text,
                 since timestamptz, until timestamptz)
             WHERE h.merchant_id = $1 AND h.newsletter_id = b.newsletter AND h.reader = b.reader
                 AND h.occurred_at >= b.since AND h.occurred_at <= b.until
                 AND h.verdict = 'human' AND h.reason = b.taken_for",
        );
        if bursts.is_empty() {
            return Ok(());
        }
        let rows: Value = bursts.iter().map(burst_row).collect();
        self.execute(TAKE, values![rows.to_string()]).await.map(drop)
    }

    async fn insert_hits(&mut self, hits: &[Hit]) -> Result<(), StoreError> {
        const INSERT: ScopedSql = ScopedSql::by_dialect(
            "INSERT INTO newsletter_hits
                 (merchant_id, newsletter_id, id, channel, customer_id, reader, kind, position, verdict, reason, occurred_at)
             SELECT $1, n.id, unhex(json_extract(e.value, '$.id')), json_extract(e.value, '$.channel'),
                 unhex(json_extract(e.value, '$.customer_id')), unhex(json_extract(e.value, '$.reader')), json_extract(e.value, '$.kind'), json_extract(e.value, '$.position'),
                 json_extract(e.value, '$.verdict'), json_extract(e.value, '$.reason'),
                 json_extract(e.value, '$.occurred_at')
             FROM json_each($2) AS e CROSS JOIN newsletters AS n
             WHERE n.merchant_id = $1 AND n.id = unhex(json_extract(e.value, '$.newsletter_id'))",
            "INSERT INTO newsletter_hits
                 (merchant_id, newsletter_id, id, channel, customer_id, reader, kind, position, verdict, reason, occurred_at)
             SELECT $1, n.id, r.id, r.channel, r.customer_id, r.reader, r.kind, r.position, r.verdict, r.reason, r.occurred_at
             FROM jsonb_to_recordset($2::jsonb) AS r(newsletter_id uuid, id uuid, channel text, customer_id uuid, reader uuid, kind text,
                 position bigint, verdict text, reason text, occurred_at timestamptz), newsletters AS n
             WHERE n.merchant_id = $1 AND n.id = r.newsletter_id",
        );
        if hits.is_empty() {
            return Ok(());
        }
        let rows: Value = hits.iter().map(row).collect();
        self.execute(INSERT, values![rows.to_string()]).await.map(drop)
    }

    async fn note_unsubscribe(
        &mut self,
        newsletter: NewsletterId,
        message: DeliveryKey,
        merchant_now: Instant,
    ) -> Result<(), StoreError> {
        const NOTE: ScopedSql = ScopedSql::new(
            "INSERT INTO newsletter_unsubscribes (merchant_id, newsletter_id, channel, customer_id, occurred_at)
             SELECT $1, n.id, $3, $4, $5 FROM newsletters AS n WHERE n.merchant_id = $1 AND n.id = $2
             ON CONFLICT (merchant_id, newsletter_id, customer_id) DO NOTHING",
        );
        let DeliveryKey { channel, customer } = message;
        let noted = values![newsletter.value(), channel.name(), customer.value(), merchant_now];
        self.execute(NOTE, noted).await.map(drop)
    }
}

fn row(hit: &Hit) -> Value {
    json!({
        "newsletter_id": hit.newsletter.value().simple().to_string(),
        "id": hit.id.simple().to_string(),
        "channel": hit.channel.name(),
        "customer_id": hit.customer.map(|customer| customer.value().simple().to_string()),
        "reader": hit.reader.map(|reader| reader.value().simple().to_string()),
        "kind": hit.kind.name(),
        "position": hit.kind.position(),
        "verdict": hit.verdict.name(),
        "reason": hit.reason.name(),
        "occurred_at": instant(hit.occurred_at),
    })
}

fn burst_row(burst: &Burst) -> Value {
    json!({
        "newsletter": burst.newsletter.value().simple().to_string(),
        "reader": burst.reader.value().simple().to_string(),
        "taken_for": burst.taken_for.name(),
        "since": instant(burst.since),
        "until": instant(burst.until),
    })
}

fn instant(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, false)
}

//! What is known of a customer besides its record and the ledgers.

use async_trait::async_trait;
use regulars_flows::{ImportOrigin, MessageTo, ReactionOf, SubjectTraceReads};
use regulars_kernel::{CustomerId, ImportId, Instant, NewsletterId, StoreError};
use uuid::Uuid;

use crate::wall::{FromRow, ReadTx, ScopedSql, in_reads_and_writes, values};

#[derive(FromRow)]
struct MessageRow {
    newsletter_id: Uuid,
    subject: String,
    channel: String,
    address: String,
    state: String,
    reason: Option<String>,
    settled_at: Option<Instant>,
}

#[derive(FromRow)]
struct ReactionRow {
    id: Uuid,
    kind: String,
    occurred_at: Instant,
}

#[derive(FromRow)]
struct OriginRow {
    import_id: Uuid,
    file_name: String,
    number: i64,
    disposition: Option<String>,
    created_at: Instant,
}

#[in_reads_and_writes]
#[async_trait]
impl SubjectTraceReads for ReadTx {
    async fn messages_to(
        &mut self,
        customer: CustomerId,
        after: Option<NewsletterId>,
        at_most: u16,
    ) -> Result<Vec<MessageTo>, StoreError> {
        // A newsletter has a message on each of a few channels at most, and none of its messages is left out.
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT d.newsletter_id, n.subject, d.channel, d.address, d.state, d.reason, d.settled_at
             FROM deliveries AS d JOIN newsletters AS n ON n.merchant_id = $1 AND n.id = d.newsletter_id
             WHERE d.merchant_id = $1 AND d.customer_id = $2 AND d.newsletter_id IN (
                 SELECT DISTINCT q.newsletter_id FROM deliveries AS q
                 WHERE q.merchant_id = $1 AND q.customer_id = $2 AND q.newsletter_id > $3
                 ORDER BY q.newsletter_id LIMIT $4)
             ORDER BY d.newsletter_id, d.channel",
        );
        let after = after.map_or(Uuid::nil(), NewsletterId::value);
        let rows: Vec<MessageRow> =
            self.all(FIND, values![customer.value(), after, i64::from(at_most)]).await?;
        let message = |row: MessageRow| {
            let MessageRow { newsletter_id, subject, channel, address, state, reason, settled_at } = row;
            let newsletter = NewsletterId::new(newsletter_id);
            MessageTo { newsletter, subject, channel, address, state, reason, settled_at }
        };
        Ok(rows.into_iter().map(message).collect())
    }

    async fn reactions_to(
        &mut self,
        customer: CustomerId,
        newsletter: NewsletterId,
    ) -> Result<Vec<ReactionOf>, StoreError> {
        const HITS: ScopedSql = ScopedSql::new(
            "SELECT h.id, h.kind, h.occurred_at FROM newsletter_hits AS h
             WHERE h.merchant_id = $1 AND h.newsletter_id = $2 AND h.customer_id = $3
                 AND h.kind IN ('open', 'click') ORDER BY h.occurred_at, h.id",
        );
        const UNSUBSCRIBES: ScopedSql = ScopedSql::new(
            "SELECT u.customer_id AS id, 'unsubscribe' AS kind, u.occurred_at FROM newsletter_unsubscribes AS u
             WHERE u.merchant_id = $1 AND u.newsletter_id = $2 AND u.customer_id = $3",
        );
        let mut reactions = Vec::new();
        for sql in [HITS, UNSUBSCRIBES] {
            let rows: Vec<ReactionRow> = self.all(sql, values![newsletter.value(), customer.value()]).await?;
            reactions.extend(rows.into_iter().map(|row| ReactionOf {
                id: row.id,
                newsletter,
                kind: row.kind,
                at: row.occurred_at,
            }));
        }
        Ok(reactions)
    }

    async fn origins_in_files(&mut self, customer: CustomerId) -> Result<Vec<ImportOrigin>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT r.import_id, i.file_name, r.number, r.disposition, i.created_at
             FROM customer_import_rows AS r
             JOIN customer_imports AS i ON i.merchant_id = $1 AND i.id = r.import_id
             WHERE r.merchant_id = $1 AND r.customer_id = $2 ORDER BY r.import_id, r.number",
        );
        let rows: Vec<OriginRow> = self.all(FIND, values![customer.value()]).await?;
        let origin = |row: OriginRow| ImportOrigin {
            import: ImportId::new(row.import_id),
            file_name: row.file_name,
            number: row.number,
            disposition: row.disposition,
            at: row.created_at,
        };
        Ok(rows.into_iter().map(origin).collect())
    }
}

//! How customers reacted to newsletters.

use async_trait::async_trait;
use chrono::SecondsFormat;
use regulars_kernel::{CustomerId, Email, Instant, NewsletterId, StoreError};
use regulars_newsletters::{Hit, ReactionStore};
use sea_orm::FromQueryResult;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::wall::{Condition, ScopedQuery, ScopedSql, Tx, values};

#[derive(FromQueryResult)]
struct SettledRow {
    customer_id: Uuid,
    settled_at: Instant,
}

#[async_trait]
impl ReactionStore for Tx {
    async fn settled_messages(
        &mut self,
        newsletter: NewsletterId,
        customers: &[CustomerId],
    ) -> Result<Vec<(CustomerId, Instant)>, StoreError> {
        const SETTLED: ScopedSql = ScopedSql::new(
            "SELECT customer_id, settled_at FROM deliveries
             WHERE merchant_id = $1 AND newsletter_id = $2 AND settled_at IS NOT NULL AND ",
        );
        let customers: Vec<Uuid> = customers.iter().map(|customer| customer.value()).collect();
        let mut query = ScopedQuery::new(SETTLED, self.backend(), values![newsletter.value()]);
        query.push_condition(Condition::one_of_ids(self.backend(), "customer_id", &customers));
        let rows: Vec<SettledRow> = self.query(query).await?;
        Ok(rows.into_iter().map(|row| (CustomerId::new(row.customer_id), row.settled_at)).collect())
    }

    async fn address_of_message(
        &mut self,
        newsletter: NewsletterId,
        customer: CustomerId,
    ) -> Result<Option<Email>, StoreError> {
        #[derive(FromQueryResult)]
        struct AddressRow {
            address: String,
        }
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT address FROM deliveries WHERE merchant_id = $1 AND newsletter_id = $2 AND customer_id = $3",
        );
        let row: Option<AddressRow> =
            self.optional(FIND, values![newsletter.value(), customer.value()]).await?;
        Ok(row.and_then(|row| row.address.parse().ok()))
    }

    async fn insert_hits(&mut self, hits: &[Hit]) -> Result<(), StoreError> {
        const INSERT: ScopedSql = ScopedSql::by_dialect(
            "INSERT INTO newsletter_hits
                 (merchant_id, newsletter_id, id, customer_id, kind, position, verdict, reason, occurred_at)
             SELECT $1, n.id, unhex(json_extract(e.value, '$.id')), unhex(json_extract(e.value, '$.customer_id')),
                 json_extract(e.value, '$.kind'), json_extract(e.value, '$.position'),
                 json_extract(e.value, '$.verdict'), json_extract(e.value, '$.reason'),
                 json_extract(e.value, '$.occurred_at')
             FROM json_each($2) AS e, newsletters AS n
             WHERE n.merchant_id = $1 AND n.id = unhex(json_extract(e.value, '$.newsletter_id'))",
            "INSERT INTO newsletter_hits
                 (merchant_id, newsletter_id, id, customer_id, kind, position, verdict, reason, occurred_at)
             SELECT $1, n.id, r.id, r.customer_id, r.kind, r.position, r.verdict, r.reason, r.occurred_at
             FROM jsonb_to_recordset($2::jsonb) AS r(newsletter_id uuid, id uuid, customer_id uuid, kind text,
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
        customer: CustomerId,
        merchant_now: Instant,
    ) -> Result<(), StoreError> {
        const NOTE: ScopedSql = ScopedSql::new(
            "INSERT INTO newsletter_unsubscribes (merchant_id, newsletter_id, customer_id, occurred_at)
             SELECT $1, n.id, $3, $4 FROM newsletters AS n WHERE n.merchant_id = $1 AND n.id = $2
             ON CONFLICT (merchant_id, newsletter_id, customer_id) DO NOTHING",
        );
        let noted = values![newsletter.value(), customer.value(), merchant_now];
        self.execute(NOTE, noted).await.map(drop)
    }
}

fn row(hit: &Hit) -> Value {
    json!({
        "newsletter_id": hit.newsletter.value().simple().to_string(),
        "id": hit.id.simple().to_string(),
        "customer_id": hit.customer.map(|customer| customer.value().simple().to_string()),
        "kind": hit.kind.name(),
        "position": hit.kind.position(),
        "verdict": hit.verdict.name(),
        "reason": hit.reason.name(),
        "occurred_at": hit.occurred_at.to_rfc3339_opts(SecondsFormat::AutoSi, false),
    })
}

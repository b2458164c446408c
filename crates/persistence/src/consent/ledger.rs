//! The ledger and its projection.

use async_trait::async_trait;
use regulars_consent::{
    ConsentEvent, ConsentLedgerReads, ConsentLedgerStore, ContactAddress, SealedKey, StandingConsent, Subject,
};
use regulars_kernel::{Channel, CustomerId, Instant, Page, PageRequest, Purpose, StoreError};
use sea_orm::Value;
use uuid::Uuid;

use super::event_row::EventRow;
use super::named_column::{address_text, channel_text};
use super::{objections, subjects};
use crate::audit::sealed_key;
use crate::wall::{
    FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, insert_rows_into,
    select_from, values,
};

macro_rules! select_events {
    ($condition:literal) => {
        select_from!(
            "consent_events",
            EventRow,
            concat!("WHERE merchant_id = $1 AND customer_id = $2 AND ", $condition)
        )
    };
}

async fn insert_events(tx: &WriteTx, events: &[ConsentEvent]) -> Result<(), StoreError> {
    const HEAD: ScopedSql = insert_rows_into!("consent_events", EventRow);
    let rows = events.iter().map(|event| EventRow::from(event).into_values());
    insert_rows(tx, HEAD, rows.collect(), "").await
}

async fn upsert_states(
    tx: &WriteTx,
    customer: CustomerId,
    changed: &[StandingConsent],
) -> Result<(), StoreError> {
    const HEAD: ScopedSql = insert_rows_into!("consent_states", StateRow);
    const UPSERT: &str = " ON CONFLICT (merchant_id, customer_id, purpose, channel) DO UPDATE
         SET state = excluded.state, address = excluded.address, since = excluded.since, source = excluded.source,
             event_id = excluded.event_id";
    let rows = changed.iter().map(|standing| StateRow::of(customer, standing).into_values());
    insert_rows(tx, HEAD, rows.collect(), UPSERT).await
}

/// A row of the projection.
#[derive(RowColumns)]
pub(crate) struct StateRow {
    customer_id: Uuid,
    purpose: String,
    channel: String,
    state: String,
    address: Option<String>,
    since: Instant,
    source: String,
    event_id: Uuid,
}

impl StateRow {
    /// The row that tells what stands.
    pub(crate) fn of(customer: CustomerId, standing: &StandingConsent) -> Self {
        let StandingConsent { purpose, channel, state, address, since, source, event } = standing;
        Self {
            customer_id: customer.value(),
            purpose: purpose.name().to_owned(),
            channel: channel_text(*channel).to_owned(),
            state: state.name().to_owned(),
            address: address_text(address.as_ref()),
            since: *since,
            source: source.as_str().to_owned(),
            event_id: event.value(),
        }
    }
}

/// Inserts many rows with one statement. `head` ends behind the merchant of the first row.
async fn insert_rows(
    tx: &WriteTx,
    head: ScopedSql,
    rows: Vec<Vec<Value>>,
    tail: &'static str,
) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut query = ScopedQuery::new(head, tx.backend(), Vec::new());
    for (index, row) in rows.into_iter().enumerate() {
        if index > 0 {
            query.push(", ($1", []);
        }
        query.push(&", ?".repeat(row.len()), row).push(")", []);
    }
    query.push(tail, []);
    tx.run_query(query).await.map(drop)
}

#[in_reads_and_writes]
#[async_trait]
impl ConsentLedgerReads for ReadTx {
    async fn find_subject(&mut self, customer: CustomerId) -> Result<Option<Subject>, StoreError> {
        subjects::find(self, customer).await
    }

    async fn find_customer_key(&mut self, customer: CustomerId) -> Result<Option<SealedKey>, StoreError> {
        sealed_key(self, customer).await
    }

    async fn customers_at(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
    ) -> Result<Vec<CustomerId>, StoreError> {
        objections::customers_at(self, channel, address).await
    }

    async fn has_objection_since(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
        instant: Instant,
    ) -> Result<bool, StoreError> {
        objections::has_objection_since(self, channel, address, instant).await
    }

    async fn was_closed_since(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
        instant: Instant,
        those: &[CustomerId],
    ) -> Result<bool, StoreError> {
        objections::was_closed_since(self, (channel, address), instant, those).await
    }

    async fn list_history(
        &mut self,
        customer: CustomerId,
        page: PageRequest<i64>,
    ) -> Result<Page<ConsentEvent, i64>, StoreError> {
        const LIST: ScopedSql =
            ScopedSql::new(select_events!("sequence < $3 ORDER BY sequence DESC LIMIT $4"));
        let before = page.after.unwrap_or(i64::MAX);
        let limit = i64::from(page.size.get()) + 1;
        let rows: Vec<EventRow> = self.all(LIST, values![customer.value(), before, limit]).await?;
        let events = rows.into_iter().map(ConsentEvent::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(events, page.size, |event| event.sequence))
    }

    async fn read_chain(
        &mut self,
        customer: CustomerId,
        after: i64,
        limit: u16,
    ) -> Result<Vec<ConsentEvent>, StoreError> {
        const READ: ScopedSql = ScopedSql::new(select_events!("sequence > $3 ORDER BY sequence LIMIT $4"));
        let rows: Vec<EventRow> = self.all(READ, values![customer.value(), after, i64::from(limit)]).await?;
        rows.into_iter().map(ConsentEvent::try_from).collect()
    }

    async fn owners_of_chains(
        &mut self,
        after: Option<CustomerId>,
        limit: u16,
    ) -> Result<Vec<CustomerId>, StoreError> {
        #[derive(FromRow)]
        struct Owner {
            customer_id: Uuid,
        }
        const LIST: ScopedSql = ScopedSql::new(
            "SELECT DISTINCT customer_id FROM consent_events
             WHERE merchant_id = $1 AND customer_id > $2 ORDER BY customer_id LIMIT $3",
        );
        let after = after.map_or(Uuid::nil(), CustomerId::value);
        let rows: Vec<Owner> = self.all(LIST, values![after, i64::from(limit)]).await?;
        Ok(rows.into_iter().map(|row| CustomerId::new(row.customer_id)).collect())
    }

    async fn has_refusal_since(
        &mut self,
        customer: CustomerId,
        purpose: Purpose,
        channel: Option<Channel>,
        instant: Instant,
    ) -> Result<bool, StoreError> {
        #[derive(FromRow)]
        struct Count {
            refusals: i64,
        }
        const COUNT: ScopedSql = ScopedSql::new(
            "SELECT count(*) AS refusals FROM consent_events
             WHERE merchant_id = $1 AND customer_id = $2 AND state <> 'granted' AND occurred_at >= $5
             AND ((purpose = $3 AND channel = $4) OR purpose = 'data_processing')
             AND NOT EXISTS (SELECT 1 FROM undone_consents AS u WHERE u.merchant_id = $1 AND u.customer_id = $2
                 AND u.event_id = consent_events.id AND u.is_void)",
        );
        let sought = values![customer.value(), purpose.name(), channel_text(channel), instant];
        let count: Count = self.one(COUNT, sought).await?;
        Ok(count.refusals > 0)
    }
}

#[async_trait]
impl ConsentLedgerStore for WriteTx {
    async fn lock_subject(&mut self, customer: CustomerId) -> Result<bool, StoreError> {
        subjects::lock(self, customer).await
    }

    async fn insert_customer_key(
        &mut self,
        customer: CustomerId,
        key: &SealedKey,
        now: Instant,
    ) -> Result<(), StoreError> {
        const INSERT: ScopedSql = ScopedSql::new(
            "INSERT INTO customer_keys (merchant_id, customer_id, sealed_key, created_at)
             VALUES ($1, $2, $3, $4)",
        );
        self.execute(INSERT, values![customer.value(), key.0.clone(), now]).await.map(drop)
    }

    async fn append(
        &mut self,
        customer: CustomerId,
        events: &[ConsentEvent],
        changed: &[StandingConsent],
    ) -> Result<(), StoreError> {
        insert_events(self, events).await?;
        upsert_states(self, customer, changed).await
    }

    async fn erase_consents(&mut self, customer: CustomerId, now: Instant) -> Result<(), StoreError> {
        const STATES: ScopedSql =
            ScopedSql::new("DELETE FROM consent_states WHERE merchant_id = $1 AND customer_id = $2");
        const TOKENS: ScopedSql =
            ScopedSql::new("DELETE FROM confirmation_tokens WHERE merchant_id = $1 AND customer_id = $2");
        const KEY: ScopedSql =
            ScopedSql::new("DELETE FROM customer_keys WHERE merchant_id = $1 AND customer_id = $2");
        // Who was merged into the customer is the same person. As one list, and by their ids: an OR of the two has PostgreSQL read the
        // whole ledger, and SQLite reads it rather than go from the index to each entry.
        const EVENTS: ScopedSql = ScopedSql::new(
            "UPDATE consent_events SET address = NULL, evidence = NULL, erased_at = $3
             WHERE merchant_id = $1 AND erased_at IS NULL AND id IN (
                 SELECT e.id FROM consent_events AS e WHERE e.merchant_id = $1 AND e.customer_id IN (
                     SELECT $2 UNION ALL SELECT gone.id FROM merged_customers AS gone
                     WHERE gone.merchant_id = $1 AND gone.survivor_id = $2))",
        );
        const KEYS_OF_MERGED: ScopedSql = ScopedSql::new(
            "DELETE FROM customer_keys WHERE merchant_id = $1 AND customer_id IN
                 (SELECT gone.id FROM merged_customers AS gone WHERE gone.merchant_id = $1 AND gone.survivor_id = $2)",
        );
        for sql in [STATES, TOKENS, KEY, KEYS_OF_MERGED] {
            self.execute(sql, values![customer.value()]).await?;
        }
        self.execute(EVENTS, values![customer.value(), now]).await.map(drop)
    }
}

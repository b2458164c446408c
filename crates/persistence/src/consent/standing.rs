//! What many customers have said.

use async_trait::async_trait;
use regulars_consent::{ContactAddress, StandingConsent, StandingConsentReads};
use regulars_kernel::{ConsentEventId, CustomerId, Instant, StoreError};
use sea_orm::Value;
use uuid::Uuid;

use super::named_column::{channel, named};
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, in_reads_and_writes};

const TABLE: &str = "consent_states";

/// A statement that stands, with whose it is.
#[derive(FromRow)]
pub(crate) struct StandingRow {
    customer_id: Uuid,
    purpose: String,
    channel: String,
    state: String,
    address: Option<String>,
    since: Instant,
    source: String,
    event_id: Uuid,
}

impl StandingRow {
    pub(crate) fn convert(self) -> Result<(CustomerId, StandingConsent), StoreError> {
        let standing = StandingConsent {
            purpose: named(TABLE, &self.purpose)?,
            channel: channel(TABLE, &self.channel)?,
            state: named(TABLE, &self.state)?,
            address: self.address.map(ContactAddress::from_stored),
            since: self.since,
            source: named(TABLE, &self.source)?,
            event: ConsentEventId::new(self.event_id),
        };
        Ok((CustomerId::new(self.customer_id), standing))
    }
}

#[in_reads_and_writes]
#[async_trait]
impl StandingConsentReads for ReadTx {
    async fn standing_of_customers(
        &mut self,
        customers: &[CustomerId],
    ) -> Result<Vec<(CustomerId, StandingConsent)>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT customer_id, purpose, channel, state, address, since, source, event_id
             FROM consent_states WHERE merchant_id = $1 AND customer_id IN (",
        );
        if customers.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = ScopedQuery::new(FIND, self.backend(), Vec::new());
        let parameters = vec!["?"; customers.len()].join(", ");
        query.push(&parameters, customers.iter().map(|id| Value::from(id.value())));
        query.push(")", []);
        let rows: Vec<StandingRow> = self.query(query).await?;
        rows.into_iter().map(StandingRow::convert).collect()
    }
}

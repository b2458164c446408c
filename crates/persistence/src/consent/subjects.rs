//! A customer with the statements that stand.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use regulars_consent::{ChainHead, ContactAddress, SealedKey, StandingConsent, Subject};
use regulars_kernel::{ConsentEventId, CustomerId, Instant, StoreError};
use uuid::Uuid;

use super::named_column::{bytes, channel, named};
use crate::error::inconsistent;
use crate::wall::{Condition, FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

const TABLE: &str = "consent_states";

/// The customer, repeated for each statement that stands; without any, once.
#[derive(FromRow)]
struct SubjectRow {
    customer_id: Uuid,
    email_folded: Option<String>,
    email_verified_at: Option<Instant>,
    email_since: Option<Instant>,
    phone: Option<String>,
    phone_since: Option<Instant>,
    restricted_at: Option<Instant>,
    sealed_key: Option<Vec<u8>>,
    head_sequence: Option<i64>,
    head_hash: Option<Vec<u8>>,
    purpose: Option<String>,
    channel: Option<String>,
    state: Option<String>,
    address: Option<String>,
    since: Option<Instant>,
    source: Option<String>,
    event_id: Option<Uuid>,
}

impl SubjectRow {
    fn standing(&self) -> Result<Option<StandingConsent>, StoreError> {
        let Some(purpose) = &self.purpose else {
            return Ok(None);
        };
        let missing = || inconsistent(TABLE, "a column is missing");
        Ok(Some(StandingConsent {
            purpose: named(TABLE, purpose)?,
            channel: channel(TABLE, self.channel.as_deref().ok_or_else(missing)?)?,
            state: named(TABLE, self.state.as_deref().ok_or_else(missing)?)?,
            address: self.address.clone().map(ContactAddress::from_stored),
            since: self.since.ok_or_else(missing)?,
            source: named(TABLE, self.source.as_deref().ok_or_else(missing)?)?,
            event: ConsentEventId::new(self.event_id.ok_or_else(missing)?),
        }))
    }

    /// The customer, of whom nothing stands yet.
    fn into_subject(self, customer: CustomerId) -> Result<Subject, StoreError> {
        let head = self.head()?;
        Ok(Subject {
            customer,
            email: self.email_folded.map(ContactAddress::from_stored),
            email_verified_at: self.email_verified_at,
            email_since: self.email_since,
            phone: self.phone.map(ContactAddress::from_stored),
            phone_since: self.phone_since,
            restricted_at: self.restricted_at,
            key: self.sealed_key.map(SealedKey),
            head,
            standing: Vec::new(),
        })
    }

    fn head(&self) -> Result<ChainHead, StoreError> {
        match (self.head_sequence, &self.head_hash) {
            (Some(sequence), Some(hash)) => {
                Ok(ChainHead { sequence, hash: bytes("consent_events", hash.clone())? })
            }
            _ => Ok(ChainHead::EMPTY),
        }
    }
}

pub(super) async fn lock(tx: &WriteTx, customer: CustomerId) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Held {
        id: Uuid,
    }
    // SQLite has one writer, so there nobody else can be at work.
    const LOCK: ScopedSql = ScopedSql::by_dialect(
        "SELECT id FROM customers WHERE merchant_id = $1 AND id = $2",
        "SELECT id FROM customers WHERE merchant_id = $1 AND id = $2 FOR UPDATE",
    );
    let held: Option<Held> = tx.optional(LOCK, values![customer.value()]).await?;
    Ok(held.is_some_and(|held| held.id == customer.value()))
}

const ORDER: &str = " ORDER BY customers.id, consent_states.purpose, consent_states.channel";

pub(super) async fn find(tx: &ReadTx, customer: CustomerId) -> Result<Option<Subject>, StoreError> {
    Ok(find_many(tx, &[customer]).await?.remove(&customer))
}

/// Those of these customers who are there.
pub(crate) async fn find_many(
    tx: &ReadTx,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, Subject>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT customers.id AS customer_id, customers.email_folded, customers.email_verified_at, customers.email_since,
             customers.phone, customers.phone_since, customers.restricted_at,
             customer_keys.sealed_key, head.sequence AS head_sequence, head.hash AS head_hash,
             consent_states.purpose, consent_states.channel, consent_states.state, consent_states.address,
             consent_states.since, consent_states.source, consent_states.event_id
         FROM customers
         LEFT JOIN customer_keys
             ON customer_keys.merchant_id = $1 AND customer_keys.customer_id = customers.id
         LEFT JOIN consent_events AS head
             ON head.merchant_id = $1 AND head.customer_id = customers.id
             AND head.sequence = (SELECT max(newest.sequence) FROM consent_events AS newest
                 WHERE newest.merchant_id = $1 AND newest.customer_id = customers.id)
         LEFT JOIN consent_states
             ON consent_states.merchant_id = $1 AND consent_states.customer_id = customers.id
         WHERE customers.merchant_id = $1 AND ",
    );
    if customers.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<Uuid> = customers.iter().map(|customer| customer.value()).collect();
    let mut query = ScopedQuery::new(FIND, tx.backend(), Vec::new());
    query.push_condition(Condition::one_of_ids(tx.backend(), "customers.id", &ids));
    query.push(ORDER, []);
    let rows: Vec<SubjectRow> = tx.query(query).await?;
    let mut subjects: HashMap<CustomerId, Subject> = HashMap::with_capacity(customers.len());
    for row in rows {
        let customer = CustomerId::new(row.customer_id);
        let standing = row.standing()?;
        let subject = match subjects.entry(customer) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(row.into_subject(customer)?),
        };
        subject.standing.extend(standing);
    }
    Ok(subjects)
}

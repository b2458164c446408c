//! One entry of the ledger as a row.

use regulars_consent::{ConsentActor, ConsentEvent, ContactAddress};
use regulars_kernel::{ConsentEventId, ConsentTextId, CustomerId, Instant, StoreError};
use sea_orm::Value;
use uuid::Uuid;

use super::named_column::{address_text, bytes, channel, channel_text, label_text, named};
use crate::error::inconsistent;
use crate::wall::{FromRow, values};

const TABLE: &str = "consent_events";

#[derive(FromRow)]
pub(super) struct EventRow {
    id: Uuid,
    customer_id: Uuid,
    sequence: i64,
    purpose: String,
    channel: String,
    state: String,
    address: Option<String>,
    source: String,
    text_id: Option<Uuid>,
    text_version: Option<String>,
    actor_kind: String,
    actor_id: Option<Uuid>,
    occurred_at: Instant,
    recorded_at: Instant,
    evidence: Option<Vec<u8>>,
    commitment: Vec<u8>,
    previous_hash: Vec<u8>,
    hash: Vec<u8>,
    erased_at: Option<Instant>,
}

impl TryFrom<EventRow> for ConsentEvent {
    type Error = StoreError;

    fn try_from(row: EventRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: ConsentEventId::new(row.id),
            customer: CustomerId::new(row.customer_id),
            sequence: row.sequence,
            purpose: named(TABLE, &row.purpose)?,
            channel: channel(TABLE, &row.channel)?,
            state: named(TABLE, &row.state)?,
            address: row.address.map(ContactAddress::from_stored),
            source: named(TABLE, &row.source)?,
            text: row.text_id.map(ConsentTextId::new),
            text_version: row.text_version.as_deref().map(|version| named(TABLE, version)).transpose()?,
            actor: ConsentActor::from_stored(&row.actor_kind, row.actor_id)
                .map_err(|error| inconsistent(TABLE, error))?,
            occurred_at: row.occurred_at,
            recorded_at: row.recorded_at,
            evidence: row.evidence,
            commitment: bytes(TABLE, row.commitment)?,
            previous_hash: bytes(TABLE, row.previous_hash)?,
            hash: bytes(TABLE, row.hash)?,
            erased_at: row.erased_at,
        })
    }
}

/// The names of [`columns`].
pub(crate) const COLUMN_NAMES: &str = "id, customer_id, sequence, purpose, channel, state, address, source, text_id, \
    text_version, actor_kind, actor_id, occurred_at, recorded_at, evidence, commitment, previous_hash, hash";

/// The columns behind `merchant_id` in the order in which an entry is inserted. An entry is never inserted as erased.
pub(crate) fn columns(event: &ConsentEvent) -> Vec<Value> {
    let ConsentEvent { id, customer, sequence, purpose, channel, state, address, source, text, .. } = event;
    let ConsentEvent { text_version, actor, occurred_at, recorded_at, evidence, .. } = event;
    let ConsentEvent { commitment, previous_hash, hash, erased_at: _, .. } = event;
    values![
        id.value(),
        customer.value(),
        *sequence,
        purpose.name(),
        channel_text(*channel),
        state.name(),
        address_text(address.as_ref()),
        source.as_str(),
        text.map(ConsentTextId::value),
        label_text(text_version.as_ref()),
        actor.kind(),
        actor.id(),
        *occurred_at,
        *recorded_at,
        evidence.clone(),
        commitment.to_vec(),
        previous_hash.to_vec(),
        hash.to_vec(),
    ]
}

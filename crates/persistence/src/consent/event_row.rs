//! One entry of the ledger as a row.

use regulars_consent::{ConsentActor, ConsentEvent, ContactAddress};
use regulars_kernel::{ConsentEventId, ConsentTextId, CustomerId, Instant, StoreError};
use uuid::Uuid;

use super::named_column::{address_text, bytes, channel, channel_text, label_text, named};
use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

const TABLE: &str = "consent_events";

#[derive(FromRow, RowColumns)]
pub(crate) struct EventRow {
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

impl From<&ConsentEvent> for EventRow {
    fn from(event: &ConsentEvent) -> Self {
        let ConsentEvent { id, customer, sequence, purpose, channel, state, address, source, text, .. } =
            event;
        let ConsentEvent { text_version, actor, occurred_at, recorded_at, evidence, .. } = event;
        let ConsentEvent { commitment, previous_hash, hash, erased_at, .. } = event;
        Self {
            id: id.value(),
            customer_id: customer.value(),
            sequence: *sequence,
            purpose: purpose.name().to_owned(),
            channel: channel_text(*channel).to_owned(),
            state: state.name().to_owned(),
            address: address_text(address.as_ref()),
            source: source.as_str().to_owned(),
            text_id: text.map(ConsentTextId::value),
            text_version: label_text(text_version.as_ref()),
            actor_kind: actor.kind().to_owned(),
            actor_id: actor.id(),
            occurred_at: *occurred_at,
            recorded_at: *recorded_at,
            evidence: evidence.clone(),
            commitment: commitment.to_vec(),
            previous_hash: previous_hash.to_vec(),
            hash: hash.to_vec(),
            erased_at: *erased_at,
        }
    }
}

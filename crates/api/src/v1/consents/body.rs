//! Consents on the wire.

use chrono::{DateTime, Utc};
use regulars_consent::{ConsentEvent, HistoryEntry, StandingConsent};
use regulars_kernel::Label;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

use super::names::{ChannelBody, ConsentStateBody, PurposeBody};

/// A statement that stands: what a customer's statements about a purpose and channel come to.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsentBody {
    /// What it is about.
    purpose: PurposeBody,
    /// The channel that it is about; `null` when it is about none.
    channel: Option<ChannelBody>,
    /// What it says.
    state: ConsentStateBody,
    /// The very address that it is for: a grant counts for this address alone.
    #[schema(example = "jovana.nikolic@example.com")]
    address: Option<String>,
    /// When the statement was made.
    #[schema(example = "2026-11-20T16:30:00Z")]
    since: DateTime<Utc>,
    /// Where it was made.
    #[schema(example = "form in the shop")]
    source: String,
}

/// The statements that stand.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsentsBody {
    /// One for each purpose and channel about which the customer has said anything.
    pub items: Vec<ConsentBody>,
}

/// Who wrote an entry of the ledger.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsentActorBody {
    /// `user`, `terminal`, `api_key`, `system`, or `customer` for somebody who followed a link of their own.
    #[schema(example = "user")]
    kind: String,
    /// The id of the user, terminal or key.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f11")]
    id: Option<Uuid>,
}

/// One entry of the ledger. It is never changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsentEntryBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f70")]
    id: Uuid,
    /// Its place among the customer's entries, counted from one.
    #[schema(example = 1, minimum = 1)]
    sequence: i64,
    /// What the statement is about.
    purpose: PurposeBody,
    /// The channel that it is about; `null` when it is about none.
    channel: Option<ChannelBody>,
    /// What it says.
    state: ConsentStateBody,
    /// The very address that it is for.
    #[schema(example = "jovana.nikolic@example.com")]
    address: Option<String>,
    /// Where it was made.
    #[schema(example = "form in the shop")]
    source: String,
    /// The version of the text that the customer was shown.
    #[schema(example = "2024-11")]
    text_version: Option<String>,
    /// The published text of that version, if there is one.
    text_id: Option<Uuid>,
    /// Who wrote the entry.
    actor: ConsentActorBody,
    /// When the statement was made.
    #[schema(example = "2026-11-20T16:30:00Z")]
    occurred_at: DateTime<Utc>,
    /// When the entry was written.
    #[schema(example = "2026-11-20T16:30:02Z")]
    recorded_at: DateTime<Utc>,
}

/// One entry of the ledger with its evidence.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsentHistoryEntryBody {
    /// The entry.
    #[serde(flatten)]
    entry: ConsentEntryBody,
    /// What proves the statement; `null` when there was nothing, or it was erased.
    #[schema(value_type = Option<Object>, example = json!({"form": "12/2026"}))]
    evidence: Option<Map<String, Value>>,
}

impl From<StandingConsent> for ConsentBody {
    fn from(standing: StandingConsent) -> Self {
        Self {
            purpose: standing.purpose.into(),
            channel: standing.channel.map(ChannelBody::from),
            state: standing.state.into(),
            address: standing.address.map(|address| address.expose().to_owned()),
            since: standing.since,
            source: standing.source.into_string(),
        }
    }
}

impl From<ConsentEvent> for ConsentEntryBody {
    fn from(event: ConsentEvent) -> Self {
        Self {
            id: event.id.value(),
            sequence: event.sequence,
            purpose: event.purpose.into(),
            channel: event.channel.map(ChannelBody::from),
            state: event.state.into(),
            address: event.address.map(|address| address.expose().to_owned()),
            source: event.source.into_string(),
            text_version: event.text_version.map(Label::into_string),
            text_id: event.text.map(|text| text.value()),
            actor: ConsentActorBody { kind: event.actor.kind().to_owned(), id: event.actor.id() },
            occurred_at: event.occurred_at,
            recorded_at: event.recorded_at,
        }
    }
}

impl From<HistoryEntry> for ConsentHistoryEntryBody {
    fn from(entry: HistoryEntry) -> Self {
        let evidence = entry.evidence.map(|evidence| evidence.expose().clone());
        Self { entry: entry.event.into(), evidence }
    }
}

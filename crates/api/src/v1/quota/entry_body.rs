//! An entry of the quota's ledger on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_quota::{Counter, EntryKind, QuotaEntry};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What happened to units.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuotaEntryKindBody {
    /// A month was granted.
    Grant,
    /// A pack was granted.
    Pack,
    /// Units were held for messages.
    Reserve,
    /// Messages left, or may have left.
    Use,
    /// Units came back to where they came from.
    Return,
    /// Units came back to a month that was over, and are gone.
    Lapse,
}

/// One entry of the ledger. It never changes.
#[derive(Serialize, ToSchema)]
pub struct QuotaEntryBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fec")]
    id: Uuid,
    /// What happened.
    kind: QuotaEntryKindBody,
    /// How many units, always more than zero.
    #[schema(example = 93)]
    amount: i64,
    /// The month whose units they are, by its first day.
    #[schema(example = "2026-11-01")]
    month: Option<NaiveDate>,
    /// The pack whose units they are.
    pack_id: Option<Uuid>,
    /// What made the entry.
    source: QuotaSourceBody,
    /// When.
    #[schema(example = "2026-11-21T10:00:00Z")]
    created_at: DateTime<Utc>,
}

/// What made an entry.
#[derive(Serialize, ToSchema)]
pub struct QuotaSourceBody {
    /// `month`, `pack`, `newsletter`, `automation` or `survey`.
    #[schema(example = "newsletter")]
    kind: String,
    /// Its id, or the first day of the month.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd3")]
    id: String,
}

impl From<QuotaEntry> for QuotaEntryBody {
    fn from(entry: QuotaEntry) -> Self {
        let QuotaEntry { id, kind, counter, amount, source, step: _, created_at } = entry;
        let (month, pack_id) = match counter {
            Counter::Month(month) => (Some(month), None),
            Counter::Pack(id) => (None, Some(id.value())),
        };
        Self {
            id: id.value(),
            kind: kind.into(),
            amount,
            month,
            pack_id,
            source: QuotaSourceBody { kind: source.kind().to_owned(), id: source.id() },
            created_at,
        }
    }
}

impl From<EntryKind> for QuotaEntryKindBody {
    fn from(kind: EntryKind) -> Self {
        match kind {
            EntryKind::Grant => Self::Grant,
            EntryKind::Pack => Self::Pack,
            EntryKind::Reserve => Self::Reserve,
            EntryKind::Use => Self::Use,
            EntryKind::Return => Self::Return,
            EntryKind::Lapse => Self::Lapse,
        }
    }
}

//! What was said about a case, on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::{LetterText, Personal};
use regulars_service::{CaseMessage, CaseMessageKind, NewCaseMessage};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::Invalid;
use crate::v1::audit_events::body::AuditActorBody;

/// Who said it to whom.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CaseMessageKindBody {
    /// Staff to one another.
    Note,
    /// The customer to the merchant.
    Inbound,
    /// The merchant to the customer. It is put on record only: nothing is sent.
    Outbound,
}

impl From<CaseMessageKind> for CaseMessageKindBody {
    fn from(kind: CaseMessageKind) -> Self {
        match kind {
            CaseMessageKind::Note => Self::Note,
            CaseMessageKind::Inbound => Self::Inbound,
            CaseMessageKind::Outbound => Self::Outbound,
        }
    }
}

impl From<CaseMessageKindBody> for CaseMessageKind {
    fn from(body: CaseMessageKindBody) -> Self {
        match body {
            CaseMessageKindBody::Note => Self::Note,
            CaseMessageKindBody::Inbound => Self::Inbound,
            CaseMessageKindBody::Outbound => Self::Outbound,
        }
    }
}

/// A message to be put on record.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "outbound", "text": "Apologised and promised a fresh loaf tomorrow."}))]
pub struct NewCaseMessageBody {
    /// Who said it to whom.
    kind: CaseMessageKindBody,
    /// What was said. Line breaks stay.
    #[schema(min_length = 1, max_length = 20_000)]
    text: String,
}

impl NewCaseMessageBody {
    /// The message, whose fields are below `pointer`.
    pub fn check(self, invalid: &mut Invalid, pointer: &str) -> Option<NewCaseMessage> {
        let text = invalid.check(&format!("{pointer}/text"), self.text.parse::<LetterText>())?;
        Some(NewCaseMessage { kind: self.kind.into(), text: Personal::new(text) })
    }
}

/// A message of a case. It is never changed.
#[derive(Serialize, ToSchema)]
pub struct CaseMessageBody {
    /// Its id.
    id: Uuid,
    /// Who said it to whom.
    kind: CaseMessageKindBody,
    /// What was said.
    #[schema(example = "The rye bread was a wheat bread.", max_length = 20_000)]
    text: String,
    /// Who put it on record.
    recorded_by: AuditActorBody,
    /// When.
    #[schema(example = "2026-11-20T09:41:00Z")]
    created_at: DateTime<Utc>,
}

impl From<CaseMessage> for CaseMessageBody {
    fn from(message: CaseMessage) -> Self {
        let CaseMessage { id, case: _, kind, text, recorded_by, created_at } = message;
        Self {
            id: id.value(),
            kind: kind.into(),
            text: text.into_exposed().into_string(),
            recorded_by: recorded_by.into(),
            created_at,
        }
    }
}

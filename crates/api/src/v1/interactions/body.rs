//! An interaction on the wire.

use chrono::{DateTime, Utc};
use regulars_service::{Direction, Interaction, InteractionKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::audit_events::body::AuditActorBody;

/// How a merchant and a customer were in touch.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InteractionKindBody {
    /// A telephone call.
    Call,
    /// What staff noted; nobody was in touch.
    Note,
    /// One came to the other.
    Visit,
    /// They met on purpose.
    Meeting,
    /// A letter on paper.
    Letter,
    /// A mail that was written or read in another program.
    Mail,
    /// A message of any other kind.
    Message,
    /// A form on a web site, which the customer filled in.
    WebForm,
}

/// Who turned to whom.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DirectionBody {
    /// The customer to the merchant.
    Inbound,
    /// The merchant to the customer.
    Outbound,
}

macro_rules! same_names {
    ($body:ident, $domain:ident: $($name:ident),* $(,)?) => {
        impl From<$domain> for $body {
            fn from(value: $domain) -> Self {
                match value {
                    $($domain::$name => Self::$name,)*
                }
            }
        }

        impl From<$body> for $domain {
            fn from(value: $body) -> Self {
                match value {
                    $($body::$name => Self::$name,)*
                }
            }
        }
    };
}

same_names!(
    InteractionKindBody,
    InteractionKind: Call,
    Note,
    Visit,
    Meeting,
    Letter,
    Mail,
    Message,
    WebForm,
);
same_names!(DirectionBody, Direction: Inbound, Outbound);

/// One time that a merchant and a customer were in touch, or what was noted about the customer.
#[derive(Serialize, ToSchema)]
pub struct InteractionBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e20")]
    id: Uuid,
    /// With or about whom.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    customer_id: Uuid,
    /// How they were in touch.
    kind: InteractionKindBody,
    /// Who turned to whom; `null` where that cannot be told, as of a note.
    direction: Option<DirectionBody>,
    /// What it was about.
    #[schema(example = "Question about the delivery")]
    subject: Option<String>,
    /// What was said.
    #[schema(example = "Asked whether we deliver on Saturdays. We do, until noon.", max_length = 20_000)]
    text: String,
    /// When it was.
    #[schema(example = "2026-11-20T09:30:00Z")]
    occurred_at: DateTime<Utc>,
    /// Who put it on record.
    recorded_by: AuditActorBody,
    /// When it was put on record.
    #[schema(example = "2026-11-20T09:41:00Z")]
    created_at: DateTime<Utc>,
    /// When the record was last changed.
    #[schema(example = "2026-11-20T09:41:00Z")]
    updated_at: DateTime<Utc>,
}

impl From<Interaction> for InteractionBody {
    fn from(interaction: Interaction) -> Self {
        let Interaction { id, customer, kind, direction, subject, text, .. } = interaction;
        Self {
            id: id.value(),
            customer_id: customer.value(),
            kind: kind.into(),
            direction: direction.map(DirectionBody::from),
            subject: subject.map(|subject| subject.into_exposed().into_string()),
            text: text.into_exposed().into_string(),
            occurred_at: interaction.occurred_at,
            recorded_by: interaction.recorded_by.into(),
            created_at: interaction.created_at,
            updated_at: interaction.updated_at,
        }
    }
}

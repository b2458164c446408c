//! Who wrote an entry of the ledger.

use regulars_kernel::{Actor, ApiKeyId, TerminalId, UserId};
use uuid::Uuid;

/// Who wrote an entry of the ledger: a caller of the API, the platform, or the customer on a public page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsentActor {
    /// A person of the merchant's staff.
    User(UserId),
    /// A paired terminal.
    Terminal(TerminalId),
    /// An integrator's key.
    ApiKey(ApiKeyId),
    /// The platform itself.
    System,
    /// The customer, by a link that was sent to them.
    Customer,
}

/// A stored kind of actor does not exist, or lacks its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such actor")]
pub struct InvalidActor;

impl ConsentActor {
    /// The kind, as the wire and the store name it.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::User(_) => "user",
            Self::Terminal(_) => "terminal",
            Self::ApiKey(_) => "api_key",
            Self::System => "system",
            Self::Customer => "customer",
        }
    }

    /// The id behind the kind.
    pub const fn id(self) -> Option<Uuid> {
        match self {
            Self::User(id) => Some(id.value()),
            Self::Terminal(id) => Some(id.value()),
            Self::ApiKey(id) => Some(id.value()),
            Self::System | Self::Customer => None,
        }
    }

    /// Puts a stored actor together again.
    pub fn from_stored(kind: &str, id: Option<Uuid>) -> Result<Self, InvalidActor> {
        match (kind, id) {
            ("user", Some(id)) => Ok(Self::User(UserId::new(id))),
            ("terminal", Some(id)) => Ok(Self::Terminal(TerminalId::new(id))),
            ("api_key", Some(id)) => Ok(Self::ApiKey(ApiKeyId::new(id))),
            ("system", None) => Ok(Self::System),
            ("customer", None) => Ok(Self::Customer),
            _ => Err(InvalidActor),
        }
    }
}

impl From<Actor> for ConsentActor {
    fn from(actor: Actor) -> Self {
        match actor {
            Actor::User(id) => Self::User(id),
            Actor::Terminal(id) => Self::Terminal(id),
            Actor::ApiKey(id) => Self::ApiKey(id),
            Actor::System => Self::System,
        }
    }
}

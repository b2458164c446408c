//! Who asked for a job.

use regulars_kernel::{Actor, ApiKeyId, TerminalId, UserId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who asked: what the work changes is changed by them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Asker {
    User(Uuid),
    Terminal(Uuid),
    ApiKey(Uuid),
    System,
}

impl From<Actor> for Asker {
    fn from(actor: Actor) -> Self {
        match actor {
            Actor::User(id) => Self::User(id.value()),
            Actor::Terminal(id) => Self::Terminal(id.value()),
            Actor::ApiKey(id) => Self::ApiKey(id.value()),
            Actor::System => Self::System,
        }
    }
}

impl From<Asker> for Actor {
    fn from(asker: Asker) -> Self {
        match asker {
            Asker::User(id) => Self::User(UserId::new(id)),
            Asker::Terminal(id) => Self::Terminal(TerminalId::new(id)),
            Asker::ApiKey(id) => Self::ApiKey(ApiKeyId::new(id)),
            Asker::System => Self::System,
        }
    }
}

//! The job that works on an import.

use regulars_jobs::JobPayload;
use regulars_kernel::{Actor, ApiKeyId, ImportId, TerminalId, UserId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Reads the file of an import, looks at its rows, or writes them: whatever its state asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkOnImport {
    import: Uuid,
    asked_by: Asker,
}

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

impl WorkOnImport {
    /// The job of an import.
    pub fn of(import: ImportId, asked_by: Actor) -> Self {
        Self { import: import.value(), asked_by: asked_by.into() }
    }

    /// The import.
    pub const fn import(self) -> ImportId {
        ImportId::new(self.import)
    }

    /// Who asked for it.
    pub fn asked_by(self) -> Actor {
        self.asked_by.into()
    }
}

impl JobPayload for WorkOnImport {
    const KIND: &'static str = "customer_import";
}

//! Changes a terminal.

use regulars_audit::AuditNote;
use regulars_kernel::{Change, Environment, Label, StoreError, StoreId};

use crate::{IdentityStore, Terminal};

/// A partial update of a terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TerminalPatch {
    /// New name.
    pub name: Option<Label>,
    /// The store that it stands in.
    pub store: Change<StoreId>,
}

/// Why a terminal was not changed.
#[derive(Debug, thiserror::Error)]
pub enum UpdateTerminalError {
    /// The merchant has no such store.
    #[error("there is no such store")]
    UnknownStore,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes `before` with the changes of `patch`.
pub async fn update_terminal(
    store: &mut dyn IdentityStore,
    environment: &Environment,
    before: Terminal,
    patch: TerminalPatch,
) -> Result<Terminal, UpdateTerminalError> {
    if let Change::Set(id) = patch.store {
        store.find_store(id).await?.ok_or(UpdateTerminalError::UnknownStore)?;
    }
    let terminal = Terminal {
        name: patch.name.unwrap_or_else(|| before.name.clone()),
        store: patch.store.apply(before.store),
        updated_at: environment.now(),
        ..before
    };
    store.update_terminal(&terminal).await?;
    store.note_if(environment, AuditNote::updated(&before, &terminal)).await?;
    Ok(terminal)
}

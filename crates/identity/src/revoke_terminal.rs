//! Cuts a terminal off.

use regulars_audit::AuditNote;
use regulars_kernel::{ApiKeyId, Environment, StoreError, TerminalId};

use crate::{IdentityStore, Terminal};

/// Cuts a terminal off: its keys and the pairing codes that are still open no longer hold. Tells which keys they were.
///
/// The codes go first: pairing begins by using up a code, so a pairing under way has either ended before the keys are
/// revoked here, or finds that its code no longer holds.
pub async fn revoke_terminal(
    store: &mut dyn IdentityStore,
    environment: &Environment,
    terminal: TerminalId,
) -> Result<Vec<ApiKeyId>, StoreError> {
    let now = environment.now();
    let before = store.find_terminal(terminal).await?;
    store.end_pairing_codes(terminal, now).await?;
    store.revoke_terminal(terminal, now).await?;
    if let Some(before) = before.filter(|terminal| terminal.revoked_at.is_none()) {
        let after = Terminal { revoked_at: Some(now), ..before.clone() };
        store.note_if(environment, AuditNote::updated(&before, &after)).await?;
    }
    store.revoke_keys_of_terminal(terminal, now).await
}

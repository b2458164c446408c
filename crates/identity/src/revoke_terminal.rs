//! Cuts a terminal off.

use regulars_kernel::{ApiKeyId, Environment, StoreError, TerminalId};

use crate::IdentityStore;

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
    store.end_pairing_codes(terminal, now).await?;
    store.revoke_terminal(terminal, now).await?;
    store.revoke_keys_of_terminal(terminal, now).await
}

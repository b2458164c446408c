//! Pairs a device: a short code becomes a key of the terminal's own.

use regulars_audit::AuditNote;
use regulars_kernel::{ApiKeyId, Environment, MerchantId, StoreError, TerminalId};

use crate::issue_api_key::issue_terminal_key;
use crate::{ApiKeySecret, IdentityStore, PairingCode, Terminal};

/// A device that has been paired.
#[derive(Clone, Debug)]
pub struct PairedTerminal {
    /// The terminal that it now is.
    pub terminal: Terminal,
    /// Its key, shown this once.
    pub secret: ApiKeySecret,
    /// Keys of the device before it, which no longer hold.
    pub revoked: Vec<ApiKeyId>,
}

/// Why a device was not paired.
#[derive(Debug, thiserror::Error)]
pub enum PairTerminalError {
    /// The code is unknown, used or expired. Which of them it is, is not told.
    #[error("the code does not hold")]
    Refused,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Exchanges `code`, which belongs to `terminal` of `merchant`, for a key. The keys of an earlier device end.
pub async fn pair_terminal(
    store: &mut dyn IdentityStore,
    environment: &Environment,
    merchant: MerchantId,
    terminal: TerminalId,
    code: &PairingCode,
) -> Result<PairedTerminal, PairTerminalError> {
    let now = environment.now();
    if !store.use_pairing_code(&code.hash(), now).await? {
        return Err(PairTerminalError::Refused);
    }
    let before = store.find_terminal(terminal).await?.ok_or(PairTerminalError::Refused)?;
    let revoked = store.revoke_keys_of_terminal(before.id, now).await?;
    let (_, secret) =
        issue_terminal_key(store, environment, merchant, before.id, before.name.clone()).await?;
    let terminal = Terminal { paired_at: Some(now), revoked_at: None, updated_at: now, ..before.clone() };
    store.update_terminal(&terminal).await?;
    store.note_if(environment, AuditNote::updated(&before, &terminal)).await?;
    Ok(PairedTerminal { terminal, secret, revoked })
}

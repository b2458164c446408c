//! Offers a pairing code, for a new terminal or for one that gets a new device.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, Instant, Label, StoreError, StoreId, TerminalId};

use crate::{IdentityStore, PairingCode, Terminal};

/// Which terminal the code is for.
#[derive(Clone, Debug)]
pub enum PairingFor {
    /// A terminal that does not exist yet.
    NewTerminal {
        /// Its name.
        name: Label,
        /// The store that it stands in.
        store: Option<StoreId>,
    },
    /// A terminal that gets a new device and keeps its id, its name and the source of its receipts.
    Terminal(TerminalId),
}

/// Why no code was offered.
#[derive(Debug, thiserror::Error)]
pub enum OfferPairingError {
    /// The merchant has no such store.
    #[error("there is no such store")]
    UnknownStore,
    /// The merchant has no such terminal.
    #[error("there is no such terminal")]
    UnknownTerminal,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Offers a code that a device can use within [`PairingCode::LIFETIME`].
pub async fn offer_pairing(
    store: &mut dyn IdentityStore,
    environment: &Environment,
    pairing: PairingFor,
) -> Result<(TerminalId, PairingCode, Instant), OfferPairingError> {
    let now = environment.now();
    let terminal = match pairing {
        PairingFor::Terminal(id) => {
            store.find_terminal(id).await?.ok_or(OfferPairingError::UnknownTerminal)?;
            id
        }
        PairingFor::NewTerminal { name, store: stands_in } => {
            if let Some(id) = stands_in {
                store.find_store(id).await?.ok_or(OfferPairingError::UnknownStore)?;
            }
            let id = TerminalId::new(environment.new_id());
            let terminal = Terminal {
                id,
                name,
                store: stands_in,
                paired_at: None,
                revoked_at: None,
                created_at: now,
                updated_at: now,
            };
            store.insert_terminal(&terminal).await?;
            store.note(environment, AuditNote::created(&terminal)).await?;
            id
        }
    };
    let code = PairingCode::generate(environment);
    let expires_at = now + PairingCode::LIFETIME;
    store.insert_pairing_code(&code.hash(), terminal, now, expires_at).await?;
    Ok((terminal, code, expires_at))
}

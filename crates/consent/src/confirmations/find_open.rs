//! What the writer of a confirmation message needs, asked for as the message leaves.

use regulars_kernel::{Environment, MerchantId, StoreError};

use crate::confirmations::confirmation::{Confirmation, ConfirmationId, ConfirmationToken};
use crate::gate::contact_gate::{Blocked, MessageKind, ServiceMessage, gate};
use crate::links::keys::LinkKeys;
use crate::store::{ConfirmationReads, ConsentReads};

/// Why a confirmation message is not sent any more.
#[derive(Debug, thiserror::Error)]
pub enum OpenConfirmationError {
    /// The token is unknown, used or expired, or the customer's address changed since.
    #[error("there is nothing to confirm any more")]
    NotValid,
    /// The gate holds the message back.
    #[error(transparent)]
    Blocked(#[from] Blocked),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A confirmation that can still be used, with its token, which is derived again. None when it is unknown, used or
/// expired.
pub async fn find_open_confirmation<Store: ConfirmationReads + ?Sized>(
    store: &mut Store,
    environment: &Environment,
    keys: &LinkKeys,
    merchant: MerchantId,
    id: ConfirmationId,
) -> Result<Option<(Confirmation, ConfirmationToken)>, StoreError> {
    for token in ConfirmationToken::derive(keys, merchant, id) {
        if let Some(confirmation) = store.find_confirmation(&token.hash()).await? {
            let is_open = confirmation.used_at.is_none() && confirmation.expires_at > environment.now();
            return Ok(is_open.then_some((confirmation, token)));
        }
    }
    Ok(None)
}

/// Asks the gate once more whether an opt-in message may leave. The limit on opt-in messages is not counted again: this
/// message took its place when it was requested.
pub async fn check_open_opt_in(
    store: &mut dyn ConsentReads,
    environment: &Environment,
    confirmation: &Confirmation,
) -> Result<(), OpenConfirmationError> {
    let (contact, merchant_active) = store
        .find_contact(confirmation.customer, confirmation.channel, environment.now())
        .await?
        .ok_or(OpenConfirmationError::NotValid)?;
    if contact.address.as_ref() != Some(&confirmation.address) {
        return Err(OpenConfirmationError::NotValid);
    }
    let kind = MessageKind::Service(ServiceMessage::OptIn { earlier: 0 });
    Ok(gate(&contact, kind, confirmation.channel, merchant_active)?)
}

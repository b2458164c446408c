//! What the renderer of a confirmation message needs, asked for as the message leaves.

use regulars_kernel::{Environment, MerchantId, StoreError};

use crate::{
    Blocked, Confirmation, ConfirmationId, ConfirmationPurpose, ConfirmationToken, ConsentStore, LinkKeys,
    MessageKind, ServiceMessage, gate,
};

/// Why a confirmation message is not sent any more.
#[derive(Debug, thiserror::Error)]
pub enum OpenConfirmationMailError {
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

/// Derives the token of a confirmation again and asks the gate once more. The limit on opt-in messages is not counted
/// again: this message took its place when it was requested.
pub async fn open_confirmation_mail(
    store: &mut dyn ConsentStore,
    environment: &Environment,
    keys: &LinkKeys,
    merchant: MerchantId,
    id: ConfirmationId,
) -> Result<(Confirmation, ConfirmationToken), OpenConfirmationMailError> {
    let now = environment.now();
    let mut found = None;
    for token in ConfirmationToken::derive(keys, merchant, id) {
        if let Some(confirmation) = store.find_confirmation(&token.hash()).await? {
            found = Some((confirmation, token));
            break;
        }
    }
    let (confirmation, token) = found.ok_or(OpenConfirmationMailError::NotValid)?;
    if confirmation.used_at.is_some() || confirmation.expires_at <= now {
        return Err(OpenConfirmationMailError::NotValid);
    }
    let (contact, merchant_active) = store
        .find_contact(confirmation.customer, confirmation.channel, now)
        .await?
        .ok_or(OpenConfirmationMailError::NotValid)?;
    if contact.address.as_ref() != Some(&confirmation.address) {
        return Err(OpenConfirmationMailError::NotValid);
    }
    let kind = MessageKind::Service(match confirmation.purpose {
        ConfirmationPurpose::OptIn => ServiceMessage::OptIn { earlier: 0 },
        ConfirmationPurpose::BecomeRegular => ServiceMessage::BecomeRegular,
    });
    gate(&contact, kind, confirmation.channel, merchant_active)?;
    Ok((confirmation, token))
}

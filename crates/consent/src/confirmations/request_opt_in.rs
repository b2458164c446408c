//! Asks a customer whether advertising may come to their address.

use regulars_kernel::{Channel, ConsentTextId, CustomerId, Environment, MerchantId, StoreError};

use crate::confirmations::confirmation::ConfirmationPurpose;
use crate::confirmations::issue::{IssuedConfirmation, NewConfirmation, issue_confirmation};
use crate::gate::contact_gate::{Blocked, MessageKind, ServiceMessage, gate};
use crate::links::keys::LinkKeys;
use crate::store::ConsentStore;

/// Why no opt-in message is sent.
#[derive(Debug, thiserror::Error)]
pub enum RequestOptInError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The merchant has no such text, or it is about something else.
    #[error("there is no such consent text")]
    UnknownText,
    /// The gate holds the message back.
    #[error(transparent)]
    Blocked(#[from] Blocked),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes the token of an opt-in message, if the gate lets the message leave: at most three in thirty days to an address.
/// The caller enqueues the message in the same transaction, with the id and not with the token.
pub async fn request_opt_in(
    store: &mut dyn ConsentStore,
    environment: &Environment,
    keys: &LinkKeys,
    merchant: MerchantId,
    customer: CustomerId,
    channel: Channel,
    text: Option<ConsentTextId>,
) -> Result<IssuedConfirmation, RequestOptInError> {
    if !store.lock_subject(customer).await? {
        return Err(RequestOptInError::UnknownCustomer);
    }
    if let Some(id) = text {
        let text = store.find_text(id).await?.ok_or(RequestOptInError::UnknownText)?;
        let fits = text.purpose == regulars_kernel::Purpose::Advertising
            && text.channel.is_none_or(|about| about == channel);
        if !fits {
            return Err(RequestOptInError::UnknownText);
        }
    }
    let (contact, merchant_active) = store
        .find_contact(customer, channel, environment.now())
        .await?
        .ok_or(RequestOptInError::UnknownCustomer)?;
    let kind = MessageKind::Service(ServiceMessage::OptIn { earlier: contact.opt_ins });
    gate(&contact, kind, channel, merchant_active)?;
    let address = contact.address.ok_or(Blocked::NoAddress)?;
    let purpose = ConfirmationPurpose::OptIn;
    let new = NewConfirmation { purpose, customer, channel, address, text };
    Ok(issue_confirmation(store, environment, keys, merchant, new).await?)
}

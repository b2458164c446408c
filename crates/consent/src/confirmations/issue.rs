//! Makes a token by which a person confirms something from their own mailbox.

use regulars_kernel::{Channel, ConsentTextId, CustomerId, Environment, MerchantId, StoreError};

use crate::confirmations::confirmation::{
    Confirmation, ConfirmationId, ConfirmationPurpose, ConfirmationToken,
};
use crate::gate::contact_address::ContactAddress;
use crate::links::keys::LinkKeys;
use crate::store::ConfirmationStore;

/// What a person is to confirm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewConfirmation {
    /// What is confirmed.
    pub purpose: ConfirmationPurpose,
    /// Who confirms.
    pub customer: CustomerId,
    /// The channel that the link is sent over.
    pub channel: Channel,
    /// The customer's present address on that channel.
    pub address: ContactAddress,
    /// The consent text that the person is shown.
    pub text: Option<ConsentTextId>,
}

/// A token that was made.
#[derive(Clone, Debug)]
pub struct IssuedConfirmation {
    /// What a job refers to it by.
    pub id: ConfirmationId,
    /// The token itself, to be put into a message and nowhere else.
    pub token: ConfirmationToken,
    /// What the store keeps.
    pub confirmation: Confirmation,
}

/// Makes a token. Whether the message may leave was asked before: opt-ins go through
/// [`request_opt_in`](crate::confirmations::request_opt_in::request_opt_in()), and becoming a regular asks the gate itself.
pub async fn issue_confirmation(
    store: &mut dyn ConfirmationStore,
    environment: &Environment,
    keys: &LinkKeys,
    merchant: MerchantId,
    new: NewConfirmation,
) -> Result<IssuedConfirmation, StoreError> {
    let now = environment.now();
    let id = ConfirmationId(environment.new_id());
    let token = ConfirmationToken::derive(keys, merchant, id)
        .next()
        .ok_or_else(|| StoreError::Defect("there is no key for links".into()))?;
    let confirmation = Confirmation {
        hash: token.hash(),
        purpose: new.purpose,
        customer: new.customer,
        channel: new.channel,
        address: new.address,
        text: new.text,
        created_at: now,
        expires_at: now + Confirmation::LIFETIME,
        used_at: None,
    };
    store.insert_confirmation(&confirmation).await?;
    Ok(IssuedConfirmation { id, token, confirmation })
}

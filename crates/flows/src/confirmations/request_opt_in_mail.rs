//! Asks a customer by e-mail whether advertising may come to that address.

use regulars_consent::{ConfirmationPurpose, LinkKeys, RequestOptInError, request_opt_in};
use regulars_kernel::{Channel, ConsentTextId, CustomerId, Environment, MerchantId, StoreError};

use super::text_to_show::text_to_show;
use super::{AskedByMail, ConfirmationMail, ConfirmationRequestStore};
use crate::newsletters::{CannotLeave, SendingTerms};

/// Why no opt-in mail is sent.
#[derive(Debug, thiserror::Error)]
pub enum RequestOptInMailError {
    /// The mail may not leave, or there is nobody to ask.
    #[error(transparent)]
    Request(#[from] RequestOptInError),
    /// Mail of this merchant cannot leave.
    #[error(transparent)]
    CannotLeave(#[from] CannotLeave),
}

impl From<StoreError> for RequestOptInMailError {
    fn from(error: StoreError) -> Self {
        Self::Request(error.into())
    }
}

/// Sends the mail whose link verifies the address and grants the consent in one step, at most three in thirty days to an
/// address. `text` is what the person is shown beside the question; without it, the text that the merchant published for the
/// purpose, the channel and the customer's language.
pub async fn request_opt_in_mail(
    store: &mut dyn ConfirmationRequestStore,
    environment: &Environment,
    (keys, terms): (&LinkKeys, SendingTerms),
    merchant: MerchantId,
    customer: CustomerId,
    text: Option<ConsentTextId>,
) -> Result<AskedByMail, RequestOptInMailError> {
    let own = store.own_merchant().await?;
    terms.check(&own)?;
    let (asked, channel) = (ConfirmationPurpose::OptIn, Channel::Email);
    let text = match text {
        Some(text) => text,
        None => {
            let record = store.find_customer(customer).await?.ok_or(RequestOptInError::UnknownCustomer)?;
            text_to_show(store, environment, &own, &record.customer, (asked, channel)).await?
        }
    };
    let issued = request_opt_in(store, environment, keys, merchant, customer, channel, Some(text)).await?;
    let mail = ConfirmationMail::enqueue(store, environment, &issued).await?;
    Ok(AskedByMail { confirmation: issued.confirmation, mail })
}

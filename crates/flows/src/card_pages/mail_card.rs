//! Sends somebody who has just become a member the link to the card.

use regulars_consent::{CannotContact, MessageKind, ServiceMessage, can_contact};
use regulars_customers::CardLink;
use regulars_kernel::{Channel, CustomerId, Environment, StoreError};

use super::card_mail::CardMail;
use super::store::CardMailStore;
use crate::newsletters::SendingTerms;
use crate::service_mails::job::service_mail_job;

/// Keeps the mail with the link to be written and sent, in the transaction of the registration: once for each. Nothing is kept
/// where the merchant has not switched it on, where no mail of the merchant can leave, and where none may leave to the customer.
pub async fn mail_card(
    store: &mut dyn CardMailStore,
    environment: &Environment,
    terms: SendingTerms,
    customer: CustomerId,
) -> Result<(), StoreError> {
    if !store.card_page().await?.mailed || terms.check(&store.own_merchant().await?).is_err() {
        return Ok(());
    }
    let kind = MessageKind::Service(ServiceMessage::Card);
    let address = match can_contact(store, customer, kind, Channel::Email, environment.now()).await {
        Ok(address) => address,
        Err(CannotContact::UnknownCustomer | CannotContact::Blocked(_)) => return Ok(()),
        Err(CannotContact::Store(error)) => return Err(error),
    };
    let link = CardLink::issued(environment, customer, Some(address.expose().to_owned()));
    store.insert_card_link(&link).await?;
    store.enqueue(&service_mail_job(environment, CardMail::TEMPLATE, &CardMail::of(&link))?).await
}

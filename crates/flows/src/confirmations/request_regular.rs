//! "Become a regular": at a purchase, a member of elsewhere is asked by e-mail (seed 0, feature A10).

use regulars_consent::{
    Blocked, ConfirmationPurpose, LinkKeys, MessageKind, NewConfirmation, OPT_IN_PERIOD, ServiceMessage,
    gate, issue_confirmation,
};
use regulars_kernel::{Channel, CustomerType, Environment, MerchantId, PurchaseId, StoreError};
use regulars_purchases::{PurchaseName, PurchaseReads, PurchaseStore};

use super::regular_contact::regular_contact;
use super::text_to_show::text_to_show;
use super::{AskedByMail, ConfirmationMail, ConfirmationRequestStore};
use crate::newsletters::{CannotLeave, SendingTerms};

/// Why nobody is asked.
#[derive(Debug, thiserror::Error)]
pub enum RequestRegularError {
    /// The merchant has no such purchase.
    #[error("there is no such purchase")]
    UnknownPurchase,
    /// Nobody is known to have bought, or somebody who is no member.
    #[error("the purchase was not made by a member")]
    NotAMember,
    /// The member is a regular of the merchant.
    #[error("the member is a regular already")]
    AlreadyRegular,
    /// The gate holds the message back.
    #[error(transparent)]
    Blocked(#[from] Blocked),
    /// Mail of this merchant cannot leave.
    #[error(transparent)]
    CannotLeave(#[from] CannotLeave),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What asking a member touches.
pub trait RegularRequestStore: ConfirmationRequestStore + PurchaseStore {}

impl<Store: ConfirmationRequestStore + PurchaseStore> RegularRequestStore for Store {}

/// Asks the member who made a purchase whether they become a regular. They do once they confirm; until then nothing
/// changes, and the merchant does not learn the address.
pub async fn request_regular(
    store: &mut dyn RegularRequestStore,
    environment: &Environment,
    (keys, terms): (&LinkKeys, SendingTerms),
    merchant: MerchantId,
    purchase: PurchaseId,
) -> Result<AskedByMail, RequestRegularError> {
    let own = store.own_merchant().await?;
    terms.check(&own)?;
    let purchase = PurchaseReads::find(store, &PurchaseName::Id(purchase)).await?;
    let buyer = purchase.ok_or(RequestRegularError::UnknownPurchase)?.customer;
    let customer = buyer.ok_or(RequestRegularError::NotAMember)?.id;
    let record = store.find_customer_for_change(customer).await?.ok_or(RequestRegularError::NotAMember)?;
    if record.customer.customer_type == CustomerType::Regular {
        return Err(RequestRegularError::AlreadyRegular);
    }
    let member = record.customer.member.ok_or(RequestRegularError::NotAMember)?;
    let contact = regular_contact(store, environment, &record, member).await?;
    let (contact, merchant_active) = contact.ok_or(RequestRegularError::NotAMember)?;
    let since = environment.now() - OPT_IN_PERIOD;
    let purpose = ConfirmationPurpose::BecomeRegular;
    let earlier = store.count_confirmations(purpose, customer, since).await?;
    let kind = MessageKind::Service(ServiceMessage::BecomeRegular { earlier });
    gate(&contact, kind, Channel::Email, merchant_active)?;
    let address = contact.address.ok_or(Blocked::NoAddress)?;
    let channel = Channel::Email;
    let text = text_to_show(store, environment, &own, &record.customer, (purpose, channel)).await?;
    let new = NewConfirmation { purpose, customer, channel, address, text: Some(text) };
    let issued = issue_confirmation(store, environment, keys, merchant, new).await?;
    let mail = ConfirmationMail::enqueue(store, environment, &issued).await?;
    Ok(AskedByMail { confirmation: issued.confirmation, mail })
}

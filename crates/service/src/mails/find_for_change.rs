//! Finds a mail that is to go, and holds its customer: whoever notes a change of one holds that one.

use regulars_kernel::{CustomerId, CustomerMailId, StoreError};

use super::mail::CustomerMail;
use super::store::MailStore;

/// Why a mail cannot be changed.
#[derive(Debug, thiserror::Error)]
pub enum FindMailError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The customer has no such mail.
    #[error("there is no such mail")]
    UnknownMail,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The mail, which nobody else changes until the transaction ends.
pub async fn find_mail_for_change(
    store: &mut dyn MailStore,
    customer: CustomerId,
    id: CustomerMailId,
) -> Result<CustomerMail, FindMailError> {
    if !store.hold_customer(customer).await? {
        return Err(FindMailError::UnknownCustomer);
    }
    store.find_mail(customer, id).await?.ok_or(FindMailError::UnknownMail)
}

//! Adds a customer and asks at once whether advertising may come.

use regulars_consent::{LedgerAccess, LinkKeys};
use regulars_customers::{CreateCustomerError, CustomerRecord, NewCustomer};
use regulars_kernel::{MerchantCalendar, Scope};

use super::{ConfirmationRequestStore, RequestOptInMailError, request_opt_in_mail};
use crate::customers::create_with_consent::create_customer_with_consent;
use crate::newsletters::SendingTerms;

/// Why nobody was added.
#[derive(Debug, thiserror::Error)]
pub enum CreateCustomerAndAskError {
    /// The customer cannot be added.
    #[error(transparent)]
    Create(#[from] CreateCustomerError),
    /// The customer cannot be asked.
    #[error(transparent)]
    Ask(#[from] RequestOptInMailError),
}

/// Adds a customer who is not a member, with the consent that the merchant states, and sends the opt-in mail. A customer
/// who cannot be asked is not added.
pub async fn create_customer_and_ask(
    store: &mut dyn ConfirmationRequestStore,
    recording: LedgerAccess<'_>,
    calendar: &MerchantCalendar,
    scope: Scope,
    sending: (&LinkKeys, SendingTerms),
    new: NewCustomer,
) -> Result<CustomerRecord, CreateCustomerAndAskError> {
    let record = create_customer_with_consent(store, recording, calendar, scope, new).await?;
    let customer = record.customer.id;
    request_opt_in_mail(store, recording.environment, sending, scope.merchant(), customer, None).await?;
    Ok(record)
}

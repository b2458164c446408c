//! Adds a customer whom a member has invited.

use regulars_consent::{LedgerAccess, LinkKeys};
use regulars_customers::{CustomerRecord, NewCustomer};
use regulars_kernel::{MerchantCalendar, Scope, StoreError};
use regulars_loyalty::ReferralCode;

use super::invitation::{InvitationError, check_invitation};
use super::store::AskingRegistrationStore;
use crate::confirmations::{CreateCustomerAndAskError, create_customer_and_ask};
use crate::customers::create_with_consent::create_customer_with_consent;
use crate::newsletters::SendingTerms;

/// Why nobody was added.
#[derive(Debug, thiserror::Error)]
pub enum CreateInvitedCustomerError {
    /// The code may not be used.
    #[error(transparent)]
    Invitation(#[from] InvitationError),
    /// The customer cannot be added, or not be asked.
    #[error(transparent)]
    Create(#[from] CreateCustomerAndAskError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds a customer who is not a member, with the code of whoever has invited them, and asks by mail whether advertising may come where
/// it is said how. The code stands in where the customer comes from.
pub async fn create_invited_customer(
    store: &mut dyn AskingRegistrationStore,
    recording: LedgerAccess<'_>,
    calendar: &MerchantCalendar,
    scope: Scope,
    sending: Option<(&LinkKeys, SendingTerms)>,
    (new, code): (NewCustomer, ReferralCode),
) -> Result<CustomerRecord, CreateInvitedCustomerError> {
    let invitation = check_invitation(store, &code, (&new).into()).await?;
    let new = NewCustomer { referral_id: Some(invitation.referral_id()?), ..new };
    let record = match sending {
        Some(sending) => create_customer_and_ask(store, recording, calendar, scope, sending, new).await?,
        None => {
            let created = create_customer_with_consent(store, recording, calendar, scope, new).await;
            created.map_err(CreateCustomerAndAskError::from)?
        }
    };
    invitation.keep(store, recording.environment, calendar, &record.customer).await?;
    Ok(record)
}

//! Adds a customer together with the consent that the merchant holds.

use regulars_consent::{LedgerAccess, NewConsent, RecordConsentError, record_consent};
use regulars_customers::{CreateCustomerError, CustomerRecord, NewCustomer, create_customer};
use regulars_kernel::{ConsentState, MerchantCalendar, Purpose, Scope, StoreError};

use crate::customers::consenting_store::CustomerConsentStore;

/// Adds a customer who is not a member, and writes the consent that the merchant states into the ledger as a grant to
/// the processing of personal data.
pub async fn create_customer_with_consent(
    store: &mut dyn CustomerConsentStore,
    recording: LedgerAccess<'_>,
    calendar: &MerchantCalendar,
    scope: Scope,
    new: NewCustomer,
) -> Result<CustomerRecord, CreateCustomerError> {
    let stated = new.data_consent.clone().ok_or(CreateCustomerError::DataConsentMissing)?;
    let record = create_customer(store, recording.environment, calendar, scope, new).await?;
    let consent = NewConsent {
        purpose: Purpose::DataProcessing,
        channel: None,
        state: ConsentState::Granted,
        source: stated.source,
        text_version: stated.text_version,
        text_locale: None,
        occurred_at: None,
        evidence: None,
    };
    match record_consent(store, recording, record.customer.id, consent).await {
        Ok(_) => Ok(record),
        Err(RecordConsentError::Store(error)) => Err(error.into()),
        Err(impossible) => Err(StoreError::inconsistent("customers", impossible).into()),
    }
}

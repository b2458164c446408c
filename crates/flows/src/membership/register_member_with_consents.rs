//! Registers a member together with what the person consents to.

use regulars_consent::{LedgerAccess, NewConsent, RecordConsentError, record_consent};
use regulars_kernel::{MerchantCalendar, Scope};

use crate::customers::consenting_store::ConsentingStore;
use crate::membership::register_member::{NewMember, RegisterMemberError, RegisteredMember, register_member};

/// Why nobody was registered.
#[derive(Debug, thiserror::Error)]
pub enum RegisterMemberWithConsentsError {
    /// The member cannot be registered.
    #[error(transparent)]
    Register(#[from] RegisterMemberError),
    /// One of the statements does not hold.
    #[error("the consent at {index}: {error}")]
    Consent {
        /// Its place among the statements.
        index: usize,
        /// What is wrong with it.
        error: RecordConsentError,
    },
}

/// Registers a member, and records the statements in their order for the merchant's customer. A statement that does not
/// hold registers nobody.
pub async fn register_member_with_consents(
    store: &mut dyn ConsentingStore,
    recording: LedgerAccess<'_>,
    calendar: &MerchantCalendar,
    scope: Scope,
    new: NewMember,
    consents: Vec<NewConsent>,
) -> Result<RegisteredMember, RegisterMemberWithConsentsError> {
    let registered = register_member(store, recording.environment, calendar, scope, new).await?;
    let customer = registered.customer.customer.id;
    for (index, consent) in consents.into_iter().enumerate() {
        record_consent(store, recording, customer, consent)
            .await
            .map_err(|error| RegisterMemberWithConsentsError::Consent { index, error })?;
    }
    Ok(registered)
}

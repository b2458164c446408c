//! A customer objects (GDPR, article 21).

use regulars_kernel::{Channel, ConsentState, CustomerId, Instant, Label, Purpose, StoreError};

use crate::decisions::objection::{end_advertising, end_advertising_of_others, lock_with_others_at};
use crate::decisions::record_consent::{NewConsent, RecordConsentError, record_consent};
use crate::gate::contact_address::ContactAddress;
use crate::gate::suppress::suppress;
use crate::gate::suppression::SuppressionReason;
use crate::ledger::access::LedgerAccess;
use crate::ledger::evidence::Evidence;
use crate::store::ConsentStore;

/// What a customer objects to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectedTo {
    /// Advertising over one channel, or over each on which the customer has an address.
    Advertising(Option<Channel>),
    /// Profiling.
    Profiling,
}

/// An objection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewObjection {
    /// To what.
    pub to: ObjectedTo,
    /// Where it was made, such as a form or a call. Never anything about the person.
    pub source: Label,
    /// What proves it.
    pub evidence: Option<Evidence>,
}

/// What an objection has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// To what the customer objected.
    pub purpose: Purpose,
    /// The channel on which it holds.
    pub channel: Option<Channel>,
    /// The address that no message of the merchant goes to any more.
    pub address: Option<ContactAddress>,
    /// When it was recorded.
    pub at: Instant,
}

/// Why no objection was recorded.
#[derive(Debug, thiserror::Error)]
pub enum ObjectError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The customer has no address on any channel that is meant.
    #[error("the customer has no address on this channel")]
    NoAddress,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Records an objection. One to advertising belongs to the address: it ends advertising to every record of the merchant that
/// carries it, whatever is granted later, and outlives all of them.
pub async fn object(
    store: &mut dyn ConsentStore,
    recording: LedgerAccess<'_>,
    customer: CustomerId,
    new: NewObjection,
) -> Result<Vec<Objection>, ObjectError> {
    match new.to {
        ObjectedTo::Advertising(channel) => {
            object_to_advertising(store, recording, customer, channel, new).await
        }
        ObjectedTo::Profiling => {
            let withdrawn = NewConsent {
                purpose: Purpose::Profiling,
                channel: None,
                state: ConsentState::Withdrawn,
                source: new.source,
                text_version: None,
                text_locale: None,
                occurred_at: None,
                evidence: new.evidence,
            };
            let recorded = record_consent(store, recording, customer, withdrawn).await;
            let recorded = recorded.map_err(|error| match error {
                RecordConsentError::UnknownCustomer => ObjectError::UnknownCustomer,
                RecordConsentError::Store(error) => error.into(),
                impossible => StoreError::inconsistent("consent_events", impossible).into(),
            })?;
            let (purpose, at) = (Purpose::Profiling, recorded.event.recorded_at);
            Ok(vec![Objection { purpose, channel: None, address: None, at }])
        }
    }
}

async fn object_to_advertising(
    store: &mut dyn ConsentStore,
    recording: LedgerAccess<'_>,
    customer: CustomerId,
    channel: Option<Channel>,
    NewObjection { to: _, source, evidence }: NewObjection,
) -> Result<Vec<Objection>, ObjectError> {
    let seen = store.find_subject(customer).await?.ok_or(ObjectError::UnknownCustomer)?;
    let meant = Channel::ALL.iter().copied().filter(|one| channel.is_none_or(|channel| channel == *one));
    let addresses: Vec<(Channel, ContactAddress)> =
        meant.filter_map(|channel| Some((channel, seen.address(channel)?.clone()))).collect();
    if addresses.is_empty() {
        return Err(ObjectError::NoAddress);
    }
    let others = lock_with_others_at(store, customer, &addresses).await?;
    let mut subject = store.find_subject(customer).await?.ok_or(ObjectError::UnknownCustomer)?;
    let mut objections = Vec::with_capacity(addresses.len());
    for (channel, address) in addresses {
        let meant = (channel, &address);
        end_advertising_of_others(store, recording, &others, meant, &source, evidence.as_ref()).await?;
        let ended =
            end_advertising(store, recording, &mut subject, channel, source.clone(), evidence.clone())
                .await?;
        let reason = SuppressionReason::Objection;
        let environment = recording.environment;
        suppress(store, environment, channel, address.clone(), reason, source.clone(), None).await?;
        let (purpose, at) = (Purpose::Advertising, ended.0.recorded_at);
        objections.push(Objection { purpose, channel: Some(channel), address: Some(address), at });
    }
    Ok(objections)
}

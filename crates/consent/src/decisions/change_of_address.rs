//! A customer's address changed: verification and consent start anew on that channel.

use regulars_kernel::{Channel, ConsentState, CustomerId, Purpose, StoreError};

use crate::gate::contact_address::ContactAddress;
use crate::ledger::access::LedgerAccess;
use crate::ledger::access::{Statement, append_statements, locked_subject, own_source};
use crate::ledger::event::ConsentEvent;
use crate::store::{ConsentStore, OpenConfirmations};

/// The source of the entries that a change of address writes.
pub const CHANGE_OF_ADDRESS: &str = "change_of_address";

/// Why the reset failed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeOfAddressError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Resets a channel, in the transaction in which the customer's address on it changes or goes away, before or after the
/// change itself. `previous` is the address before the change; a first address resets nothing.
///
/// What was granted for the old address is withdrawn, so that it does not come back when the old address does. About what
/// was never granted nothing is written. A grant for the old address that is uploaded later does not count for the new one:
/// it was made before the customer had it. Open confirmations no longer hold.
pub async fn change_of_address(
    store: &mut dyn ConsentStore,
    recording: LedgerAccess<'_>,
    customer: CustomerId,
    channel: Channel,
    previous: Option<ContactAddress>,
) -> Result<Vec<ConsentEvent>, ChangeOfAddressError> {
    let now = recording.environment.now();
    let mut subject = locked_subject(store, customer).await?.ok_or(ChangeOfAddressError::UnknownCustomer)?;
    let Some(previous) = previous else {
        return Ok(Vec::new());
    };
    let source = own_source(CHANGE_OF_ADDRESS)?;
    let is_granted = |purpose: &&Purpose| {
        let standing = subject.standing(**purpose, Some(channel));
        standing.is_some_and(|standing| standing.state == ConsentState::Granted)
    };
    let withdrawn = |purpose: &Purpose| {
        let (address, source) = (Some(previous.clone()), source.clone());
        Statement::bare(*purpose, Some(channel), ConsentState::Withdrawn, address, source, now)
    };
    let statements: Vec<Statement> = Purpose::ALL.iter().filter(is_granted).map(withdrawn).collect();
    let events = if statements.is_empty() {
        Vec::new()
    } else {
        append_statements(store, recording, &mut subject, statements).await?
    };
    store.set_address_since(customer, channel, now).await?;
    if channel == Channel::Email {
        store.clear_verified(customer, now).await?;
    }
    store.expire_confirmations(customer, OpenConfirmations::AllOver(channel), now).await?;
    Ok(events)
}

//! A customer's address changed: verification and consent start anew on that channel.

use regulars_kernel::{CustomerId, StoreError};

use crate::ledger::{Statement, append_statements, locked_subject, own_source};
use crate::{Channel, ConsentEvent, ConsentState, ConsentStore, OpenConfirmations, Recording};

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
/// change itself. Consents that were granted for the old address are withdrawn, so that they do not come back when the
/// old address does; refusals and withdrawals stay. Open confirmations no longer hold.
pub async fn change_of_address(
    store: &mut dyn ConsentStore,
    recording: Recording<'_>,
    customer: CustomerId,
    channel: Channel,
) -> Result<Vec<ConsentEvent>, ChangeOfAddressError> {
    let now = recording.environment.now();
    let mut subject =
        locked_subject(store, customer).await?.ok_or(ChangeOfAddressError::UnknownCustomer)?;
    let source = own_source(CHANGE_OF_ADDRESS)?;
    let statements: Vec<Statement> = subject
        .standing
        .iter()
        .filter(|standing| standing.channel == Some(channel) && standing.state == ConsentState::Granted)
        .map(|standing| {
            let (purpose, address) = (standing.purpose, standing.address.clone());
            let state = ConsentState::Withdrawn;
            Statement::bare(purpose, Some(channel), state, address, source.clone(), now)
        })
        .collect();
    let events = if statements.is_empty() {
        Vec::new()
    } else {
        append_statements(store, recording, &mut subject, statements).await?
    };
    if channel == Channel::Email {
        store.clear_verified(customer, now).await?;
    }
    store.expire_confirmations(customer, OpenConfirmations::AllOver(channel), now).await?;
    Ok(events)
}

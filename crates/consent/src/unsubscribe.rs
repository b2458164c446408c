//! Ends advertising to a customer over a channel, by a link in a message.

use regulars_kernel::{CustomerId, StoreError};

use crate::ledger::{Statement, append_statements, locked_subject, own_source};
use crate::{
    Channel, ConsentActor, ConsentEvent, ConsentState, ConsentStore, Evidence, OpenConfirmations, Purpose,
    Recording,
};

/// The source of the entry that an unsubscription writes.
pub const UNSUBSCRIBE_LINK: &str = "unsubscribe_link";

/// Withdraws the consent to advertising over a channel. Gives the entry, or `None` where advertising had ended before
/// or the customer is gone: a repeated unsubscription is a success that changes nothing.
pub async fn unsubscribe(
    store: &mut dyn ConsentStore,
    recording: Recording<'_>,
    customer: CustomerId,
    channel: Channel,
    evidence: Option<Evidence>,
) -> Result<Option<ConsentEvent>, StoreError> {
    let now = recording.environment.now();
    let Some(mut subject) = locked_subject(store, customer).await? else {
        return Ok(None);
    };
    let standing = subject.standing(Purpose::Advertising, Some(channel));
    if standing.is_some_and(|standing| standing.state != ConsentState::Granted) {
        store.expire_confirmations(customer, OpenConfirmations::OptInsOver(channel), now).await?;
        return Ok(None);
    }
    let address = standing.and_then(|standing| standing.address.as_ref()).or(subject.address(channel));
    let statement = Statement {
        evidence,
        ..Statement::bare(
            Purpose::Advertising,
            Some(channel),
            ConsentState::Withdrawn,
            address.cloned(),
            own_source(UNSUBSCRIBE_LINK)?,
            now,
        )
    };
    let recording = Recording { actor: ConsentActor::Customer, ..recording };
    let events = append_statements(store, recording, &mut subject, vec![statement]).await?;
    store.expire_confirmations(customer, OpenConfirmations::OptInsOver(channel), now).await?;
    Ok(events.into_iter().next())
}

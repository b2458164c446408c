//! Ends advertising to a customer over a channel, by a link in a message.

use regulars_kernel::{CustomerId, StoreError};

use crate::ledger::{Statement, append_statements, locked_subject, own_source};
use crate::{
    Channel, ConsentActor, ConsentEvent, ConsentState, ConsentStore, Evidence, OpenConfirmations, Purpose,
    Recording,
};

/// The source of the entry that an unsubscription writes.
pub const UNSUBSCRIBE_LINK: &str = "unsubscribe_link";

/// What an unsubscription came to. All of them are a success for whoever unsubscribes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnsubscribeOutcome {
    /// Advertising ended with this entry.
    Ended(ConsentEvent),
    /// Advertising had ended before. The entry says that it was asked for again.
    Repeated(ConsentEvent),
    /// The customer is gone.
    UnknownCustomer,
}

/// Withdraws the consent to advertising over a channel. A repeated unsubscription is a success and changes nothing that
/// stands; it is kept all the same, because it outdoes every grant that was made before it and is uploaded after it.
pub async fn unsubscribe(
    store: &mut dyn ConsentStore,
    recording: Recording<'_>,
    customer: CustomerId,
    channel: Channel,
    evidence: Option<Evidence>,
) -> Result<UnsubscribeOutcome, StoreError> {
    let now = recording.environment.now();
    let Some(mut subject) = locked_subject(store, customer).await? else {
        return Ok(UnsubscribeOutcome::UnknownCustomer);
    };
    let standing = subject.standing(Purpose::Advertising, Some(channel));
    let ended_before = standing.map(|one| one.state).filter(|state| *state != ConsentState::Granted);
    let address = standing.and_then(|standing| standing.address.as_ref()).or(subject.address(channel));
    let statement = Statement {
        evidence,
        ..Statement::bare(
            Purpose::Advertising,
            Some(channel),
            ended_before.unwrap_or(ConsentState::Withdrawn),
            address.cloned(),
            own_source(UNSUBSCRIBE_LINK)?,
            now,
        )
    };
    let recording = Recording { actor: ConsentActor::Customer, ..recording };
    let mut events = append_statements(store, recording, &mut subject, vec![statement]).await?;
    store.expire_confirmations(customer, OpenConfirmations::OptInsOver(channel), now).await?;
    let event = events.pop().ok_or_else(|| StoreError::Failed("no entry was appended".to_owned()))?;
    Ok(match ended_before {
        Some(_) => UnsubscribeOutcome::Repeated(event),
        None => UnsubscribeOutcome::Ended(event),
    })
}

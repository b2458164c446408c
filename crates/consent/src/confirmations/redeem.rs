//! Uses a confirmation token once.

use regulars_kernel::{Instant, StoreError};

use crate::confirmations::confirmation::{Confirmation, ConfirmationHash, ConfirmationPurpose};
use crate::decisions::subject::Subject;
use crate::ledger::access::locked_subject;
use crate::store::{ConsentReads, ConsentStore};

/// Where a token stands, for the page that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfirmationState {
    /// It can be confirmed.
    Open(Confirmation),
    /// It was confirmed before.
    AlreadyConfirmed(Confirmation),
    /// Unknown, expired, or for an address that the customer no longer has. Which of them it is, is not told.
    NotValid,
}

/// Why nothing was confirmed.
#[derive(Debug, thiserror::Error)]
pub enum ConfirmError {
    /// The token was used before. Nothing changes.
    #[error("this is confirmed already")]
    AlreadyConfirmed,
    /// Unknown, expired, or for an address that the customer no longer has. Which of them it is, is not told.
    #[error("the link does not hold")]
    NotValid,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Where a token stands. Changes nothing, so a scanner may look as often as it likes.
pub async fn look_at_confirmation(
    store: &mut dyn ConsentReads,
    hash: &ConfirmationHash,
    now: Instant,
) -> Result<ConfirmationState, StoreError> {
    let Some(confirmation) = store.find_confirmation(hash).await? else {
        return Ok(ConfirmationState::NotValid);
    };
    if confirmation.used_at.is_some() {
        return Ok(ConfirmationState::AlreadyConfirmed(confirmation));
    }
    let subject = store.find_subject(confirmation.customer).await?;
    let holds = subject.is_some_and(|subject| still_holds(&confirmation, &subject, now));
    Ok(if holds { ConfirmationState::Open(confirmation) } else { ConfirmationState::NotValid })
}

/// Uses a token of `purpose` and verifies the e-mail address that it was sent to. What the confirmation then means is
/// the caller's to do, in the same transaction.
pub async fn redeem_confirmation(
    store: &mut dyn ConsentStore,
    purpose: ConfirmationPurpose,
    hash: &ConfirmationHash,
    now: Instant,
) -> Result<(Confirmation, Subject), ConfirmError> {
    let found = store.find_confirmation(hash).await?.ok_or(ConfirmError::NotValid)?;
    if found.purpose != purpose {
        return Err(ConfirmError::NotValid);
    }
    let mut subject = locked_subject(store, found.customer).await?.ok_or(ConfirmError::NotValid)?;
    // Read again behind the lock: a withdrawal or a change of address may have come first.
    let confirmation = store.find_confirmation(hash).await?.ok_or(ConfirmError::NotValid)?;
    if confirmation.used_at.is_some() {
        return Err(ConfirmError::AlreadyConfirmed);
    }
    if !still_holds(&confirmation, &subject, now) || !store.use_confirmation(hash, now).await? {
        return Err(ConfirmError::NotValid);
    }
    if confirmation.channel == regulars_kernel::Channel::Email {
        store.mark_verified(confirmation.customer, &confirmation.address, now).await?;
        subject.email_verified_at = subject.email_verified_at.or(Some(now));
    }
    Ok((Confirmation { used_at: Some(now), ..confirmation }, subject))
}

fn still_holds(confirmation: &Confirmation, subject: &Subject, now: Instant) -> bool {
    confirmation.expires_at > now && subject.address(confirmation.channel) == Some(&confirmation.address)
}

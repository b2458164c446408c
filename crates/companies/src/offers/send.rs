//! Marks an offer as sent, whichever way it goes.

use regulars_audit::AuditNote;
use regulars_kernel::{CustomerId, Date, Environment, OfferStage, OfferState, StoreError};

use super::offer::{Offer, OfferFault};
use super::recorded::note_of_change;
use super::store::OfferStore;

/// Why an offer was not sent.
#[derive(Debug, thiserror::Error)]
pub enum MarkSentError {
    /// It is accepted, declined, withdrawn or expired.
    #[error("the offer is {0}")]
    Closed(OfferState),
    /// It makes no sense any more.
    #[error(transparent)]
    Fault(#[from] OfferFault),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Marks an offer as sent that was found in this transaction: a draft, which gets its number, or one that was sent already and is
/// sent once more. `contact` is the employee it goes to; without one it stays with whom it was.
pub async fn mark_offer_sent(
    store: &mut dyn OfferStore,
    environment: &Environment,
    today: Date,
    before: Offer,
    contact: Option<CustomerId>,
) -> Result<Offer, MarkSentError> {
    let now = environment.now();
    let is_first = match before.state_on(today) {
        OfferState::Draft if before.terms.valid_until < today => {
            return Err(OfferFault::ValidUntilPassed.into());
        }
        OfferState::Draft => true,
        OfferState::Sent => false,
        state => return Err(MarkSentError::Closed(state)),
    };
    let mut after = Offer { contact: contact.or(before.contact), ..before.clone() };
    if is_first {
        after.stage = OfferStage::Sent;
        after.sent_at = Some(now);
        if after.number.is_none() {
            after.number = Some(store.next_offer_number().await?);
        }
    }
    let Some(note) = note_of_change(&before, &after) else {
        // Somebody asked for it once more.
        store.note(environment, AuditNote::with_new_secret(None, &after, "sent_again")).await?;
        return Ok(before);
    };
    after.updated_at = now;
    store.update_offer(&after).await?;
    store.note(environment, note).await?;
    Ok(after)
}

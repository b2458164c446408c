//! Cancels a newsletter.

use regulars_kernel::{Environment, NewsletterId, StoreError};
use regulars_newsletters::{IllegalNewsletterMove, Newsletter, NewsletterMove, NewsletterState, write_moved};
use regulars_quota::SettleError;

use super::send_store::SendStore;
use crate::newsletters::settle_newsletter::settle_newsletter;

/// Why a newsletter was not cancelled.
#[derive(Debug, thiserror::Error)]
pub enum CancelNewsletterError {
    /// The merchant has no such newsletter.
    #[error("there is no such newsletter")]
    UnknownNewsletter,
    /// There is nothing to cancel.
    #[error(transparent)]
    Illegal(#[from] IllegalNewsletterMove),
    /// The books of the quota do not fit, which is a defect.
    #[error(transparent)]
    Quota(#[from] SettleError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Cancels a newsletter: a schedule goes back to ready; of one that is being sent everything that has not left is
/// cancelled, and its quota comes back. What a worker holds just now is settled by that worker.
pub async fn cancel_newsletter(
    store: &mut dyn SendStore,
    environment: &Environment,
    id: NewsletterId,
) -> Result<Newsletter, CancelNewsletterError> {
    let before = store.find_newsletter(id).await?.ok_or(CancelNewsletterError::UnknownNewsletter)?;
    let now = environment.now();
    let mut cancelled = before.clone().moved(NewsletterMove::Cancel, now)?;
    write_moved(store, environment, &before, &cancelled).await?;
    if cancelled.state == NewsletterState::Cancelled {
        let waiting = store.cancel_waiting_deliveries(id, now).await?;
        cancelled.counters.cancelled += waiting;
        settle_newsletter(store, environment, id).await?;
    }
    Ok(cancelled)
}

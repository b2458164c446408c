//! Lets a paused sending go on.

use regulars_identity::IdentityStore;
use regulars_kernel::{Environment, NewsletterId, StoreError};
use regulars_newsletters::{
    IllegalNewsletterMove, MoveNewsletterError, Newsletter, NewsletterMove, NewsletterStore, move_newsletter,
};

use super::cannot_leave::CannotLeave;
use super::send_store::SendingTerms;

/// Why a newsletter was not resumed.
#[derive(Debug, thiserror::Error)]
pub enum ResumeNewsletterError {
    /// The merchant has no such newsletter.
    #[error("there is no such newsletter")]
    UnknownNewsletter,
    /// It is not paused.
    #[error(transparent)]
    Illegal(#[from] IllegalNewsletterMove),
    /// Mail of this merchant cannot leave.
    #[error(transparent)]
    CannotLeave(#[from] CannotLeave),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What resuming reads and writes.
pub trait ResumeStore: NewsletterStore + IdentityStore {}

impl<Store: NewsletterStore + IdentityStore> ResumeStore for Store {}

/// Lets a paused sending go on, if mail of the merchant can leave.
pub async fn resume_newsletter(
    store: &mut dyn ResumeStore,
    environment: &Environment,
    terms: SendingTerms,
    id: NewsletterId,
) -> Result<Newsletter, ResumeNewsletterError> {
    let found = store.find_newsletter(id).await?.ok_or(ResumeNewsletterError::UnknownNewsletter)?;
    found.state.after(NewsletterMove::Resume)?;
    terms.check(&store.own_merchant().await?)?;
    move_newsletter(store, environment, id, NewsletterMove::Resume).await.map_err(|error| match error {
        MoveNewsletterError::UnknownNewsletter => ResumeNewsletterError::UnknownNewsletter,
        MoveNewsletterError::Illegal(error) => error.into(),
        MoveNewsletterError::Store(error) => error.into(),
    })
}

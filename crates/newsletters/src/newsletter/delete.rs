//! Deletes a draft.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, StoreError};

use crate::newsletter::record::Newsletter;
use crate::newsletter::state::NewsletterState;
use crate::newsletter::store::NewsletterStore;

/// Why a newsletter was not deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeleteNewsletterError {
    /// Only drafts are deleted; whatever was sent stays on record.
    #[error("a newsletter that is {0} cannot be deleted; only drafts can")]
    NotADraft(NewsletterState),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Deletes a draft that was read for change.
pub async fn delete_newsletter(
    store: &mut dyn NewsletterStore,
    environment: &Environment,
    newsletter: &Newsletter,
) -> Result<(), DeleteNewsletterError> {
    if newsletter.state != NewsletterState::Draft {
        return Err(DeleteNewsletterError::NotADraft(newsletter.state));
    }
    store.delete_newsletter(newsletter.id).await?;
    Ok(store.note(environment, AuditNote::deleted(newsletter)).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory_store::{MemoryStore, create, environment, new_newsletter};

    #[tokio::test]
    async fn only_a_draft_is_deleted() {
        let mut store = MemoryStore::default();
        let draft = create(&mut store, new_newsletter()).await.unwrap();
        for state in NewsletterState::ALL {
            let newsletter = Newsletter { state, ..draft.clone() };
            let deleted = delete_newsletter(&mut store, &environment(), &newsletter).await;
            assert_eq!(deleted.is_ok(), state == NewsletterState::Draft, "{state}");
        }
        assert!(store.newsletters.is_empty());
    }
}

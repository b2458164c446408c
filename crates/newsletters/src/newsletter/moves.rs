//! Pauses and resumes, and every other move that only changes the state.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, NewsletterId, StoreError};

use crate::newsletter::record::Newsletter;
use crate::newsletter::state::{IllegalNewsletterMove, NewsletterMove, NewsletterState};
use crate::newsletter::store::NewsletterStore;

/// Why a newsletter was not moved.
#[derive(Debug, thiserror::Error)]
pub enum MoveNewsletterError {
    /// The merchant has no such newsletter.
    #[error("there is no such newsletter")]
    UnknownNewsletter,
    /// The move is not legal in the state that the newsletter is in.
    #[error(transparent)]
    Illegal(#[from] IllegalNewsletterMove),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Moves a newsletter to the state that follows.
pub async fn move_newsletter(
    store: &mut dyn NewsletterStore,
    environment: &Environment,
    id: NewsletterId,
    attempted: NewsletterMove,
) -> Result<Newsletter, MoveNewsletterError> {
    let before = store.find_newsletter(id).await?.ok_or(MoveNewsletterError::UnknownNewsletter)?;
    let moved = before.clone().moved(attempted, environment.now())?;
    write_moved(store, environment, &before, &moved).await?;
    Ok(moved)
}

/// Writes a newsletter that another move than an edit changed, and notes it.
pub async fn write_moved<Store: NewsletterStore + ?Sized>(
    store: &mut Store,
    environment: &Environment,
    before: &Newsletter,
    moved: &Newsletter,
) -> Result<(), StoreError> {
    store.update_newsletter(moved).await?;
    store.note_if(environment, AuditNote::updated(before, moved)).await
}

/// Stops a sending for now. Messages that are on the wire still leave. One that is paused already stays as it is, so that a
/// request whose answer was lost can be repeated.
pub async fn pause_newsletter(
    store: &mut dyn NewsletterStore,
    environment: &Environment,
    id: NewsletterId,
) -> Result<Newsletter, MoveNewsletterError> {
    let before = store.find_newsletter(id).await?.ok_or(MoveNewsletterError::UnknownNewsletter)?;
    if before.state == NewsletterState::Paused {
        return Ok(before);
    }
    move_newsletter(store, environment, id, NewsletterMove::Pause).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory_store::{MemoryStore, create, environment, new_newsletter};
    use crate::newsletter::state::NewsletterState;

    #[tokio::test]
    async fn a_sending_is_paused_and_resumed() {
        let (mut store, environment) = (MemoryStore::default(), environment());
        let id = create(&mut store, new_newsletter()).await.unwrap().id;
        let refused = pause_newsletter(&mut store, &environment, id).await;
        assert!(matches!(refused, Err(MoveNewsletterError::Illegal(_))));
        store.newsletters[0].state = NewsletterState::Sending;
        let paused = pause_newsletter(&mut store, &environment, id).await.unwrap();
        assert_eq!((paused.state, paused.finished_at), (NewsletterState::Paused, None));
        let repeated = pause_newsletter(&mut store, &environment, id).await.unwrap();
        assert_eq!(repeated, paused);
        let resumed = move_newsletter(&mut store, &environment, id, NewsletterMove::Resume).await.unwrap();
        assert_eq!(resumed.state, NewsletterState::Sending);
        let unknown = NewsletterId::new(uuid::Uuid::nil());
        let refused = move_newsletter(&mut store, &environment, unknown, NewsletterMove::Resume).await;
        assert!(matches!(refused, Err(MoveNewsletterError::UnknownNewsletter)));
    }

    #[tokio::test]
    async fn a_cancelled_schedule_is_ready_again_and_a_cancelled_sending_is_over() {
        let (mut store, environment) = (MemoryStore::default(), environment());
        let id = create(&mut store, new_newsletter()).await.unwrap().id;
        store.newsletters[0].state = NewsletterState::Scheduled;
        store.newsletters[0].scheduled_at = Some(environment.now());
        let ready = move_newsletter(&mut store, &environment, id, NewsletterMove::Cancel).await.unwrap();
        assert_eq!((ready.state, ready.scheduled_at), (NewsletterState::Ready, None));
        store.newsletters[0].state = NewsletterState::Sending;
        let over = move_newsletter(&mut store, &environment, id, NewsletterMove::Cancel).await.unwrap();
        assert_eq!((over.state, over.finished_at), (NewsletterState::Cancelled, Some(environment.now())));
    }
}

//! Shares of something that there is little of: how many places there are, and how many of them one party may hold.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A number of places, of which one party holds no more than its share. Who waits is served in the order of coming, and
/// since a party waits for a place with no more than its share, nobody waits behind the crowd of another.
pub struct Shares<Party> {
    places: Arc<Semaphore>,
    share: usize,
    queue: usize,
    patience: Duration,
    parties: Mutex<HashMap<Party, Arc<Share>>>,
}

struct Share {
    places: Arc<Semaphore>,
    /// Who holds a place of the share or waits for one.
    present: Arc<Semaphore>,
}

/// A place that is held until this is dropped.
#[derive(Debug)]
pub struct HeldPlace {
    // They are given back in this order: whoever waits for a place finds the share free.
    _present: Option<OwnedSemaphorePermit>,
    _share: Option<OwnedSemaphorePermit>,
    _place: OwnedSemaphorePermit,
}

/// Why there is no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoPlace {
    /// The party's own share is taken, and as many wait for it as may.
    #[error("the party's own share is taken")]
    ShareTaken,
    /// All places are taken by others.
    #[error("all places are taken")]
    AllTaken,
}

impl<Party: Hash + Eq + Clone> Shares<Party> {
    /// `places` in all, of which one party holds at most `share`, while at most `queue` more of its own wait, and nobody
    /// longer than `patience`.
    pub fn new(places: usize, share: usize, queue: usize, patience: Duration) -> Self {
        Self {
            places: Arc::new(Semaphore::new(places)),
            share,
            queue,
            patience,
            parties: Mutex::new(HashMap::new()),
        }
    }

    /// How many places nobody holds.
    pub fn free(&self) -> usize {
        self.places.available_permits()
    }

    /// A place for somebody of `party`; somebody without one, such as the platform itself, has no share.
    pub async fn take(&self, party: Option<&Party>) -> Result<HeldPlace, NoPlace> {
        let Some(party) = party else {
            let place = self.wait(&self.places, NoPlace::AllTaken).await?;
            return Ok(HeldPlace { _present: None, _share: None, _place: place });
        };
        let own = self.share_of(party);
        let present = Arc::clone(&own.present).try_acquire_owned().map_err(|_| NoPlace::ShareTaken)?;
        let share = self.wait(&own.places, NoPlace::ShareTaken).await?;
        let place = self.wait(&self.places, NoPlace::AllTaken).await?;
        Ok(HeldPlace { _present: Some(present), _share: Some(share), _place: place })
    }

    async fn wait(&self, places: &Arc<Semaphore>, none: NoPlace) -> Result<OwnedSemaphorePermit, NoPlace> {
        match tokio::time::timeout(self.patience, Arc::clone(places).acquire_owned()).await {
            Ok(Ok(place)) => Ok(place),
            Ok(Err(_)) | Err(_) => Err(none),
        }
    }

    fn share_of(&self, party: &Party) -> Arc<Share> {
        let mut parties = self.parties.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = parties.get(party) {
            return Arc::clone(own);
        }
        let all = self.share.saturating_add(self.queue);
        parties.retain(|_, own| own.present.available_permits() < all || Arc::strong_count(own) > 1);
        let own = Arc::new(Share {
            places: Arc::new(Semaphore::new(self.share)),
            present: Arc::new(Semaphore::new(all)),
        });
        parties.insert(party.clone(), Arc::clone(&own));
        own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_millis(1);

    #[tokio::test]
    async fn one_party_holds_no_more_than_its_share() {
        let shares = Shares::new(2, 1, 1, SOON);
        let held = shares.take(Some(&"A")).await.unwrap();
        assert_eq!(shares.take(Some(&"A")).await.unwrap_err(), NoPlace::ShareTaken);
        let other = shares.take(Some(&"B")).await.unwrap();
        assert_eq!(shares.take(Some(&"C")).await.unwrap_err(), NoPlace::AllTaken);
        assert_eq!(shares.take(None).await.unwrap_err(), NoPlace::AllTaken);
        drop(held);
        drop(shares.take(Some(&"A")).await.unwrap());
        drop(other);
        assert_eq!(shares.free(), 2);
    }

    #[tokio::test]
    async fn no_more_than_the_queue_wait() {
        let shares = Arc::new(Shares::new(1, 1, 1, Duration::from_secs(3600)));
        let held = shares.take(Some(&"A")).await.unwrap();
        let mut waiting = Box::pin(shares.take(Some(&"A")));
        assert!(futures_are_pending(&mut waiting).await);
        assert_eq!(shares.take(Some(&"A")).await.unwrap_err(), NoPlace::ShareTaken);
        drop(held);
        waiting.await.unwrap();
    }

    #[tokio::test]
    async fn who_gives_up_waiting_leaves_nothing_behind() {
        let shares = Shares::new(1, 1, 1, Duration::from_secs(3600));
        let held = shares.take(Some(&"A")).await.unwrap();
        let mut waiting = Box::pin(shares.take(Some(&"A")));
        assert!(futures_are_pending(&mut waiting).await);
        drop(waiting);
        drop(held);
        shares.take(Some(&"B")).await.unwrap();
        assert_eq!(shares.parties.lock().unwrap().len(), 1, "who is at rest is forgotten");
    }

    async fn futures_are_pending<F: Future + Unpin>(future: &mut F) -> bool {
        std::future::poll_fn(|context| {
            std::task::Poll::Ready(std::pin::Pin::new(&mut *future).poll(context).is_pending())
        })
        .await
    }
}

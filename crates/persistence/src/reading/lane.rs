//! Connections for one kind of read, and the turns at them.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use regulars_kernel::{HeldPlace, MerchantId, NoPlace, Shares, StoreError};

use super::PATIENCE;
use super::slot::Slot;
use crate::wall::Connection;

/// Connections for one kind of read. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Lane(Arc<Shared>);

struct Shared {
    shares: Shares<MerchantId>,
    free: Mutex<Vec<Slot>>,
    deadline: Duration,
}

impl Lane {
    /// A lane of these connections, of which one merchant holds at most `share` while at most `queue` more wait.
    pub(super) fn new(slots: Vec<Slot>, (share, queue): (usize, usize), deadline: Duration) -> Self {
        let shares = Shares::new(slots.len(), share.max(1), queue, PATIENCE);
        Self(Arc::new(Shared { shares, free: Mutex::new(slots), deadline }))
    }

    /// How many connections nobody holds.
    pub(crate) fn free(&self) -> usize {
        self.0.shares.free()
    }

    /// Waits for a connection that nobody else uses meanwhile.
    pub(crate) async fn turn(&self, merchant: Option<MerchantId>) -> Result<Turn, StoreError> {
        let place = self.0.shares.take(merchant.as_ref()).await.map_err(|none| match none {
            NoPlace::ShareTaken => StoreError::ShareTaken,
            NoPlace::AllTaken => StoreError::Unavailable("no connection that reads was free".to_owned()),
        })?;
        let slot = self.slots().pop();
        let slot = slot.ok_or_else(|| StoreError::Failed("a free connection was not there".into()))?;
        Ok(Turn { lane: self.clone(), held: Some(Held { slot, place }), ended: false })
    }
}

struct Held {
    slot: Slot,
    place: HeldPlace,
}

/// The use of one connection. Dropped before its work has ended, it stops what the database is doing for it; until that
/// has stopped, the connection and the share stay taken.
pub(crate) struct Turn {
    lane: Lane,
    held: Option<Held>,
    ended: bool,
}

impl Turn {
    fn held(&self) -> Result<&Held, StoreError> {
        self.held.as_ref().ok_or_else(|| StoreError::Failed("a turn is over".into()))
    }

    /// What the work of this turn runs its statements on.
    pub(crate) fn connection(&self) -> Result<Connection, StoreError> {
        Ok(Connection::Each(self.held()?.slot.source()))
    }

    /// Whether the database answers.
    pub(super) async fn ping(self) -> Result<(), StoreError> {
        let answers = self.held()?.slot.ping();
        self.until_deadline(answers).await
    }

    /// Does `work`, whose statements run on [`Self::connection`], until the deadline has passed.
    pub(crate) async fn until_deadline<T, E: From<StoreError>>(
        mut self,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        let answer = tokio::time::timeout(self.lane.0.deadline, work).await;
        self.ended = answer.is_ok();
        answer.unwrap_or_else(|_| Err(StoreError::TooExpensive.into()))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(Held { slot, place }) = self.held.take() else { return };
        let lane = self.lane.clone();
        if self.ended {
            lane.give_back(slot, place);
        } else if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                slot.stop().await;
                lane.give_back(slot, place);
            });
        }
    }
}

impl Lane {
    fn give_back(&self, slot: Slot, place: HeldPlace) {
        self.slots().push(slot);
        drop(place);
    }

    fn slots(&self) -> std::sync::MutexGuard<'_, Vec<Slot>> {
        self.0.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! Whose password is compared next. Comparing one takes a core for tens of milliseconds, so callers wait; nobody waits
//! behind a crowd that one peer sends.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::buckets::Rate;
use super::limits::Account;
use crate::error::ApiError;
use crate::peers::Peer;

/// Who waits together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// Somebody that the account has not succeeded from before.
    Stranger(Peer),
    /// An account from where it has succeeded before.
    Familiar(Account, Peer),
}

/// Turns at comparing passwords.
pub struct Turns {
    lanes: Arc<Mutex<HashMap<Lane, Waiting>>>,
    strangers: Arc<Semaphore>,
}

struct Waiting {
    turns: Arc<Semaphore>,
    count: usize,
}

/// A turn; it ends when it is dropped.
pub struct Turn {
    _place: Place,
    _turn: OwnedSemaphorePermit,
    _strangers: Option<OwnedSemaphorePermit>,
}

struct Place {
    lanes: Arc<Mutex<HashMap<Lane, Waiting>>>,
    lane: Lane,
}

/// How many of one lane have their turn at a time.
const AT_A_TIME: usize = 2;
/// How many of one lane have their turn or wait for it.
const OF_LANE: usize = 16;
/// How many strangers have their turn at a time, so that those who are known wait behind no more than these.
const STRANGERS_AT_A_TIME: usize = 4;
/// How many have their turn or wait for it in all.
const IN_ALL: usize = 256;
/// What those are told for whom there is no place.
const CROWDED: Rate = Rate { name: "sign-ins", burst: 16, period: Duration::milliseconds(63) };

impl Default for Turns {
    fn default() -> Self {
        Self { lanes: Arc::default(), strangers: Arc::new(Semaphore::new(STRANGERS_AT_A_TIME)) }
    }
}

impl Turns {
    /// Waits for a turn. Refused when too many of the lane, or in all, wait already.
    pub async fn wait(&self, lane: Lane) -> Result<Turn, ApiError> {
        let crowded = || CROWDED.refused(Duration::seconds(1));
        let (place, turns) = self.enter(lane).ok_or_else(crowded)?;
        let turn = turns.acquire_owned().await.map_err(|_| crowded())?;
        let strangers = match lane {
            Lane::Stranger(_) => {
                Some(Arc::clone(&self.strangers).acquire_owned().await.map_err(|_| crowded())?)
            }
            Lane::Familiar(..) => None,
        };
        Ok(Turn { _place: place, _turn: turn, _strangers: strangers })
    }

    fn enter(&self, lane: Lane) -> Option<(Place, Arc<Semaphore>)> {
        let mut lanes = lock(&self.lanes);
        let in_all: usize = lanes.values().map(|waiting| waiting.count).sum();
        let is_stranger = matches!(lane, Lane::Stranger(_));
        if is_stranger && in_all >= IN_ALL {
            return None;
        }
        let fresh = || Waiting { turns: Arc::new(Semaphore::new(AT_A_TIME)), count: 0 };
        let waiting = lanes.entry(lane).or_insert_with(fresh);
        if waiting.count >= OF_LANE {
            return None;
        }
        waiting.count += 1;
        let place = Place { lanes: Arc::clone(&self.lanes), lane };
        Some((place, Arc::clone(&waiting.turns)))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut lanes = lock(&self.lanes);
        if let Some(waiting) = lanes.get_mut(&self.lane) {
            waiting.count -= 1;
            if waiting.count == 0 {
                lanes.remove(&self.lane);
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    fn stranger(number: u32) -> Lane {
        Lane::Stranger(Peer::at(std::net::IpAddr::V4(std::net::Ipv4Addr::from_bits(number))))
    }

    #[tokio::test]
    async fn a_crowd_of_one_peer_waits_for_itself() {
        let turns = Turns::default();
        let mut crowd: Vec<_> = (0..16).map(|_| Box::pin(turns.wait(stranger(1)))).collect();
        let had: Vec<_> = crowd.iter_mut().filter_map(|waiting| waiting.as_mut().now_or_never()).collect();
        assert_eq!(had.len(), 2);
        assert!(turns.wait(stranger(1)).now_or_never().unwrap().is_err());
        assert!(turns.wait(stranger(2)).now_or_never().unwrap().is_ok());
        drop((had, crowd));
        assert!(turns.wait(stranger(1)).now_or_never().unwrap().is_ok());
        assert!(lock(&turns.lanes).is_empty());
    }

    #[tokio::test]
    async fn many_strangers_keep_nobody_waiting_who_is_known() {
        let turns = Turns::default();
        let mut crowd: Vec<_> = (0..300).map(|number| Box::pin(turns.wait(stranger(number)))).collect();
        let told: Vec<_> = crowd.iter_mut().filter_map(|waiting| waiting.as_mut().now_or_never()).collect();
        assert_eq!(told.iter().filter(|turn| turn.is_ok()).count(), 4);
        assert_eq!(told.iter().filter(|turn| turn.is_err()).count(), 300 - IN_ALL);
        let limits = super::super::GuessLimits::new(regulars_kernel::Environment::system());
        let known = Lane::Familiar(limits.account("owner"), Peer::UNKNOWN);
        // The runtime lets a task take only so many turns before it must let others go on.
        tokio::task::yield_now().await;
        assert!(turns.wait(known).now_or_never().unwrap().is_ok());
    }
}

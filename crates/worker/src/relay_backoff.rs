//! Leaves a relay alone for a while that cannot be reached.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::Duration;
use regulars_kernel::Instant;

const FIRST: Duration = Duration::seconds(1);
const LONGEST: Duration = Duration::seconds(60);

/// The relays that are left alone, and until when. No attempt of a message is burnt meanwhile.
#[derive(Debug, Default)]
pub(crate) struct RelayBackoff(Mutex<HashMap<Arc<str>, Trouble>>);

#[derive(Clone, Copy, Debug)]
struct Trouble {
    pause: Duration,
    until: Instant,
    /// How often in a row the relay has said for good that it does not serve us.
    refusals: u32,
}

impl RelayBackoff {
    fn troubles(&self) -> MutexGuard<'_, HashMap<Arc<str>, Trouble>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the relay is to be left alone now.
    pub(crate) fn holds(&self, relay: &str, now: Instant) -> bool {
        self.troubles().get(relay).is_some_and(|trouble| now < trouble.until)
    }

    /// The relay could not be used: it is left alone for a second, and twice as long each time it happens again. Tells how
    /// often in a row it has said for good that it does not serve us.
    pub(crate) fn failed(&self, relay: &Arc<str>, for_good: bool, now: Instant) -> u32 {
        let mut troubles = self.troubles();
        let before = troubles.get(relay);
        let pause = before.map_or(FIRST, |trouble| (trouble.pause * 2).min(LONGEST));
        let refusals = if for_good { before.map_or(0, |trouble| trouble.refusals) + 1 } else { 0 };
        troubles.insert(Arc::clone(relay), Trouble { pause, until: now + pause, refusals });
        refusals
    }

    /// The relay took something.
    pub(crate) fn succeeded(&self, relay: &str) {
        self.troubles().remove(relay);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_grows_until_the_relay_is_back() {
        let (backoff, relay) = (RelayBackoff::default(), Arc::from("relay"));
        let mut now = Instant::UNIX_EPOCH;
        for seconds in [1, 2, 4, 8, 16, 32, 60, 60] {
            assert_eq!(backoff.failed(&relay, false, now), 0);
            assert!(backoff.holds("relay", now + Duration::seconds(seconds - 1)));
            now += Duration::seconds(seconds);
            assert!(!backoff.holds("relay", now));
        }
        backoff.succeeded("relay");
        assert_eq!((backoff.failed(&relay, true, now), backoff.failed(&relay, true, now)), (1, 2));
        backoff.succeeded("relay");
        backoff.failed(&relay, false, now);
        assert!(!backoff.holds("relay", now + FIRST));
        assert!(!backoff.holds("another", now));
    }
}

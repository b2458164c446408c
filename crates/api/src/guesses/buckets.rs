//! How often something may happen for each of many keys (the generic cell rate algorithm), with a bound on memory.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::Duration;
use regulars_kernel::Instant;

use crate::error::{ApiError, Code};

/// How often something may happen: `burst` times at once, then once in a `period`.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// What the rate is called in `RateLimit-Policy`.
    pub name: &'static str,
    /// How often at once.
    pub burst: u32,
    /// Then once in this time.
    pub period: Duration,
}

/// How often it happened for each key.
pub struct Buckets<Key> {
    rate: Rate,
    /// When each key will be at rest again. Keys that were not heard of for the longest are forgotten.
    young: HashMap<Key, Instant>,
    old: HashMap<Key, Instant>,
}

/// How many keys are remembered at least; at most twice as many are.
const REMEMBERED: usize = 20_000;

impl Rate {
    fn whole(self) -> Duration {
        self.period * i32::try_from(self.burst).unwrap_or(i32::MAX)
    }

    /// The error of a caller that has to wait for so long.
    pub fn refused(self, wait: Duration) -> ApiError {
        let seconds =
            |time: Duration| u64::try_from(time.num_milliseconds()).unwrap_or(0).div_ceil(1_000).max(1);
        ApiError::new(Code::RateLimited, "too many requests").rate_limited(
            self.name,
            self.burst,
            seconds(self.whole()),
            seconds(wait),
        )
    }
}

impl<Key: Hash + Eq + Clone> Buckets<Key> {
    /// Buckets of that rate, all at rest.
    pub fn new(rate: Rate) -> Self {
        Self { rate, young: HashMap::new(), old: HashMap::new() }
    }

    /// Counts once for `key`, or tells how long it has to wait.
    pub fn take(&mut self, key: &Key, now: Instant) -> Result<(), Duration> {
        let rests_at = self.rests_at(key, now) + self.rate.period;
        let wait = rests_at - now - self.rate.whole();
        if wait > Duration::zero() {
            return Err(wait);
        }
        self.remember(key, rests_at);
        Ok(())
    }

    /// Takes back one that was counted.
    pub fn give_back(&mut self, key: &Key, now: Instant) {
        let rests_at = self.rests_at(key, now) - self.rate.period;
        self.remember(key, rests_at);
    }

    /// Whether one more would be counted, or how long `key` has to wait.
    pub fn check(&self, key: &Key, now: Instant) -> Result<(), Duration> {
        let wait = self.rests_at(key, now) + self.rate.period - now - self.rate.whole();
        if wait > Duration::zero() { Err(wait) } else { Ok(()) }
    }

    /// The rate.
    pub const fn rate(&self) -> Rate {
        self.rate
    }

    /// A clock that was put back must not keep anybody waiting for longer than a full bucket does.
    fn rests_at(&self, key: &Key, now: Instant) -> Instant {
        let known = self.young.get(key).or_else(|| self.old.get(key)).copied();
        known.unwrap_or(now).clamp(now, now + self.rate.whole())
    }

    fn remember(&mut self, key: &Key, rests_at: Instant) {
        if self.young.len() >= REMEMBERED {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key.clone(), rests_at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Instant {
        let beginning: Instant = "2026-11-21T10:00:00Z".parse().unwrap();
        beginning + Duration::seconds(seconds)
    }

    fn buckets() -> Buckets<u32> {
        Buckets::new(Rate { name: "test", burst: 3, period: Duration::seconds(6) })
    }

    #[test]
    fn a_burst_is_taken_at_once_and_then_one_in_a_period() {
        let mut buckets = buckets();
        for _ in 0..3 {
            buckets.take(&1, at(0)).unwrap();
        }
        assert_eq!(buckets.take(&1, at(0)), Err(Duration::seconds(6)));
        assert_eq!(buckets.check(&1, at(4)), Err(Duration::seconds(2)));
        buckets.take(&2, at(0)).unwrap();
        buckets.take(&1, at(6)).unwrap();
        assert!(buckets.take(&1, at(6)).is_err());
    }

    #[test]
    fn what_is_given_back_was_never_counted() {
        let mut buckets = buckets();
        for _ in 0..100 {
            buckets.take(&1, at(0)).unwrap();
            buckets.give_back(&1, at(0));
        }
        for _ in 0..3 {
            buckets.take(&1, at(0)).unwrap();
        }
        assert!(buckets.take(&1, at(0)).is_err());
    }

    #[test]
    fn a_clock_that_is_put_back_locks_nobody_out_for_ever() {
        let mut buckets = buckets();
        for _ in 0..3 {
            buckets.take(&1, at(1_000_000)).unwrap();
        }
        assert!(buckets.take(&1, at(0)).is_err());
        assert!(buckets.check(&1, at(0)).unwrap_err() <= Duration::seconds(18));
    }

    #[test]
    fn memory_is_bounded() {
        let mut buckets = buckets();
        for key in 0..100_000 {
            buckets.take(&key, at(0)).unwrap();
        }
        assert!(buckets.young.len() + buckets.old.len() <= 2 * REMEMBERED);
    }
}

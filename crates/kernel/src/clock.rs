//! Time is a parameter, so that a test can stand at any instant.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Duration, SubsecRound, Utc};

use crate::Instant;

/// Tells what time it is.
pub trait Clock: Send + Sync {
    /// The present instant, cut to the microsecond.
    fn now(&self) -> Instant;
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the wall clock")]
    fn now(&self) -> Instant {
        Utc::now().trunc_subsecs(6)
    }
}

/// A clock that stands still until it is moved by hand.
#[derive(Debug)]
pub struct ManualClock(Mutex<Instant>);

impl ManualClock {
    /// A clock that stands at `instant`.
    pub fn at(instant: Instant) -> Self {
        Self(Mutex::new(instant.trunc_subsecs(6)))
    }

    /// Moves the clock to `instant`, forwards or backwards.
    pub fn set(&self, instant: Instant) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = instant.trunc_subsecs(6);
    }

    /// Moves the clock by `step`.
    pub fn advance(&self, step: Duration) {
        let moved = self.now() + step;
        self.set(moved);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Instant {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Another clock, shifted by a fixed distance: the test clock of a sandbox merchant.
pub struct ShiftedClock {
    /// The clock that is shifted.
    pub base: Arc<dyn Clock>,
    /// How far ahead of it this one runs.
    pub shift: Duration,
}

impl Clock for ShiftedClock {
    fn now(&self) -> Instant {
        self.base.now().checked_add_signed(self.shift).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }
}

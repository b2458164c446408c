//! Times in the past, and what the use cases need in them.

use std::sync::Arc;

use regulars_consent::{ConsentActor, LedgerAccess, LinkKeys, SealingKeys};
use regulars_kernel::{Environment, Instant, ManualClock, MerchantCalendar, Random, SystemRandom};
use regulars_persistence::Database;
use regulars_worker::Worker;

use super::merchant::{MERCHANT, calendar};
use crate::{SeedError, Target};

/// What every part of the demo is made with.
pub struct Ground<'a> {
    target: &'a Target<'a>,
    /// Where it is made.
    pub database: Database,
    /// The present.
    pub environment: Environment,
    /// The present instant.
    pub now: Instant,
    /// The merchants' calendar.
    pub calendar: MerchantCalendar,
}

impl<'a> Ground<'a> {
    /// The ground on which a demo is made now.
    pub fn new(target: &'a Target<'a>) -> Result<Self, SeedError> {
        let (database, environment) = (target.database.clone(), target.environment.clone());
        Ok(Self { target, database, now: environment.now(), environment, calendar: calendar()? })
    }

    /// A past whose ids and keys nobody can guess.
    pub fn past(&self) -> Past {
        self.past_with(Arc::new(SystemRandom))
    }

    /// A past whose ids are drawn from `random`.
    pub fn past_with(&self, random: Arc<dyn Random>) -> Past {
        let clock = Arc::new(ManualClock::at(self.now));
        Past {
            environment: Environment::new(clock.clone(), random),
            clock,
            calendar: self.calendar,
            sealing: self.target.secrets.sealing_keys(),
            links: self.target.secrets.link_keys(),
        }
    }

    /// What opens the customers' keys.
    pub fn sealing(&self) -> SealingKeys {
        self.target.secrets.sealing_keys()
    }

    /// The program's worker, in the past.
    pub fn worker(&self, past: &Past) -> Worker {
        (self.target.worker)(past.environment.clone())
    }
}

/// A time in the past that is moved by hand. Clones share their clock.
#[derive(Clone)]
pub struct Past {
    /// The environment in that time.
    pub environment: Environment,
    clock: Arc<ManualClock>,
    /// The merchants' calendar.
    pub calendar: MerchantCalendar,
    sealing: SealingKeys,
    /// What signs links.
    pub links: LinkKeys,
}

impl Past {
    /// Moves to `instant`.
    pub fn go_to(&self, instant: Instant) {
        self.clock.set(instant);
    }

    /// Entries of the ledger that `actor` writes at that time.
    pub fn recording(&self, actor: ConsentActor) -> LedgerAccess<'_> {
        LedgerAccess { environment: &self.environment, sealing: &self.sealing, merchant: MERCHANT, actor }
    }
}

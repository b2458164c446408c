//! Times in the past, and what the use cases need in them.

use std::sync::Arc;

use regulars_api::Secrets;
use regulars_consent::{ConsentActor, LinkKeys, Recording, SealingKeys};
use regulars_kernel::{Environment, Instant, ManualClock, MerchantCalendar, Random, SystemRandom};
use regulars_persistence::Database;

use super::merchant::{MERCHANT, calendar};
use crate::seed::SeedError;

/// What every part of the demo is made with.
pub struct Ground {
    /// Where it is made.
    pub database: Database,
    /// The present.
    pub environment: Environment,
    /// The present instant.
    pub now: Instant,
    /// The merchants' calendar.
    pub calendar: MerchantCalendar,
    /// What seals the customers' keys.
    pub sealing: SealingKeys,
    /// What signs links.
    pub links: LinkKeys,
    /// How the program is reached, without a slash at the end.
    pub base_url: String,
}

impl Ground {
    /// The ground on which a demo is made now.
    pub fn new(
        database: Database,
        environment: Environment,
        secrets: &Secrets,
        base_url: &str,
    ) -> Result<Self, SeedError> {
        Ok(Self {
            database,
            now: environment.now(),
            environment,
            calendar: calendar()?,
            sealing: secrets.sealing_keys(),
            links: secrets.link_keys(),
            base_url: base_url.to_owned(),
        })
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
            sealing: self.sealing.clone(),
            links: self.links.clone(),
        }
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
    pub fn recording(&self, actor: ConsentActor) -> Recording<'_> {
        Recording { environment: &self.environment, sealing: &self.sealing, merchant: MERCHANT, actor }
    }
}

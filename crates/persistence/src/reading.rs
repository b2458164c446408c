//! Reads and their budgets: for whom which connections are kept, how many of them one merchant holds, how long a read may
//! take, and how it ends before its time.

mod lane;
mod slot;
#[cfg(test)]
mod tests;

use std::time::Duration;

use regulars_kernel::{Actor, Priority, Scope, StoreError};
use sea_orm::{ConnectOptions, DbBackend};

pub(crate) use self::lane::Lane;
use self::slot::Slot;

/// How long a request waits for a free connection before it is told to come back later.
const PATIENCE: Duration = Duration::from_secs(8);
/// How long a read of a till or of no great weight may take.
const USUAL_DEADLINE: Duration = Duration::from_secs(30);
/// How many more requests of one merchant may wait for its share.
const QUEUE: usize = 32;
/// How many requests of one merchant's tills may wait: none of them is heavy, and a large merchant has many tills.
const QUEUE_OF_TILLS: usize = 1_000;

/// The connections that read, in three lanes of which none can take those of another.
#[derive(Clone)]
pub(crate) struct Readers {
    tills: Lane,
    general: Lane,
    heavy: Lane,
}

impl Readers {
    /// Readers on `connections` connections, opened with `options` as they are needed. A heavy read has to end by
    /// `heavy_deadline`.
    pub(crate) async fn open(
        options: &ConnectOptions,
        backend: DbBackend,
        connections: u32,
        heavy_deadline: Duration,
    ) -> Result<Self, StoreError> {
        let connections = usize::try_from(connections).unwrap_or(usize::MAX);
        let tills = (connections / 4).max(1);
        // What SQLite computes, this process computes: more at a time only take the processors from everybody else.
        let heavy = if backend == DbBackend::Sqlite { 2 } else { tills.max(2) };
        let general = connections.saturating_sub(tills).saturating_sub(heavy).max(2);
        let canceller = match backend {
            DbBackend::Postgres => Some(slot::canceller(options.clone()).await?),
            _ => None,
        };
        let slots = async |count: usize, deadline: Duration, priority: Priority| {
            let mut slots = Vec::with_capacity(count);
            for _ in 0..count {
                slots.push(Slot::open(options.clone(), canceller.clone(), deadline, priority).await?);
            }
            Ok::<_, StoreError>(slots)
        };
        Ok(Self {
            tills: Lane::new(
                slots(tills, USUAL_DEADLINE, Priority::First).await?,
                (tills, QUEUE_OF_TILLS),
                USUAL_DEADLINE,
            ),
            general: Lane::new(
                slots(general, USUAL_DEADLINE, Priority::Usual).await?,
                (general.div_ceil(2), QUEUE),
                USUAL_DEADLINE,
            ),
            heavy: Lane::new(
                slots(heavy, heavy_deadline, Priority::Last).await?,
                (heavy / 2, QUEUE),
                heavy_deadline,
            ),
        })
    }

    /// The connections for a caller's everyday reads: a terminal has its own.
    pub(crate) const fn of(&self, scope: Scope) -> &Lane {
        match scope.actor() {
            Actor::Terminal(_) => &self.tills,
            Actor::User(_) | Actor::ApiKey(_) | Actor::System => &self.general,
        }
    }

    /// The connections for what a request needs before it is known whose it is: those of the tills, for none of these
    /// reads is heavy, and a till sends them too.
    pub(crate) const fn for_credentials(&self) -> &Lane {
        &self.tills
    }

    /// The connections for the platform's own reads.
    pub(crate) const fn for_platform(&self) -> &Lane {
        &self.general
    }

    /// The connections for reads that may look at every customer or purchase of a merchant.
    pub(crate) const fn for_heavy(&self) -> &Lane {
        &self.heavy
    }

    /// Whether the database answers.
    pub(crate) async fn ping(&self) -> Result<(), StoreError> {
        self.tills.turn(None).await?.ping().await
    }
}

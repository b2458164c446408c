//! What every part of a worker shares.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use regulars_kernel::{Actor, Environment, Instant, LeaseId, MerchantId, NewsletterId, Scope};
use regulars_newsletters::LinkSigner;
use regulars_persistence::Database;
use tokio::sync::{Notify, watch};

use crate::handlers::scheduled_newsletter::ScheduledNewsletters;
use crate::held_leases::{HeldLease, HeldLeases};
use crate::mail_routes::MailRoutes;
use crate::relay_backoff::RelayBackoff;
use crate::rendering::CompiledCampaigns;
use crate::settings::WorkerSettings;
use crate::work::JobHandler;

pub(crate) struct Engine {
    pub(crate) database: Database,
    pub(crate) environment: Environment,
    pub(crate) settings: WorkerSettings,
    pub(crate) routes: Arc<dyn MailRoutes>,
    pub(crate) signer: Arc<dyn LinkSigner>,
    pub(crate) scheduled: Option<ScheduledNewsletters>,
    pub(crate) handlers: Vec<Arc<dyn JobHandler>>,
    pub(crate) compiled: CompiledCampaigns,
    pub(crate) backoff: RelayBackoff,
    pub(crate) held: HeldLeases,
    /// Scheduled newsletters that could not be started, and when to try again.
    pub(crate) postponed: Mutex<HashMap<NewsletterId, Instant>>,
    pub(crate) stop: watch::Sender<bool>,
    pub(crate) wake: Notify,
}

/// One merchant's work: its scope, and the environment under its own clock.
#[derive(Clone)]
pub(crate) struct MerchantWork {
    pub(crate) scope: Scope,
    pub(crate) environment: Environment,
}

impl MerchantWork {
    /// The work of a merchant that was found to have some.
    pub(crate) fn of(engine: &Engine, merchant: MerchantId, clock_shift: chrono::Duration) -> Self {
        #[expect(clippy::disallowed_methods, reason = "the merchant was read from a row of work that is due")]
        let scope = Scope::of_authenticated_caller(merchant, Actor::System);
        Self { scope, environment: engine.environment.shifted(clock_shift) }
    }
}

impl Engine {
    /// A fresh lease, which this worker does not take back from itself while it holds it.
    pub(crate) fn new_lease(&self) -> HeldLease {
        self.held.hold(LeaseId::new(self.environment.new_id()))
    }

    /// When a lease that is taken or extended now ends.
    pub(crate) fn lease_end(&self) -> Instant {
        let lease = chrono::Duration::from_std(self.settings.lease).unwrap_or(chrono::Duration::seconds(60));
        self.environment.now() + lease
    }

    /// Whether the worker was told to stop.
    pub(crate) fn is_stopping(&self) -> bool {
        *self.stop.borrow()
    }
}

//! The worker: goes round and has everything done that is due.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::FutureExt;
use regulars_jobs::{DueKind, DueWork};
use regulars_kernel::{Environment, MerchantId, StoreError};
use regulars_newsletters::LinkSigner;
use regulars_persistence::Database;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

use crate::dispatch::dispatch_merchant;
use crate::engine::{Engine, MerchantWork};
use crate::find_work::find_work;
use crate::handlers::awards::give_daily_awards;
use crate::handlers::invoice_reminders::remind_customers;
use crate::handlers::referrals::settle_referrals;
use crate::handlers::scheduled_newsletter::ScheduledNewsletters;
use crate::handlers::scoring::score_customers;
use crate::handlers::tiers::settle_tiers;
use crate::held_leases::HeldLeases;
use crate::mail_routes::MailRoutes;
use crate::mailboxes::fetch_mailbox;
use crate::relay_backoff::RelayBackoff;
use crate::rendering::CompiledCampaigns;
use crate::settings::WorkerSettings;
use crate::work::{JobHandler, recover, run_jobs, start_scheduled};

/// What a worker is made of.
pub struct WorkerParts {
    /// The database that it works on.
    pub database: Database,
    /// Time, ids and randomness.
    pub environment: Environment,
    /// How it works.
    pub settings: WorkerSettings,
    /// Where mail leaves.
    pub routes: Arc<dyn MailRoutes>,
    /// Who makes the links in newsletters.
    pub signer: Arc<dyn LinkSigner>,
    /// Who starts scheduled newsletters; without one they stay scheduled.
    pub scheduled: Option<ScheduledNewsletters>,
    /// Who does which kind of job. Jobs of other kinds are left to other workers.
    pub handlers: Vec<Arc<dyn JobHandler>>,
}

/// A worker.
pub struct Worker {
    engine: Arc<Engine>,
}

/// Wakes or stops a worker from elsewhere.
#[derive(Clone)]
pub struct WorkerHandle {
    engine: Arc<Engine>,
}

impl WorkerHandle {
    /// Lets the worker look for work at once.
    pub fn wake(&self) {
        self.engine.wake.notify_one();
    }

    /// Lets the worker finish what is on the wire, give back what it holds, and end.
    pub fn stop(&self) {
        self.engine.stop.send_replace(true);
        self.engine.wake.notify_one();
    }
}

/// The kinds of work that a merchant may have under way, each at most once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Lane {
    Jobs,
    Dispatch,
    Scoring,
    Tiers,
    Awards,
    Referrals,
    Reminders,
    Mailbox,
}

/// What is under way.
#[derive(Default)]
struct UnderWay {
    tasks: JoinSet<(MerchantId, Lane, u64)>,
    merchants: HashSet<(MerchantId, Lane)>,
    /// When each merchant had its last turn, so that the one that waited longest goes first.
    turns: HashMap<(MerchantId, Lane), u64>,
    turn: u64,
}

impl Worker {
    /// A worker that has not begun.
    pub fn new(parts: WorkerParts) -> Self {
        let WorkerParts { database, environment, settings, routes, signer, scheduled, handlers } = parts;
        let engine = Engine {
            database,
            environment,
            settings,
            routes,
            signer,
            scheduled,
            handlers,
            compiled: CompiledCampaigns::default(),
            backoff: RelayBackoff::default(),
            held: HeldLeases::default(),
            postponed: Mutex::default(),
            stop: watch::Sender::new(false),
            wake: Notify::new(),
        };
        Self { engine: Arc::new(engine) }
    }

    /// A handle to wake or stop the worker with.
    pub fn handle(&self) -> WorkerHandle {
        WorkerHandle { engine: Arc::clone(&self.engine) }
    }

    /// Does everything that is due now, and what comes due by that, and returns. It never waits for time to pass.
    pub async fn run_until_idle(&self) -> Result<(), StoreError> {
        let mut under_way = UnderWay::default();
        loop {
            let mut progress = self.round(&mut under_way).await?;
            while let Some(ended) = under_way.tasks.join_next().await {
                progress += under_way.ended(ended);
            }
            if progress == 0 || self.engine.is_stopping() {
                return Ok(());
            }
        }
    }

    /// Runs the jobs and sends the newsletters that one merchant has due at the time of the worker's own clock, and
    /// returns. Other merchants and what is scheduled are left alone, so that the clock may stand in the past.
    pub async fn work_for(&self, merchant: MerchantId) -> Result<(), StoreError> {
        let work = MerchantWork::of(&self.engine, merchant, chrono::Duration::zero());
        while run_jobs(&self.engine, &work).await? + dispatch_merchant(&self.engine, &work).await? > 0 {}
        Ok(())
    }

    /// Goes round until `stop` is ready or the handle stops it; then finishes what is on the wire, gives back what it
    /// holds, and returns.
    pub async fn run(&self, stop: impl Future<Output = ()>) {
        let mut under_way = UnderWay::default();
        let stop = stop.fuse();
        tokio::pin!(stop);
        while !self.engine.is_stopping() {
            let pause = match self.round(&mut under_way).await {
                Ok(0) => self.engine.settings.pause,
                Ok(_) => Duration::ZERO,
                Err(error) => {
                    tracing::warn!(%error, "the worker could not look for work");
                    self.engine.settings.pause
                }
            };
            tokio::select! {
                () = &mut stop => self.handle().stop(),
                () = self.engine.wake.notified() => {}
                () = tokio::time::sleep(pause) => {}
                Some(ended) = under_way.tasks.join_next() => {
                    // What has moved on may leave more to be done at once.
                    if under_way.ended(ended) > 0 {
                        self.engine.wake.notify_one();
                    }
                }
            }
        }
        while let Some(ended) = under_way.tasks.join_next().await {
            under_way.ended(ended);
        }
    }

    /// Looks for work once and begins it. Tells how much of it was done here and now.
    async fn round(&self, under_way: &mut UnderWay) -> Result<u64, StoreError> {
        let engine = &self.engine;
        // What cannot be written down is not begun.
        engine.database.takes_writes().await?;
        let found = find_work(engine).await?;
        let now = engine.environment.now();
        let due: Vec<DueWork> = found.into_iter().filter(|work| work.is_due(now)).collect();
        let mut done = 0;
        let mut lanes: Vec<(DueWork, Lane)> = Vec::new();
        let mut dispatching = HashSet::new();
        for work in due {
            let merchant = MerchantWork::of(engine, work.merchant, work.clock_shift);
            match work.kind {
                DueKind::DeliveryLease => {
                    done += unless_cut_short(&work, recover(engine, &merchant).await);
                }
                DueKind::Scheduled => {
                    let started = unless_cut_short(&work, start_scheduled(engine, &merchant).await);
                    done += started;
                    if started > 0 && dispatching.insert(work.merchant) {
                        lanes.push((work, Lane::Dispatch));
                    }
                }
                DueKind::Job | DueKind::JobLease if engine.handlers.is_empty() => {}
                DueKind::Job | DueKind::JobLease => lanes.push((work, Lane::Jobs)),
                DueKind::Scoring => lanes.push((work, Lane::Scoring)),
                DueKind::Tiers => lanes.push((work, Lane::Tiers)),
                DueKind::Awards => lanes.push((work, Lane::Awards)),
                DueKind::Referrals => lanes.push((work, Lane::Referrals)),
                DueKind::Reminders => lanes.push((work, Lane::Reminders)),
                DueKind::Mailbox => lanes.push((work, Lane::Mailbox)),
                DueKind::Dispatch => {
                    if dispatching.insert(work.merchant) {
                        lanes.push((work, Lane::Dispatch));
                    }
                }
            }
        }
        lanes.sort_by_key(|(work, lane)| {
            (under_way.turns.get(&(work.merchant, *lane)).copied(), work.due_at, work.merchant)
        });
        for (work, lane) in lanes {
            // Servers of others may take their time: they keep nobody's newsletters waiting.
            let most = match lane {
                Lane::Mailbox => engine.settings.mailboxes,
                _ => engine.settings.merchants,
            };
            if under_way.count_beside(lane) >= most.max(1) {
                continue;
            }
            if under_way.merchants.insert((work.merchant, lane)) {
                under_way.begin(engine, work, lane);
            }
        }
        Ok(done)
    }
}

/// How much was done of a merchant's work. What keeps one merchant's from being done keeps nobody else's.
fn unless_cut_short(work: &DueWork, done: Result<u64, StoreError>) -> u64 {
    done.unwrap_or_else(|error| {
        tracing::warn!(merchant = %work.merchant, kind = ?work.kind, %error, "work ended early");
        0
    })
}

impl UnderWay {
    /// How many are under way that share the room of that lane.
    fn count_beside(&self, lane: Lane) -> usize {
        let is_mailbox = |lane: Lane| lane == Lane::Mailbox;
        self.merchants.iter().filter(|(_, other)| is_mailbox(*other) == is_mailbox(lane)).count()
    }

    fn begin(&mut self, engine: &Arc<Engine>, due: DueWork, lane: Lane) {
        self.turn += 1;
        self.turns.insert((due.merchant, lane), self.turn);
        let engine = Arc::clone(engine);
        self.tasks.spawn(async move {
            let work = MerchantWork::of(&engine, due.merchant, due.clock_shift);
            let done = match lane {
                Lane::Jobs => run_jobs(&engine, &work).await,
                Lane::Dispatch => dispatch_merchant(&engine, &work).await,
                Lane::Scoring => score_customers(&engine, &work).await,
                Lane::Tiers => settle_tiers(&engine, &work).await,
                Lane::Awards => give_daily_awards(&engine, &work).await,
                Lane::Referrals => settle_referrals(&engine, &work).await,
                Lane::Reminders => remind_customers(&engine, &work).await,
                Lane::Mailbox => fetch_mailbox(&engine, &work).await,
            };
            (due.merchant, lane, unless_cut_short(&due, done))
        });
    }

    fn ended(&mut self, ended: Result<(MerchantId, Lane, u64), tokio::task::JoinError>) -> u64 {
        match ended {
            Ok((merchant, lane, progress)) => {
                self.merchants.remove(&(merchant, lane));
                progress
            }
            Err(error) => {
                // The task cannot say which merchant it was for; all of them may have another turn.
                tracing::error!(%error, "work panicked");
                self.merchants.clear();
                0
            }
        }
    }
}

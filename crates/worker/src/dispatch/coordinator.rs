//! The coordinator of one newsletter: claims, has messages rendered, and keeps every line to the relay busy.
//!
//! A line holds at most one row that is marked as being sent. One commit settles every message that has come to an
//! outcome and marks the next message of every idle line; only after it does a line get its message. So whatever
//! happens to this process, no more messages are in doubt than there are lines.

mod commits;
mod events;
mod supply;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use regulars_kernel::StoreError;
use regulars_newsletters::{
    BegunDelivery, CampaignStore, ClaimedDelivery, DeliveryCursor, DeliveryStore, PauseReason,
    SettledDelivery,
};
use tokio::sync::mpsc;
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep_until};

use super::Slice;
use super::commit::Commit;
use super::line::{Line, LineEvent, LineNumber, LineState};
use super::refusals::Refusals;
use crate::engine::{Engine, MerchantWork};
use crate::held_leases::HeldLease;
use crate::mail_routes::MailRoute;
use crate::rendering::{Prepared, Renderer};

/// What the coordinator waits for.
enum Event {
    /// Deliveries were claimed, of so many that were asked for.
    Claimed(u32, Result<Vec<ClaimedDelivery>, StoreError>),
    /// Messages were rendered, or cannot be.
    Rendered(Vec<Result<Prepared, SettledDelivery>>),
    /// Something happened on a line.
    Line(LineNumber, LineEvent),
    /// A commit has ended.
    Committed(Commit, Result<Vec<BegunDelivery>, StoreError>),
}

/// Sends one slice of a newsletter.
pub(super) async fn send_slice(
    engine: &Arc<Engine>,
    work: &MerchantWork,
    renderer: Arc<Renderer>,
    route: MailRoute,
    resumed_from: Option<PauseReason>,
) -> Result<Slice, StoreError> {
    let (sender, events) = mpsc::unbounded_channel();
    let coordinator = Coordinator {
        engine: Arc::clone(engine),
        work: work.clone(),
        lease: engine.new_lease(),
        renderer,
        route,
        sender,
        claimed: VecDeque::new(),
        ready: VecDeque::new(),
        settled: Vec::new(),
        refusals: Refusals::after(resumed_from),
        lines: BTreeMap::new(),
        next_line: 0,
        cursor: None,
        claimed_in_all: 0,
        claiming: false,
        rendering: 0,
        committing: false,
        failures: 0,
        retry_at: None,
        exhausted: false,
        ending: false,
        relay_failed: false,
        slice: Slice::default(),
    };
    coordinator.run(events).await
}

struct Coordinator {
    engine: Arc<Engine>,
    work: MerchantWork,
    lease: HeldLease,
    renderer: Arc<Renderer>,
    route: MailRoute,
    sender: mpsc::UnboundedSender<Event>,
    /// Claimed and to be rendered.
    claimed: VecDeque<ClaimedDelivery>,
    /// Rendered and to be sent.
    ready: VecDeque<Prepared>,
    /// Come to an outcome and to be committed.
    settled: Vec<SettledDelivery>,
    refusals: Refusals,
    lines: BTreeMap<LineNumber, Line>,
    next_line: LineNumber,
    cursor: Option<DeliveryCursor>,
    claimed_in_all: u32,
    claiming: bool,
    rendering: usize,
    committing: bool,
    failures: u32,
    retry_at: Option<Instant>,
    exhausted: bool,
    /// No further message is begun.
    ending: bool,
    relay_failed: bool,
    slice: Slice,
}

impl Coordinator {
    async fn run(mut self, mut events: mpsc::UnboundedReceiver<Event>) -> Result<Slice, StoreError> {
        let mut stop = self.engine.stop.subscribe();
        let third = (self.engine.settings.lease / 3).max(Duration::from_millis(50));
        let mut heartbeat = interval_at(Instant::now() + third, third);
        heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut drained_at = None;
        loop {
            if self.engine.is_stopping() && drained_at.is_none() {
                self.ending = true;
                drained_at = Some(Instant::now() + self.engine.settings.drain);
            }
            self.claim();
            self.render();
            self.open_lines();
            if !self.waits_for_an_event() && self.has_no_message() && !self.may_claim() {
                let last = self.refusals.settle_last(self.has_nothing_left());
                self.settle(last);
            }
            self.commit();
            // Without a line, and without a relay that gives another one, nothing more of this slice can leave.
            self.ending |= self.relay_failed && self.lines.is_empty();
            if self.is_over() {
                break;
            }
            tokio::select! {
                Some(event) = events.recv() => {
                    self.handle(event)?;
                    while let Ok(event) = events.try_recv() {
                        self.handle(event)?;
                    }
                }
                _ = heartbeat.tick() => self.beat(),
                _ = stop.changed(), if drained_at.is_none() => {}
                () = at(self.retry_at), if self.retry_at.is_some() => self.retry_at = None,
                () = at(drained_at), if drained_at.is_some() => {
                    self.abandon_lines();
                    // Once is enough: what is left now is commits, which come to an end by themselves.
                    drained_at = Some(Instant::now() + self.engine.settings.drain);
                }
            }
        }
        self.slice.defers = self.refusals.defers().cloned();
        self.slice.relay_failed = self.slice.defers.is_some() || (self.relay_failed && self.lines.is_empty());
        for line in self.lines.values() {
            if matches!(line.state, LineState::Opening) {
                line.abort();
            }
        }
        self.lines.clear();
        let refused = if self.has_nothing_left() && !self.engine.is_stopping() {
            self.refusals.pause_at_the_end()
        } else {
            self.refusals.pause()
        };
        let pause = refused.cloned();
        self.slice.progress += u64::from(pause.is_some());
        let (newsletter, lease, now) =
            (self.renderer.newsletter(), self.lease.id(), self.work.environment.now());
        self.engine
            .database
            .write(self.work.scope, move |tx| {
                Box::pin(async move {
                    tx.release(newsletter, lease, now).await?;
                    if let Some(pause) = &pause
                        && tx.hold(newsletter, pause, now).await?
                    {
                        tracing::warn!(%newsletter, reason = pause.reason.as_str(), "a newsletter has paused");
                    }
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
        Ok(self.slice)
    }

    fn is_over(&self) -> bool {
        if self.waits_for_an_event() || !self.settled.is_empty() {
            return false;
        }
        self.ending || (self.has_no_message() && !self.may_claim())
    }

    fn waits_for_an_event(&self) -> bool {
        self.claiming
            || self.rendering > 0
            || self.committing
            || self.lines.values().any(|line| matches!(line.state, LineState::Sending(_)))
    }

    fn has_no_message(&self) -> bool {
        self.claimed.is_empty()
            && self.ready.is_empty()
            && self.lines.values().all(|line| line.next.is_none())
    }

    /// Whether every message that is due had its attempt.
    fn has_nothing_left(&self) -> bool {
        self.exhausted && self.has_no_message()
    }

    /// Takes over what is to be settled. What was held until now and is settled for good is settled once.
    fn settle(&mut self, new: Vec<SettledDelivery>) {
        for settled in new {
            self.settled.retain(|before| before.key != settled.key);
            self.settled.push(settled);
        }
    }

    /// Extends the lease.
    fn beat(&self) {
        let (engine, scope) = (Arc::clone(&self.engine), self.work.scope);
        let (newsletter, lease) = (self.renderer.newsletter(), self.lease.id());
        tokio::spawn(async move {
            let until = engine.lease_end();
            let beaten = engine
                .database
                .write(scope, move |tx| Box::pin(async move { tx.heartbeat(newsletter, lease, until).await }))
                .await;
            if let Err(error) = beaten {
                tracing::warn!(%error, "a lease could not be extended");
            }
        });
    }
}

async fn at(instant: Option<Instant>) {
    if let Some(instant) = instant {
        sleep_until(instant).await;
    }
}

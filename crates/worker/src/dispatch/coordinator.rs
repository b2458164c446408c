//! The coordinator of one newsletter: claims, has messages rendered, and keeps every line to the relay busy.
//!
//! A line holds at most one row that is marked as being sent. One commit settles every message that has come to an
//! outcome and marks the next message of every idle line; only after it does a line get its message. So whatever
//! happens to this process, no more messages are in doubt than there are lines.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use regulars_channels::SendOutcome;
use regulars_kernel::{Channel, StoreError};
use regulars_newsletters::{
    BegunDelivery, CampaignStore, ClaimedDelivery, DeliveryClaim, DeliveryCursor, DeliveryKey,
    DeliveryOutcome, DeliveryStore, PauseReason, SettledDelivery,
};
use tokio::sync::mpsc;
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep_until};

use super::Slice;
use super::commit::{Commit, commit};
use super::line::{Letter, Line, LineEvent, LineNumber, LineState, OnTheWire};
use super::outcome::outcome_of;
use super::refusals::{Refusals, turned_away};
use crate::engine::{Engine, MerchantWork};
use crate::held_leases::HeldLease;
use crate::mail_routes::MailRoute;
use crate::rendering::{Prepared, Renderer, Written};

/// How many messages one task renders.
const RENDERED_TOGETHER: usize = 16;
/// How many tasks render at a time.
const RENDERERS: usize = 2;
/// How often a commit may fail in a row before the newsletter is left to the next turn. One that writes down what has
/// left is tried until it works.
const FAILURES_AT_MOST: u32 = 20;
/// How often it may fail once the worker was told to stop, whatever it writes down: what has left is then found to be
/// unknown.
const FAILURES_WHEN_STOPPING: u32 = 5;

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

    fn may_claim(&self) -> bool {
        !self.exhausted && !self.ending && self.claimed_in_all < self.engine.settings.slice
    }

    /// Claims the next deliveries while the ones before are rendered and sent.
    fn claim(&mut self) {
        let at_a_time = self.engine.settings.claim;
        let low = usize::try_from(at_a_time / 2).unwrap_or(usize::MAX);
        if self.claiming || !self.may_claim() || self.claimed.len() > low {
            return;
        }
        let limit = at_a_time.min(self.engine.settings.slice - self.claimed_in_all).max(1);
        let claim = DeliveryClaim {
            newsletter: self.renderer.newsletter(),
            channel: Channel::Email,
            lease: self.lease.id(),
            until: self.engine.lease_end(),
            merchant_now: self.work.environment.now(),
            after: self.cursor,
            limit,
        };
        let (engine, scope, sender) = (Arc::clone(&self.engine), self.work.scope, self.sender.clone());
        self.claiming = true;
        tokio::spawn(async move {
            let claimed =
                engine.database.write(scope, move |tx| Box::pin(async move { tx.claim(&claim).await })).await;
            drop(sender.send(Event::Claimed(limit, claimed)));
        });
    }

    /// Has messages rendered off this task, a few ahead of the lines.
    fn render(&mut self) {
        let enough = 3 * self.route.lines;
        while !self.ending
            && self.rendering < RENDERERS
            && self.ready.len() + self.rendering * RENDERED_TOGETHER < enough
            && !self.claimed.is_empty()
        {
            let together = RENDERED_TOGETHER.min(self.claimed.len());
            let deliveries: Vec<ClaimedDelivery> = self.claimed.drain(..together).collect();
            let (renderer, sender) = (Arc::clone(&self.renderer), self.sender.clone());
            let now = self.work.environment.now();
            self.rendering += 1;
            tokio::task::spawn_blocking(move || {
                let rendered = deliveries
                    .iter()
                    .map(|delivery| renderer.write(delivery, now).map(Written::prepared))
                    .collect();
                drop(sender.send(Event::Rendered(rendered)));
            });
        }
    }

    /// Opens as many lines as there are messages for.
    fn open_lines(&mut self) {
        if self.ending || self.relay_failed {
            return;
        }
        let messages = self.ready.len() + self.claimed.len() + self.rendering * RENDERED_TOGETHER;
        let waiting = self.lines.values().filter(|line| matches!(line.state, LineState::Opening)).count();
        let mut wanted = messages.saturating_sub(waiting);
        while wanted > 0 && self.lines.len() < self.route.lines {
            let (number, sender) = (self.next_line, self.sender.clone());
            let tell = move |event| sender.send(Event::Line(number, event)).is_ok();
            self.lines.insert(number, Line::open(Arc::clone(&self.route.channel), tell));
            self.next_line += 1;
            wanted -= 1;
        }
    }

    /// Begins a commit if there is something to settle, or an idle line and a message for it.
    fn commit(&mut self) {
        if self.committing || self.retry_at.is_some() {
            return;
        }
        let mut starting = Vec::new();
        if !self.ending {
            for (number, line) in &mut self.lines {
                if matches!(line.state, LineState::Idle)
                    && let Some(prepared) = line.next.take().or_else(|| self.ready.pop_front())
                {
                    line.state = LineState::Marking;
                    starting.push((*number, prepared));
                }
            }
        }
        if starting.is_empty() && self.settled.is_empty() {
            return;
        }
        let work_of_commit = Commit { settled: std::mem::take(&mut self.settled), starting };
        let (engine, work, sender) = (Arc::clone(&self.engine), self.work.clone(), self.sender.clone());
        let (newsletter, lease) = (self.renderer.newsletter(), self.lease.id());
        self.committing = true;
        tokio::spawn(async move {
            let done = commit(&engine, &work, newsletter, lease, &work_of_commit).await;
            drop(sender.send(Event::Committed(work_of_commit, done)));
        });
    }

    fn handle(&mut self, event: Event) -> Result<(), StoreError> {
        match event {
            Event::Claimed(asked, Ok(claimed)) => {
                self.claiming = false;
                let count = u32::try_from(claimed.len()).unwrap_or(u32::MAX);
                self.claimed_in_all = self.claimed_in_all.saturating_add(count);
                self.exhausted = count < asked;
                self.cursor = claimed.last().map(|last| last.cursor).or(self.cursor);
                self.claimed.extend(claimed);
            }
            Event::Claimed(_, Err(error)) => {
                tracing::warn!(%error, "deliveries could not be claimed");
                self.claiming = false;
                self.exhausted = true;
            }
            Event::Rendered(rendered) => {
                self.rendering -= 1;
                for rendered in rendered {
                    match rendered {
                        Ok(prepared) => self.ready.push_back(prepared),
                        Err(settled) => self.settled.push(settled),
                    }
                }
            }
            Event::Line(number, event) => self.handle_line(number, event),
            Event::Committed(done, Ok(begun)) => self.start(done, begun),
            Event::Committed(failed, Err(error)) => return self.take_back(failed, error),
        }
        Ok(())
    }

    fn handle_line(&mut self, number: LineNumber, event: LineEvent) {
        let Some(line) = self.lines.get_mut(&number) else { return };
        match event {
            LineEvent::Open => line.state = LineState::Idle,
            LineEvent::Down(failure) => {
                tracing::warn!(relay = %self.route.name, %failure, "no connection to the relay");
                self.slice.turned_away = turned_away(&failure).or(self.slice.turned_away.take());
                self.drop_line(number);
                self.relay_failed = true;
            }
            LineEvent::Finished(outcome) => {
                let state = std::mem::replace(&mut line.state, LineState::Idle);
                let worn = line.messages >= self.engine.settings.turn;
                if let LineState::Sending(message) = state {
                    self.note(&message, &outcome);
                }
                if let SendOutcome::NotAttempted { failure } = outcome {
                    tracing::warn!(relay = %self.route.name, %failure, "a connection to the relay was lost");
                    self.slice.turned_away = turned_away(&failure).or(self.slice.turned_away.take());
                    self.drop_line(number);
                    self.relay_failed = true;
                } else if worn {
                    // The connection goes back to the pool, where other merchants may be waiting for it.
                    self.drop_line(number);
                }
            }
        }
    }

    fn note(&mut self, message: &OnTheWire, outcome: &SendOutcome) {
        let now = self.work.environment.now();
        let meant = outcome_of(outcome, message.attempts, &self.engine.settings.ladder, now);
        let settled = self.refusals.take(message.key, outcome, meant);
        self.settle(settled);
        self.ending |= self.refusals.pause().is_some() || self.refusals.defers().is_some();
    }

    /// Lets a line go; the message that was meant for it is for another one.
    fn drop_line(&mut self, number: LineNumber) {
        if let Some(line) = self.lines.remove(&number)
            && let Some(prepared) = line.next
        {
            self.ready.push_front(prepared);
        }
    }

    /// A commit is durable: its messages may leave.
    fn start(&mut self, done: Commit, begun: Vec<BegunDelivery>) {
        self.committing = false;
        self.failures = 0;
        let moved = done.settled.iter().filter(|settled| settled.outcome.burns_an_attempt()).count();
        self.slice.progress += u64::try_from(moved).unwrap_or(u64::MAX);
        let mut begun: HashMap<DeliveryKey, Option<String>> =
            begun.into_iter().map(|begun| (begun.key, begun.excluded)).collect();
        let turn = self.engine.settings.turn;
        for (number, prepared) in done.starting {
            let Some(line) = self.lines.get_mut(&number) else { continue };
            line.state = LineState::Idle;
            match begun.remove(&prepared.key) {
                Some(None) => {
                    let message = OnTheWire { key: prepared.key, attempts: prepared.attempts };
                    if !self.ending && line.messages + 1 < turn {
                        line.next = self.ready.pop_front();
                    }
                    let next = line.next.as_ref().map(|next| next.to.clone());
                    let letter = Letter { to: prepared.to, bytes: prepared.bytes, next };
                    if line.send(letter) {
                        line.state = LineState::Sending(message);
                    } else {
                        let (key, outcome) = (message.key, DeliveryOutcome::NotAttempted);
                        self.settled.push(SettledDelivery { key, outcome });
                        self.drop_line(number);
                    }
                }
                Some(Some(_)) => self.slice.progress += 1,
                // Paused, cancelled, suspended, or taken over by another worker: nothing more of this slice leaves.
                None => self.ending = true,
            }
        }
    }

    /// A commit has failed: it is tried again, with what has come up since.
    fn take_back(&mut self, failed: Commit, error: StoreError) -> Result<(), StoreError> {
        self.committing = false;
        self.failures = self.failures.saturating_add(1);
        let newer = std::mem::replace(&mut self.settled, failed.settled);
        self.settle(newer);
        let is_owed = error.may_pass()
            && (!self.settled.is_empty()
                || self.lines.values().any(|line| matches!(line.state, LineState::Sending(_))));
        let gives_up = if self.engine.is_stopping() {
            self.failures > FAILURES_WHEN_STOPPING
        } else {
            self.failures > FAILURES_AT_MOST && !is_owed
        };
        if gives_up {
            return Err(error);
        }
        tracing::warn!(%error, "a commit of deliveries failed and is tried again");
        for (number, prepared) in failed.starting {
            if let Some(line) = self.lines.get_mut(&number) {
                line.state = LineState::Idle;
                line.next = Some(prepared);
            }
        }
        let pause = Duration::from_millis(100 << self.failures.min(5));
        self.retry_at = Some(Instant::now() + pause);
        Ok(())
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

    /// Waits no longer for relays to answer: what is on the wire is unknown.
    fn abandon_lines(&mut self) {
        for line in std::mem::take(&mut self.lines).into_values() {
            line.abort();
            if let LineState::Sending(message) = line.state {
                let reason = "stopped before the relay had answered".to_owned();
                let outcome = DeliveryOutcome::Unknown { reason };
                self.settled.push(SettledDelivery { key: message.key, outcome });
            }
        }
    }
}

async fn at(instant: Option<Instant>) {
    if let Some(instant) = instant {
        sleep_until(instant).await;
    }
}

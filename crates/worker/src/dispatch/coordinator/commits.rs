//! The commits: what has come to an outcome is settled, what is next is marked, and only then it leaves.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use regulars_kernel::StoreError;
use regulars_newsletters::{BegunDelivery, DeliveryKey, DeliveryOutcome, SettledDelivery};
use tokio::time::Instant;

use super::super::commit::{Commit, commit};
use super::super::line::{Letter, LineState, OnTheWire};
use super::{Coordinator, Event};

/// How often a commit may fail in a row before the newsletter is left to the next turn. One that writes down what has
/// left is tried until it works.
const FAILURES_AT_MOST: u32 = 20;
/// How often it may fail once the worker was told to stop, whatever it writes down: what has left is then found to be
/// unknown.
const FAILURES_WHEN_STOPPING: u32 = 5;

impl Coordinator {
    /// Begins a commit if there is something to settle, or an idle line and a message for it.
    pub(super) fn commit(&mut self) {
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

    /// A commit is durable: its messages may leave.
    pub(super) fn start(&mut self, done: Commit, begun: Vec<BegunDelivery>) {
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
    pub(super) fn take_back(&mut self, failed: Commit, error: StoreError) -> Result<(), StoreError> {
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
}

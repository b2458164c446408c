//! One bulk edit, and how far it is.

use regulars_kernel::{Actor, BulkEditId, CustomerId, Instant, JobId, named};
use serde_json::Value;

use crate::bulk_edits::changes::BulkChanges;
use crate::bulk_edits::result::{BulkResult, Outcome};

named! {
    /// Where a bulk edit stands.
    BulkEditState {
        /// Customers are being changed.
        Running = "running",
        /// Everybody had their turn.
        Done = "done",
        /// It was called off, or its job has failed for good; who had their turn before stays changed.
        Cancelled = "cancelled",
        /// The changes are being taken back.
        Undoing = "undoing",
        /// The changes were taken back, but for conflicts.
        Undone = "undone",
    }
}

impl BulkEditState {
    /// Whether a worker has something to do.
    pub const fn is_at_work(self) -> bool {
        matches!(self, Self::Running | Self::Undoing)
    }
}

/// How many customers there are of each outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BulkCounts {
    /// Changed, and not changed back.
    pub changed: u64,
    /// As they were.
    pub unchanged: u64,
    /// Refused.
    pub refused: u64,
    /// Changed back.
    pub undone: u64,
    /// Not to be changed back.
    pub conflict: u64,
}

impl BulkCounts {
    /// Counts what became of a customer. Whoever is changed back was counted as changed.
    pub(crate) const fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Changed => self.changed += 1,
            Outcome::Unchanged => self.unchanged += 1,
            Outcome::Refused => self.refused += 1,
            Outcome::Undone => {
                self.undone += 1;
                self.changed = self.changed.saturating_sub(1);
            }
            Outcome::Conflict => {
                self.conflict += 1;
                self.changed = self.changed.saturating_sub(1);
            }
        }
    }
}

/// A change of many customers at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkEdit {
    /// Its id.
    pub id: BulkEditId,
    /// Where it stands.
    pub state: BulkEditState,
    /// The filter that said who was meant, as it was asked; none where they were named.
    pub filter: Option<Value>,
    /// What is changed.
    pub changes: BulkChanges,
    /// How many customers are meant.
    pub customers: u64,
    /// What became of them.
    pub counts: BulkCounts,
    /// How many the present or the last pass is through with.
    pub done: u64,
    /// How many the present or the last pass has to do with.
    pub total: u64,
    /// The customer whose turn was last.
    pub at: Option<CustomerId>,
    /// Who asked.
    pub asked_by: Actor,
    /// Who asked to undo it.
    pub undone_by: Option<Actor>,
    /// The job that works on it, or did last.
    pub job: JobId,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it last moved on.
    pub updated_at: Instant,
}

impl BulkEdit {
    /// Who the changes at hand are made by.
    pub fn acting(&self) -> Actor {
        match self.state {
            BulkEditState::Undoing | BulkEditState::Undone => self.undone_by.unwrap_or(self.asked_by),
            BulkEditState::Running | BulkEditState::Done | BulkEditState::Cancelled => self.asked_by,
        }
    }

    /// The edit after some customers more.
    pub(crate) fn after(mut self, results: &[BulkResult], now: Instant) -> Self {
        for outcome in results.iter().filter_map(|result| result.outcome) {
            self.counts.add(outcome);
            self.done += 1;
        }
        self.at = results.last().map(|result| result.customer).or(self.at);
        self.updated_at = now;
        self
    }
}

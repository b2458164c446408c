//! How many rows each fate has.

use crate::dry_run::disposition::Disposition;
use crate::dry_run::row_undo::UndoOutcome;

/// How many rows there are of each disposition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DispositionCounts {
    counts: [u64; Disposition::ALL.len()],
    /// How many rows were taken back.
    pub undone: u64,
    /// How many rows could not be taken back.
    pub conflicts: u64,
}

impl DispositionCounts {
    /// Adds so many of one.
    pub fn add(&mut self, disposition: Disposition, count: u64) {
        if let Some(place) = self.counts.get_mut(disposition as usize) {
            *place = place.saturating_add(count);
        }
    }

    /// Rows that had other fates before have these now.
    #[must_use]
    pub fn instead(mut self, before: &Self, after: impl IntoIterator<Item = Disposition>) -> Self {
        for (place, count) in self.counts.iter_mut().zip(before.counts) {
            *place = place.saturating_sub(count);
        }
        self.with(after)
    }

    /// With rows that had no fate before.
    #[must_use]
    pub fn with(mut self, fates: impl IntoIterator<Item = Disposition>) -> Self {
        for fate in fates {
            self.add(fate, 1);
        }
        self
    }

    /// With rows that were taken back, or could not be.
    #[must_use]
    pub fn with_undos(mut self, outcomes: impl IntoIterator<Item = UndoOutcome>) -> Self {
        for outcome in outcomes {
            match outcome {
                UndoOutcome::Undone => self.undone += 1,
                UndoOutcome::Conflict => self.conflicts += 1,
            }
        }
        self
    }

    /// How many there are of one.
    pub fn of(&self, disposition: Disposition) -> u64 {
        self.counts.get(disposition as usize).copied().unwrap_or_default()
    }
}

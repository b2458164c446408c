//! How many rows each fate has.

use crate::dry_run::disposition::Disposition;

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

    /// How many there are of one.
    pub fn of(&self, disposition: Disposition) -> u64 {
        self.counts.get(disposition as usize).copied().unwrap_or_default()
    }
}

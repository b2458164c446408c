//! How many rows are taken in at a time: as many as take no longer than others may have to wait.

use std::time::Duration;

use regulars_persistence::ImportChunk;

/// How many rows the first piece has.
const FIRST: u32 = 25;
/// How many rows a piece has at least: one that takes as long on a slow machine is no longer than a single request.
const LEAST: u32 = 5;
/// How many rows a piece has at most, which bounds the memory that it takes.
const MOST: u32 = 1_000;
/// How long a piece takes where one writer writes for all.
const OF_ONE_WRITER: Duration = Duration::from_millis(15);
/// How long a piece takes where others write meanwhile, but for the customers whom it holds.
const OF_MANY_WRITERS: Duration = Duration::from_millis(60);
/// How long one takes that holds nobody for whom others may wait.
const OF_NEW_CUSTOMERS: Duration = Duration::from_millis(300);

/// Whether others may wait for customers whom a piece holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::handlers) enum Holds {
    /// Customers who were there before.
    Customers,
    /// Nobody.
    Nobody,
}

impl Holds {
    /// Whether it holds somebody.
    pub(super) fn by(chunk: &ImportChunk<'_>) -> Self {
        if chunk.holds_customers() { Self::Customers } else { Self::Nobody }
    }
}

/// How many rows are taken in at a time.
#[derive(Clone, Copy, Debug)]
pub(in crate::handlers) struct Pace {
    rows: u32,
    has_one_writer: bool,
}

impl Pace {
    /// The pace of the first piece.
    pub(in crate::handlers) const fn new(has_one_writer: bool) -> Self {
        Self { rows: FIRST, has_one_writer }
    }

    /// How many rows the next piece has.
    pub(in crate::handlers) const fn rows(self) -> u32 {
        self.rows
    }

    /// After a piece of that many rows has taken that long: twice as many where it was quick, fewer where it was slow.
    pub(in crate::handlers) fn after(&mut self, taken: usize, took: Duration, holds: Holds) {
        let aim = match holds {
            _ if self.has_one_writer => OF_ONE_WRITER,
            Holds::Customers => OF_MANY_WRITERS,
            Holds::Nobody => OF_NEW_CUSTOMERS,
        };
        // The last piece of a file is short and says little.
        if u32::try_from(taken).is_ok_and(|taken| taken < self.rows) {
            return;
        }
        if took > aim {
            let fitting = u128::from(self.rows) * aim.as_micros() / took.as_micros().max(1);
            self.rows = u32::try_from(fitting).unwrap_or(MOST).clamp(LEAST, MOST);
        } else if took * 2 < aim {
            self.rows = (self.rows * 2).min(MOST);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_grow_while_they_are_quick_and_shrink_when_they_are_not() {
        let mut pace = Pace::new(true);
        let mut seen = Vec::new();
        for milliseconds in [1, 2, 4, 8, 30, 7, 400, 1, 1, 1, 1, 1, 1, 1, 1, 1] {
            pace.after(
                usize::try_from(pace.rows()).unwrap(),
                Duration::from_millis(milliseconds),
                Holds::Nobody,
            );
            seen.push(pace.rows());
        }
        assert_eq!(seen, [50, 100, 200, 200, 100, 200, 7, 14, 28, 56, 112, 224, 448, 896, 1_000, 1_000]);
    }

    #[test]
    fn a_slow_machine_has_few_rows_at_a_time_and_never_none() {
        let mut pace = Pace::new(true);
        for _ in 0..4 {
            pace.after(usize::try_from(pace.rows()).unwrap(), Duration::from_secs(2), Holds::Customers);
        }
        assert_eq!(pace.rows(), LEAST);
    }

    #[test]
    fn who_waits_for_a_customer_waits_less_than_for_rows_that_nobody_knows_yet() {
        let after = |holds| {
            let mut pace = Pace::new(false);
            for _ in 0..3 {
                pace.after(usize::try_from(pace.rows()).unwrap(), Duration::from_millis(100), holds);
            }
            pace.rows()
        };
        assert!(after(Holds::Customers) < FIRST);
        assert!(after(Holds::Nobody) > FIRST);
    }

    #[test]
    fn a_piece_that_is_not_full_says_nothing() {
        let mut pace = Pace::new(false);
        pace.after(3, Duration::from_micros(10), Holds::Nobody);
        pace.after(0, Duration::from_secs(10), Holds::Nobody);
        assert_eq!(pace.rows(), FIRST);
    }
}

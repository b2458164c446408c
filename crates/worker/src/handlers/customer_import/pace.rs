//! How many rows are taken in at a time: as many as take no longer than others may have to wait.

use std::time::Duration;

/// How many rows the first piece has.
const FIRST: u32 = 25;
/// How many rows a piece has at least: one that takes as long on a slow machine is no longer than a single request.
const LEAST: u32 = 5;
/// How many rows a piece has at most, which bounds the memory that it takes.
const MOST: u32 = 1_000;
/// How long a piece takes where one writer writes for all.
const OF_ONE_WRITER: Duration = Duration::from_millis(15);
/// How long a piece takes where others write meanwhile, but for the customers whom it changes.
const OF_MANY_WRITERS: Duration = Duration::from_millis(60);

/// How many rows are taken in at a time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    rows: u32,
    aim: Duration,
}

impl Pace {
    /// The pace of the first piece.
    pub(super) const fn new(has_one_writer: bool) -> Self {
        Self { rows: FIRST, aim: if has_one_writer { OF_ONE_WRITER } else { OF_MANY_WRITERS } }
    }

    /// How many rows the next piece has.
    pub(super) const fn rows(self) -> u32 {
        self.rows
    }

    /// After a piece of that many rows has taken that long: twice as many where it was quick, fewer where it was slow.
    pub(super) fn after(&mut self, taken: usize, took: Duration) {
        // The last piece of a file is short and says little.
        if u32::try_from(taken).is_ok_and(|taken| taken < self.rows) {
            return;
        }
        if took > self.aim {
            let fitting = u128::from(self.rows) * self.aim.as_micros() / took.as_micros().max(1);
            self.rows = u32::try_from(fitting).unwrap_or(MOST).clamp(LEAST, MOST);
        } else if took * 2 < self.aim {
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
            pace.after(usize::try_from(pace.rows()).unwrap(), Duration::from_millis(milliseconds));
            seen.push(pace.rows());
        }
        assert_eq!(seen, [50, 100, 200, 200, 100, 200, 7, 14, 28, 56, 112, 224, 448, 896, 1_000, 1_000]);
    }

    #[test]
    fn a_slow_machine_has_few_rows_at_a_time_and_never_none() {
        let mut pace = Pace::new(true);
        for _ in 0..4 {
            pace.after(usize::try_from(pace.rows()).unwrap(), Duration::from_secs(2));
        }
        assert_eq!(pace.rows(), LEAST);
    }

    #[test]
    fn a_piece_that_is_not_full_says_nothing() {
        let mut pace = Pace::new(false);
        pace.after(3, Duration::from_micros(10));
        pace.after(0, Duration::from_secs(10));
        assert_eq!(pace.rows(), FIRST);
    }
}

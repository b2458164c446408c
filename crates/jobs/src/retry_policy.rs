//! When a job that failed is tried again.

use chrono::Duration;

/// A ladder of growing pauses with an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// How many runs there are at most.
    pub attempts: u32,
    /// The pause after the first run.
    pub first: Duration,
    /// The longest pause; each one doubles the one before until then.
    pub longest: Duration,
}

impl Default for RetryPolicy {
    /// Twelve runs over about a day: 30 seconds, 1, 2, 4, … minutes, at most 6 hours apart.
    fn default() -> Self {
        Self { attempts: 12, first: Duration::seconds(30), longest: Duration::hours(6) }
    }
}

impl RetryPolicy {
    /// How long to wait after the run of this number (from 1) has failed, or `None` when it was the last.
    pub fn pause_after(&self, attempt: u32) -> Option<Duration> {
        if attempt >= self.attempts {
            return None;
        }
        let doublings = attempt.saturating_sub(1).min(30);
        let pause = self.first.checked_mul(1_i32.checked_shl(doublings).unwrap_or(i32::MAX));
        Some(pause.map_or(self.longest, |pause| pause.min(self.longest)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest_and_end() {
        let policy = RetryPolicy { attempts: 5, first: Duration::seconds(30), longest: Duration::minutes(3) };
        let pauses: Vec<_> =
            (1..=5).map(|attempt| policy.pause_after(attempt).map(|pause| pause.num_seconds())).collect();
        assert_eq!(pauses, [Some(30), Some(60), Some(120), Some(180), None]);
        assert_eq!(RetryPolicy::default().pause_after(11), Some(Duration::hours(6)));
    }
}

//! When a message that the next hop deferred is tried again.

use chrono::Duration;

/// The pauses between attempts. How far a delivery has climbed is told by the attempts that it has burnt, which the
/// store keeps, so the ladder survives every restart; a pause of the newsletter does not count against a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryLadder {
    /// The pause after the first, the second, … attempt; the last one repeats.
    pub steps: Vec<Duration>,
    /// The attempts end when the pauses would add up to more than this.
    pub give_up_after: Duration,
}

impl Default for DeliveryLadder {
    /// 30 minutes, 1, 2, 4, 8, 16 hours, then every 16 hours, for three days.
    fn default() -> Self {
        let steps = [30, 60, 120, 240, 480, 960].into_iter().map(Duration::minutes).collect();
        Self { steps, give_up_after: Duration::days(3) }
    }
}

impl DeliveryLadder {
    /// How long to wait when `burnt` attempts have failed, or `None` to give up.
    pub fn pause_after(&self, burnt: u32) -> Option<Duration> {
        let last = *self.steps.last()?;
        let step = |index: usize| self.steps.get(index).copied().unwrap_or(last);
        let climbed = usize::try_from(burnt.max(1)).unwrap_or(usize::MAX);
        let mut total = Duration::zero();
        for index in 0..climbed {
            total = total.checked_add(&step(index))?;
            if total > self.give_up_after {
                return None;
            }
        }
        Some(step(climbed - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder_climbs_and_ends_after_three_days() {
        let ladder = DeliveryLadder::default();
        let minutes: Vec<_> =
            (1..=9).map(|burnt| ladder.pause_after(burnt).map(|pause| pause.num_minutes())).collect();
        let expected =
            [Some(30), Some(60), Some(120), Some(240), Some(480), Some(960), Some(960), Some(960), None];
        assert_eq!(minutes, expected);
    }

    #[test]
    fn a_ladder_without_steps_or_with_endless_ones_gives_up() {
        let none = DeliveryLadder { steps: vec![], give_up_after: Duration::days(3) };
        assert_eq!(none.pause_after(1), None);
        let zero = DeliveryLadder { steps: vec![Duration::hours(1)], give_up_after: Duration::minutes(1) };
        assert_eq!(zero.pause_after(1), None);
        assert_eq!(DeliveryLadder::default().pause_after(u32::MAX), None);
    }
}

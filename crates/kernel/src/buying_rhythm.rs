//! In what rhythm a customer buys.

use chrono::Days;

use crate::Date;

/// In what rhythm a customer buys, by the days on which it has bought. Several purchases of a day are one, and what was given
/// back whole is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BuyingRhythm {
    /// How many gaps there are between days on which the customer has bought, of the latest ones.
    pub gaps: i64,
    /// The median of these gaps in days, rounded to the nearest whole day, a half up. None with fewer gaps than two.
    pub median_gap_days: Option<i64>,
    /// The day on which the next purchase is expected: so long after the latest one.
    pub next_expected_on: Option<Date>,
}

impl BuyingRhythm {
    /// The fewest gaps that make a rhythm.
    pub const FEWEST_GAPS: usize = 2;
    /// How many days are looked at: the latest ones, so that what is asked of somebody with ten thousand receipts has an end, and
    /// a rhythm of years ago does not count.
    pub const MOST_DAYS: usize = 51;

    /// The rhythm of who has bought on these days, in any order and each as often as it likes. A store that answers the same in
    /// its own language must agree with this function.
    pub fn of(days: impl IntoIterator<Item = Date>) -> Self {
        let mut days: Vec<Date> = days.into_iter().collect();
        days.sort_unstable();
        days.dedup();
        let latest = &days[days.len().saturating_sub(Self::MOST_DAYS)..];
        let mut gaps: Vec<i64> =
            latest.windows(2).map(|pair| pair[1].signed_duration_since(pair[0]).num_days()).collect();
        gaps.sort_unstable();
        let count = gaps.len();
        let median = (count >= Self::FEWEST_GAPS).then(|| {
            let (lower, upper) = (gaps[(count - 1) / 2], gaps[count / 2]);
            (lower + upper + 1) / 2
        });
        let next = median.and_then(|gap| u64::try_from(gap).ok()).zip(latest.last());
        Self {
            gaps: i64::try_from(count).unwrap_or(i64::MAX),
            median_gap_days: median,
            next_expected_on: next.and_then(|(gap, last)| last.checked_add_days(Days::new(gap))),
        }
    }

    /// By how many days the next purchase is overdue; zero while it is not. None without a rhythm.
    pub fn overdue_days(&self, today: Date) -> Option<i64> {
        self.next_expected_on.map(|next| today.signed_duration_since(next).num_days().max(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rhythm(days: &[&str]) -> BuyingRhythm {
        BuyingRhythm::of(days.iter().map(|day| day.parse().unwrap()))
    }

    fn told(days: &[&str]) -> (i64, Option<i64>, Option<String>) {
        let BuyingRhythm { gaps, median_gap_days, next_expected_on } = rhythm(days);
        (gaps, median_gap_days, next_expected_on.map(|day| day.to_string()))
    }

    #[test]
    fn the_median_of_the_gaps_tells_the_next_day() {
        assert_eq!(told(&[]), (0, None, None));
        assert_eq!(told(&["2026-11-01"]), (0, None, None));
        assert_eq!(told(&["2026-11-01", "2026-11-08"]), (1, None, None));
        let next = |day: &str| Some(day.to_owned());
        // Gaps of 7 and 10: the half goes up.
        assert_eq!(told(&["2026-11-01", "2026-11-08", "2026-11-18"]), (2, Some(9), next("2026-11-27")));
        // Any order, and a day twice; an outlier moves nothing.
        let days = ["2026-11-15", "2026-11-01", "2026-01-01", "2026-11-08", "2026-11-08"];
        assert_eq!(told(&days), (3, Some(7), next("2026-11-22")));
    }

    #[test]
    fn it_is_overdue_from_the_day_after() {
        let rhythm = rhythm(&["2026-11-01", "2026-11-08", "2026-11-15"]);
        for (today, overdue) in [("2026-11-20", 0), ("2026-11-22", 0), ("2026-11-23", 1), ("2026-12-22", 30)]
        {
            assert_eq!(rhythm.overdue_days(today.parse().unwrap()), Some(overdue), "{today}");
        }
        assert_eq!(BuyingRhythm::default().overdue_days("2026-11-20".parse().unwrap()), None);
    }

    #[test]
    fn only_the_latest_days_count() {
        let first: Date = "2020-01-01".parse().unwrap();
        // A hundred days with a gap of 30, and then fifty with one of 2.
        let early = (0..100).map(|number| first + Days::new(30 * number));
        let late = (0..50).map(|number| first + Days::new(30 * 99 + 2 * (number + 1)));
        let rhythm = BuyingRhythm::of(early.chain(late));
        assert_eq!((rhythm.gaps, rhythm.median_gap_days), (50, Some(2)));
    }
}

//! From which value on which score is given.

use regulars_kernel::RfmScore;

/// Four bounds between the five scores. With more a better score is given: `values[n]` and whatever is more is scored
/// `n + 2` at least. Bounds may be equal; then the scores between them are given to nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds(pub [i64; 4]);

impl Bounds {
    /// The bounds, unless one is below the one before it.
    pub fn new(values: [i64; 4]) -> Option<Self> {
        values.is_sorted().then_some(Self(values))
    }

    fn score(self, value: i64) -> RfmScore {
        let reached = self.0.iter().filter(|bound| value >= **bound).count();
        RfmScore::clamped(i64::try_from(reached).unwrap_or(4) + 1)
    }
}

/// The bounds of the three scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cuts {
    /// Of the days since the last purchase, the fewest first: with `values[0]` days or fewer the score is 5.
    pub recency_days: Bounds,
    /// Of the number of purchases.
    pub frequency: Bounds,
    /// Of the sum, in minor units.
    pub monetary: Bounds,
}

impl Cuts {
    /// The score of so many days without a purchase: fewer are better.
    pub fn recency_score(&self, days: i64) -> RfmScore {
        let missed = self.recency_days.0.iter().filter(|bound| days > **bound).count();
        RfmScore::clamped(5 - i64::try_from(missed).unwrap_or(4))
    }

    /// The score of so many purchases.
    pub fn frequency_score(&self, count: i64) -> RfmScore {
        self.frequency.score(count)
    }

    /// The score of such a sum.
    pub fn monetary_score(&self, total: i64) -> RfmScore {
        self.monetary.score(total)
    }
}

/// From which value on each fifth of the customers begins, as the database has counted: pairs of a score and the least value
/// that has it. Equal values have equal scores, so a score may be missing.
pub fn bounds_of_fifths(least: &[(i64, i64)]) -> Bounds {
    let from = |score: i64| least.iter().filter(|(has, _)| *has >= score).map(|(_, value)| *value).min();
    Bounds([2, 3, 4, 5].map(|score| from(score).unwrap_or(i64::MAX)))
}

/// The same of days without a purchase, of which fewer are better: counted with their sign turned, so that more is better.
pub fn recency_bounds_of_fifths(least: &[(i64, i64)]) -> Bounds {
    let Bounds(turned) = bounds_of_fifths(least);
    let most = |bound: i64| if bound == i64::MAX { -1 } else { -bound };
    Bounds([most(turned[3]), most(turned[2]), most(turned[1]), most(turned[0])])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_that_nobody_has_is_reached_by_nobody() {
        let Bounds(bounds) = bounds_of_fifths(&[(3, 1), (5, 7)]);
        assert_eq!(bounds, [1, 1, 7, 7]);
        assert_eq!(bounds_of_fifths(&[(3, 4)]), Bounds([4, 4, i64::MAX, i64::MAX]));
        assert_eq!(bounds_of_fifths(&[]), Bounds([i64::MAX; 4]));
    }

    #[test]
    fn fewer_days_are_better() {
        let least = [(1, -400), (2, -90), (3, -40), (4, -10), (5, -1)];
        let any = Bounds([0; 4]);
        let cuts = Cuts { recency_days: recency_bounds_of_fifths(&least), frequency: any, monetary: any };
        let scored = [1, 10, 40, 90, 400].map(|days| cuts.recency_score(days).get());
        assert_eq!(scored, [5, 4, 3, 2, 1]);
    }

    #[test]
    fn fixed_bounds_hold_at_their_edges() {
        let cuts = Cuts {
            recency_days: Bounds([30, 90, 180, 365]),
            frequency: Bounds([2, 4, 7, 12]),
            monetary: Bounds([100, 200, 300, 400]),
        };
        let recency: Vec<_> = [0, 30, 31, 365, 366].map(|days| cuts.recency_score(days).get()).to_vec();
        assert_eq!(recency, [5, 5, 4, 2, 1]);
        let frequency: Vec<_> = [1, 2, 11, 12].map(|count| cuts.frequency_score(count).get()).to_vec();
        assert_eq!(frequency, [1, 2, 4, 5]);
    }
}

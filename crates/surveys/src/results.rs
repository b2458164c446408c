//! What answers come to.

use regulars_kernel::SurveyKind;

/// What the answers of those come to who were asked in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyResults {
    kind: SurveyKind,
    invited: i64,
    counts: Vec<i64>,
}

impl SurveyResults {
    /// The results of a survey of that kind: how many were asked, and how often each score was given. A score that is off the
    /// scale counts nowhere.
    pub fn new(kind: SurveyKind, invited: i64, scores: impl IntoIterator<Item = (i64, i64)>) -> Self {
        let mut counts = vec![0; kind.scores().count()];
        for (score, count) in scores {
            let place = usize::try_from(score - i64::from(kind.lowest())).ok();
            if let Some(counted) = place.and_then(|place| counts.get_mut(place)) {
                *counted += count;
            }
        }
        Self { kind, invited, counts }
    }

    /// What was measured.
    pub const fn kind(&self) -> SurveyKind {
        self.kind
    }

    /// How many were asked. Somebody whose message is not settled yet may have answered.
    pub fn invited(&self) -> i64 {
        self.invited.max(self.answered())
    }

    /// How many of them answered.
    pub fn answered(&self) -> i64 {
        self.counts.iter().sum()
    }

    /// How often each score was given, the lowest first.
    pub fn scores(&self) -> impl Iterator<Item = (u8, i64)> + '_ {
        self.kind.scores().zip(self.counts.iter().copied())
    }

    /// The share of those asked who answered; none where nobody was asked.
    pub fn response_rate(&self) -> Option<f64> {
        share(self.answered(), self.invited())
    }

    /// The mean score; none without answers.
    pub fn mean(&self) -> Option<f64> {
        let sum = self.scores().map(|(score, count)| i64::from(score) * count).sum();
        share(sum, self.answered())
    }

    /// Scores of 9 and 10: who would recommend the merchant.
    pub fn promoters(&self) -> i64 {
        self.between(9, 10)
    }

    /// Scores of 7 and 8.
    pub fn passives(&self) -> i64 {
        self.between(7, 8)
    }

    /// Scores of 0 to 6.
    pub fn detractors(&self) -> i64 {
        self.between(0, 6)
    }

    /// The Net Promoter Score, from -100 to 100: per cent of promoters less per cent of detractors. None without answers, and of
    /// a survey that measures something else.
    pub fn nps(&self) -> Option<f64> {
        let difference = (self.promoters() - self.detractors()) * 100;
        if self.kind == SurveyKind::Nps { share(difference, self.answered()) } else { None }
    }

    /// The share of scores of 4 and 5. None without answers, and of a survey that measures something else.
    pub fn csat(&self) -> Option<f64> {
        if self.kind == SurveyKind::Csat { share(self.between(4, 5), self.answered()) } else { None }
    }

    fn between(&self, from: u8, to: u8) -> i64 {
        self.scores().filter(|(score, _)| (from..=to).contains(score)).map(|(_, count)| count).sum()
    }
}

/// One number divided by another, to four digits behind the point, reckoned in integers so that every machine says the same.
fn share(part: i64, whole: i64) -> Option<f64> {
    if whole <= 0 {
        return None;
    }
    let tenths_of_thousandths = (part.saturating_mul(20_000).div_euclid(whole) + 1).div_euclid(2);
    Some(f64::from(i32::try_from(tenths_of_thousandths).unwrap_or(i32::MAX)) / 10_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(given: Option<f64>, expected: f64) -> bool {
        given.is_some_and(|given| (given - expected).abs() < 1e-9)
    }

    #[test]
    fn nps_is_promoters_less_detractors() {
        let results =
            SurveyResults::new(SurveyKind::Nps, 20, [(10, 3), (9, 2), (8, 1), (7, 1), (6, 2), (0, 1)]);
        assert_eq!((results.promoters(), results.passives(), results.detractors()), (5, 2, 3));
        assert!(is(results.nps(), 20.0), "{:?}", results.nps());
        assert!(is(results.response_rate(), 0.5));
        assert!(is(results.mean(), 7.5), "{:?}", results.mean());
        assert_eq!(results.csat(), None);
        assert_eq!(results.scores().count(), 11);
    }

    #[test]
    fn csat_is_the_share_of_the_two_highest_scores() {
        let results = SurveyResults::new(SurveyKind::Csat, 4, [(5, 1), (4, 1), (3, 1)]);
        assert!(is(results.csat(), 0.6667));
        assert_eq!(results.nps(), None);
        assert!(is(results.response_rate(), 0.75));
        assert_eq!(results.scores().collect::<Vec<_>>(), [(1, 0), (2, 0), (3, 1), (4, 1), (5, 1)]);
    }

    #[test]
    fn without_answers_there_is_no_figure() {
        let results = SurveyResults::new(SurveyKind::Nps, 0, []);
        assert_eq!((results.nps(), results.mean(), results.response_rate()), (None, None, None));
        let asked = SurveyResults::new(SurveyKind::Nps, 3, [(11, 5), (-1, 5)]);
        assert_eq!((asked.answered(), asked.nps()), (0, None));
        assert!(is(asked.response_rate(), 0.0));
    }
}

//! One time that somebody is asked, and the answer.

use regulars_kernel::{
    CustomerId, Instant, LongText, NewsletterId, Personal, PurchaseId, SurveyId, SurveyInvitationId,
    SurveyKind,
};

/// A score on the scale of a survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(u8);

/// The number is not on the scale of the survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a whole number from {} to {}", .0.lowest(), .0.highest())]
pub struct ScoreOffScale(pub SurveyKind);

impl Score {
    /// The number as a score of a survey of that kind.
    pub fn new(kind: SurveyKind, number: i64) -> Result<Self, ScoreOffScale> {
        let score = u8::try_from(number).or(Err(ScoreOffScale(kind)))?;
        if (kind.lowest()..=kind.highest()).contains(&score) {
            Ok(Self(score))
        } else {
            Err(ScoreOffScale(kind))
        }
    }

    /// The number.
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// What somebody answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyAnswer {
    /// The score.
    pub score: Score,
    /// What was written besides.
    pub comment: Option<Personal<LongText>>,
    /// When the answer that counts was given.
    pub answered_at: Instant,
}

/// One time that somebody is asked. Who is asked by a newsletter has one from the answer on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyInvitation {
    /// Its id.
    pub id: SurveyInvitationId,
    /// What is asked.
    pub survey: SurveyId,
    /// What that survey measures.
    pub kind: SurveyKind,
    /// Who is asked; nobody any more once the customer was erased.
    pub customer: Option<CustomerId>,
    /// About which purchase, if it is about one.
    pub purchase: Option<PurchaseId>,
    /// In which newsletter, if it was one.
    pub newsletter: Option<NewsletterId>,
    /// When somebody was asked; by a newsletter, when its sending began.
    pub invited_at: Instant,
    /// The answer, once there is one.
    pub answer: Option<SurveyAnswer>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_on_the_scale_of_its_survey() {
        for (kind, fit) in [(SurveyKind::Csat, 1..=5_i64), (SurveyKind::Nps, 0..=10)] {
            for number in [-1, 0, 1, 5, 6, 10, 11, 256 + 5] {
                let score = Score::new(kind, number);
                assert_eq!(score.is_ok(), fit.contains(&number), "{kind} {number}");
            }
        }
    }
}

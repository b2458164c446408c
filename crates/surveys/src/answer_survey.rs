//! Somebody answers a survey.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, LongText, Personal, StoreError};

use crate::store::SurveyStore;
use crate::visit::{SurveyEntry, find_visit};
use crate::{Score, ScoreOffScale, SurveyAnswer, SurveyInvitation};

/// What somebody sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenAnswer {
    /// The score.
    pub score: i64,
    /// What was written besides.
    pub comment: Option<Personal<LongText>>,
}

/// Why an answer was not taken.
#[derive(Debug, thiserror::Error)]
pub enum AnswerSurveyError {
    /// The link leads nowhere.
    #[error("there is no such invitation")]
    Unknown,
    /// The survey is answered no more.
    #[error("the survey is closed")]
    Closed,
    /// The score is not on the scale.
    #[error(transparent)]
    OffScale(#[from] ScoreOffScale),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes what somebody answered who came by a link. An answer may be given anew until the survey closes; the last one counts.
/// Where nothing is written, what was written before stays.
pub async fn answer_survey(
    store: &mut dyn SurveyStore,
    environment: &Environment,
    entry: SurveyEntry,
    given: GivenAnswer,
) -> Result<SurveyInvitation, AnswerSurveyError> {
    let now = environment.now();
    let asked = find_visit(store, entry).await?.ok_or(AnswerSurveyError::Unknown)?;
    let customer = asked.invitation.customer.ok_or(AnswerSurveyError::Unknown)?;
    store.hold_surveyed(customer).await?.ok_or(AnswerSurveyError::Unknown)?;
    // Read again behind the hold: two answers of one person come one after the other.
    let visit = find_visit(store, entry).await?.ok_or(AnswerSurveyError::Unknown)?;
    if visit.invitation.customer != Some(customer) {
        return Err(StoreError::Contended.into());
    }
    if !visit.survey.is_open(now) {
        return Err(AnswerSurveyError::Closed);
    }
    let score = Score::new(visit.survey.kind, given.score)?;
    let before = visit.invitation;
    let comment = given.comment.or_else(|| before.answer.as_ref().and_then(|answer| answer.comment.clone()));
    let answer = SurveyAnswer { score, comment, answered_at: now };
    let after = SurveyInvitation { answer: Some(answer), ..before.clone() };
    if !visit.is_stored {
        store.insert_survey_invitation(&after).await?;
        store.note(environment, AuditNote::created(&after).about(customer)).await?;
        return Ok(after);
    }
    // The same once more is no other answer.
    let Some(note) = AuditNote::updated(&before, &after) else { return Ok(before) };
    store.write_survey_answer(&after).await?;
    store.note(environment, note.about(customer)).await?;
    Ok(after)
}

#[cfg(test)]
mod tests {
    use regulars_kernel::{CustomerId, NewsletterId};
    use uuid::Uuid;

    use super::*;
    use crate::memory_store::{MemoryStore, environment, survey};
    use crate::{Survey, SurveyState};

    fn entry(survey: &Survey, recipient: u128, customer: u128) -> SurveyEntry {
        SurveyEntry::Newsletter {
            survey: survey.id,
            newsletter: NewsletterId::new(Uuid::from_u128(7)),
            recipient: CustomerId::new(Uuid::from_u128(recipient)),
            customer: CustomerId::new(Uuid::from_u128(customer)),
        }
    }

    fn asking(survey: Survey) -> MemoryStore {
        let recipients = vec![CustomerId::new(Uuid::from_u128(2))];
        MemoryStore { surveys: vec![survey], recipients, ..MemoryStore::default() }
    }

    const fn score(score: i64) -> GivenAnswer {
        GivenAnswer { score, comment: None }
    }

    #[tokio::test]
    async fn whoever_answers_twice_has_one_answer_and_the_last_one_counts() {
        let survey = survey();
        let mut store = asking(survey.clone());
        for given in [3, 9, 9] {
            let answered =
                answer_survey(&mut store, &environment(), entry(&survey, 2, 2), score(given)).await.unwrap();
            assert_eq!(answered.answer.unwrap().score.get(), u8::try_from(given).unwrap());
        }
        assert_eq!(store.invitations.len(), 1);
        assert_eq!(store.notes.len(), 2, "the same once more is no change");
    }

    #[tokio::test]
    async fn only_who_was_asked_answers_and_only_an_open_survey() {
        let survey = survey();
        let mut store = asking(survey.clone());
        let stranger =
            answer_survey(&mut store, &environment(), entry(&survey, 3, 3), score(9)).await.unwrap_err();
        assert!(matches!(stranger, AnswerSurveyError::Unknown));
        let off = answer_survey(&mut store, &environment(), entry(&survey, 2, 2), score(11)).await;
        assert!(matches!(off, Err(AnswerSurveyError::OffScale(_))));
        let mut closed = asking(Survey { state: SurveyState::Closed, ..survey.clone() });
        let late = answer_survey(&mut closed, &environment(), entry(&survey, 2, 2), score(9)).await;
        assert!(matches!(late, Err(AnswerSurveyError::Closed)));
        assert!(store.invitations.is_empty() && closed.invitations.is_empty());
    }

    #[tokio::test]
    async fn the_answer_of_who_was_merged_is_found_by_the_link_of_then() {
        let survey = survey();
        let mut store = asking(survey.clone());
        answer_survey(&mut store, &environment(), entry(&survey, 2, 2), score(3)).await.unwrap();
        store.invitations[0].customer = Some(CustomerId::new(Uuid::from_u128(5)));
        let again = answer_survey(&mut store, &environment(), entry(&survey, 2, 5), score(8)).await.unwrap();
        assert_eq!(again.customer, Some(CustomerId::new(Uuid::from_u128(5))));
        assert_eq!(store.invitations.len(), 1);
    }
}

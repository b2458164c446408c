//! Changes a survey.

use regulars_audit::AuditNote;
use regulars_kernel::{Change, Environment, Instant, Label, StoreError};

use crate::store::SurveyStore;
use crate::{Survey, SurveyState, SurveyTexts};

/// What changes; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SurveyPatch {
    /// What the staff calls it.
    pub name: Option<Label>,
    /// What the merchant wrote itself, all of it.
    pub texts: Option<SurveyTexts>,
    /// Where it stands.
    pub state: Option<SurveyState>,
    /// From when on it is answered no more.
    pub closes_at: Change<Instant>,
}

/// Why a survey was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeSurveyError {
    /// It cannot come from the one state to the other.
    #[error("a survey that is {from} cannot become {to}")]
    IllegalMove {
        /// Where it stands.
        from: SurveyState,
        /// Where it was to come.
        to: SurveyState,
    },
    /// It would have ended already.
    #[error("must lie in the future")]
    ClosesInThePast,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes a survey that was found for change.
pub async fn change_survey(
    store: &mut dyn SurveyStore,
    environment: &Environment,
    before: Survey,
    patch: SurveyPatch,
) -> Result<Survey, ChangeSurveyError> {
    let now = environment.now();
    let SurveyPatch { name, texts, state, closes_at } = patch;
    let state = state.unwrap_or(before.state);
    if !before.state.may_become(state) {
        return Err(ChangeSurveyError::IllegalMove { from: before.state, to: state });
    }
    let mut after = Survey {
        name: name.unwrap_or_else(|| before.name.clone()),
        texts: texts.unwrap_or_else(|| before.texts.clone()),
        state,
        closes_at: closes_at.apply(before.closes_at),
        ..before.clone()
    };
    // Who opens a survey again whose end has come sets another end.
    let is_opened = before.state != SurveyState::Active && state == SurveyState::Active;
    let ends = after.closes_at != before.closes_at || is_opened;
    if ends && after.closes_at.is_some_and(|end| end <= now) {
        return Err(ChangeSurveyError::ClosesInThePast);
    }
    let Some(note) = AuditNote::updated(&before, &after) else { return Ok(before) };
    after.updated_at = now;
    store.update_survey(&after).await?;
    store.note(environment, note).await?;
    Ok(after)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::memory_store::{MemoryStore, environment, survey};

    async fn changed(before: Survey, patch: SurveyPatch) -> Result<Survey, ChangeSurveyError> {
        change_survey(&mut MemoryStore::default(), &environment(), before, patch).await
    }

    #[tokio::test]
    async fn what_was_asked_is_no_draft_again() {
        for from in SurveyState::ALL.iter().copied() {
            for to in SurveyState::ALL.iter().copied() {
                let before = Survey { state: from, ..survey() };
                let patch = SurveyPatch { state: Some(to), ..SurveyPatch::default() };
                let is_legal = from == to
                    || to == SurveyState::Active
                    || (from, to) == (SurveyState::Active, SurveyState::Closed);
                assert_eq!(changed(before, patch).await.is_ok(), is_legal, "{from} to {to}");
            }
        }
    }

    #[tokio::test]
    async fn an_end_lies_ahead_when_it_is_set_and_when_a_survey_is_opened() {
        let now = environment().now();
        let past = Some(now - TimeDelta::hours(1));
        let set = SurveyPatch { closes_at: Change::Set(now), ..SurveyPatch::default() };
        assert!(matches!(changed(survey(), set).await, Err(ChangeSurveyError::ClosesInThePast)));
        let ended = Survey { state: SurveyState::Closed, closes_at: past, ..survey() };
        let open = SurveyPatch { state: Some(SurveyState::Active), ..SurveyPatch::default() };
        assert!(changed(ended.clone(), open.clone()).await.is_err());
        let without_end = SurveyPatch { closes_at: Change::Clear, ..open };
        assert!(changed(ended.clone(), without_end).await.is_ok());
        let name = SurveyPatch { name: Some("Jesen".parse().unwrap()), ..SurveyPatch::default() };
        assert_eq!(changed(ended, name).await.unwrap().closes_at, past);
    }
}

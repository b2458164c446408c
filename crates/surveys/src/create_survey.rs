//! Makes a survey.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, Instant, Label, StoreError, SurveyId, SurveyKind};

use crate::store::SurveyStore;
use crate::{Survey, SurveyState, SurveyTexts};

/// A survey to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSurvey {
    /// What the staff calls it.
    pub name: Label,
    /// What it measures.
    pub kind: SurveyKind,
    /// What the merchant wrote itself.
    pub texts: SurveyTexts,
    /// Whether it is asked at once.
    pub is_active: bool,
    /// From when on it is answered no more.
    pub closes_at: Option<Instant>,
}

/// Why a survey was not made.
#[derive(Debug, thiserror::Error)]
pub enum CreateSurveyError {
    /// It would have ended before it begins.
    #[error("must lie in the future")]
    ClosesInThePast,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a survey.
pub async fn create_survey(
    store: &mut dyn SurveyStore,
    environment: &Environment,
    new: NewSurvey,
) -> Result<Survey, CreateSurveyError> {
    let now = environment.now();
    let NewSurvey { name, kind, texts, is_active, closes_at } = new;
    if closes_at.is_some_and(|end| end <= now) {
        return Err(CreateSurveyError::ClosesInThePast);
    }
    let survey = Survey {
        id: SurveyId::new(environment.new_id()),
        name,
        kind,
        texts,
        state: if is_active { SurveyState::Active } else { SurveyState::Draft },
        closes_at,
        created_at: now,
        updated_at: now,
    };
    store.insert_survey(&survey).await?;
    store.note(environment, AuditNote::created(&survey)).await?;
    Ok(survey)
}

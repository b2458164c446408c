//! Deletes a survey that nobody was asked.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, StoreError, UsedBy};

use crate::Survey;
use crate::store::SurveyStore;

/// Why a survey was not deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeleteSurveyError {
    /// Somebody was asked: what people answered is not thrown away with the question.
    #[error("somebody was asked already; close the survey instead")]
    Asked,
    /// Newsletters have it in them.
    #[error("newsletters have the survey in them")]
    InUse(Vec<UsedBy>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Deletes a survey that was found for change.
pub async fn delete_survey(
    store: &mut dyn SurveyStore,
    environment: &Environment,
    survey: &Survey,
) -> Result<(), DeleteSurveyError> {
    if store.was_asked(survey.id).await? {
        return Err(DeleteSurveyError::Asked);
    }
    let users = store.newsletters_with_survey(survey.id).await?;
    if !users.is_empty() {
        return Err(DeleteSurveyError::InUse(users));
    }
    store.delete_survey(survey.id).await?;
    Ok(store.note(environment, AuditNote::deleted(survey)).await?)
}

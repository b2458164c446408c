//! Surveys in a newsletter have to be answered when it leaves.

use regulars_kernel::{Instant, StoreError, SurveyId};
use regulars_newsletters::{Newsletter, SurveyViewReads};

/// The first survey of a newsletter that is not open at an instant.
pub(super) async fn closed_survey(
    store: &mut (impl SurveyViewReads + ?Sized),
    newsletter: &Newsletter,
    at: Instant,
) -> Result<Option<SurveyId>, StoreError> {
    let surveys = newsletter.content.surveys();
    if surveys.is_empty() {
        return Ok(None);
    }
    let views = store.survey_views(&surveys, newsletter.locale.language()).await?;
    Ok(views.into_iter().find(|view| !view.is_open(at)).map(|view| view.id))
}

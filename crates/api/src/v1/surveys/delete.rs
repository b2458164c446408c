//! `DELETE /v1/surveys/{id}`.

use actix_web::{delete, web};
use regulars_kernel::SurveyId;
use regulars_surveys::{SurveyStore, delete_survey as delete};

use super::body::SurveyBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;

/// Delete a survey.
///
/// Only one that nobody was asked and that no newsletter has in it: what people answered is not thrown away with the question.
/// Close it instead.
#[utoipa::path(tag = "Surveys", params(("id" = uuid::Uuid, Path, description = "The survey's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d41")), responses(
    (status = 204, description = "The survey is deleted"),
    (status = 409, description = "Somebody was asked, or newsletters, listed in `users`, have it in them"),
))]
#[delete("/v1/surveys/{id}")]
pub async fn delete_survey(
    caller: Caller<access::delete_survey>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let id = SurveyId::new(id.0);
    let environment = caller.environment(&application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.find_survey_for_change(id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("survey"))?;
                if_match.check(&SurveyBody::new(&before, environment.now()))?;
                delete(tx, &environment, &before).await.map_err(ApiError::from)
            })
        })
        .await?;
    Ok(NoContent)
}

//! `GET /v1/surveys/{id}`.

use actix_web::{get, web};
use regulars_kernel::SurveyId;
use regulars_surveys::SurveyReads;

use super::body::SurveyBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show a survey.
///
/// What is asked in each language, and whether it is answered now.
#[utoipa::path(tag = "Surveys", params(("id" = uuid::Uuid, Path, description = "The survey's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d40")),
    responses((status = 200, description = "The survey", body = SurveyBody)))]
#[get("/v1/surveys/{id}")]
pub async fn get_survey(
    caller: Caller<access::get_survey>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<SurveyBody>, ApiError> {
    let now = caller.environment(&application).now();
    let id = SurveyId::new(id.0);
    let found = application.database.read(caller.scope(), async move |tx| tx.find_survey(id).await).await?;
    let survey = found.ok_or_else(|| ApiError::not_found("survey"))?;
    Ok(Single(SurveyBody::new(&survey, now)))
}

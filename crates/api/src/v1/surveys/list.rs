//! `GET /v1/surveys`.

use actix_web::{get, web};
use regulars_kernel::{PageRequest, SurveyId};
use regulars_surveys::SurveyReads;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::body::{SurveyBody, SurveyStateBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query, parse_cursor};
use crate::respond::List;

/// Which surveys, and which page of them.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SurveyParameters {
    /// Only those in that state.
    #[param(inline)]
    state: Option<SurveyStateBody>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// List surveys.
///
/// The newest first.
#[utoipa::path(tag = "Surveys", params(SurveyParameters), responses(
    (status = 200, description = "A page of surveys", body = List<SurveyBody>)
))]
#[get("/v1/surveys")]
pub async fn list_surveys(
    caller: Caller<access::list_surveys>,
    application: web::Data<Application>,
    parameters: Query<SurveyParameters>,
) -> Result<List<SurveyBody>, ApiError> {
    let SurveyParameters { state, limit, cursor } = parameters.0;
    let now = caller.environment(&application).now();
    let after = cursor.as_deref().map(parse_cursor::<Uuid>).transpose()?.map(SurveyId::new);
    let page = PageRequest { size: PageParameters { limit, cursor: None }.size()?, after };
    let state = state.map(Into::into);
    let surveys =
        application.database.read(caller.scope(), async move |tx| tx.list_surveys(state, page).await).await?;
    Ok(List::of(surveys, |survey| SurveyBody::new(&survey, now), |id| id.to_string().into()))
}

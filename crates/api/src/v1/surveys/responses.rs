//! `GET /v1/surveys/{id}/responses`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_kernel::{CustomerId, NewsletterId, Page, PageRequest, SurveyId, SurveyInvitationId};
use regulars_surveys::{AnswerPosition, AnswerQuery, SurveyInvitation, SurveyReads};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use uuid::Uuid;

use super::response_body::SurveyResponseBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query, parse_cursor, render_cursor};
use crate::respond::List;

/// Which answers, and which page of them.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SurveyResponseParameters {
    /// Only those of that customer.
    customer_id: Option<Uuid>,
    /// Only those to a message of that newsletter.
    newsletter_id: Option<Uuid>,
    /// Only those with at least that score.
    #[param(minimum = 0, maximum = 10)]
    min_score: Option<u8>,
    /// Only those with at most that score.
    #[param(minimum = 0, maximum = 10)]
    max_score: Option<u8>,
    /// Only those with a comment, or only those without.
    has_comment: Option<bool>,
    /// Only those given from that instant on.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    from: Option<DateTime<Utc>>,
    /// Only those given before that instant.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    to: Option<DateTime<Utc>>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// The page that is asked for.
pub(super) fn page_of(
    limit: Option<u16>,
    cursor: Option<&str>,
) -> Result<PageRequest<AnswerPosition>, ApiError> {
    let after = cursor.map(parse_cursor::<(DateTime<Utc>, Uuid)>).transpose()?;
    let after =
        after.map(|(answered_at, id)| AnswerPosition { answered_at, id: SurveyInvitationId::new(id) });
    Ok(PageRequest { size: PageParameters { limit, cursor: None }.size()?, after })
}

/// The answers of a page.
pub(super) fn list_of(page: Page<SurveyInvitation, AnswerPosition>) -> List<SurveyResponseBody> {
    List {
        items: page.items.into_iter().filter_map(SurveyResponseBody::of).collect(),
        next: page.next.map(|at| render_cursor(&json!([at.answered_at, at.id.value()]))),
    }
}

/// List what was answered to a survey.
///
/// The latest answer first.
#[utoipa::path(tag = "Surveys", params(("id" = uuid::Uuid, Path, description = "The survey's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d40"), SurveyResponseParameters),
    responses((status = 200, description = "A page of answers", body = List<SurveyResponseBody>)))]
#[get("/v1/surveys/{id}/responses")]
pub async fn list_survey_responses(
    caller: Caller<access::list_survey_responses>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<SurveyResponseParameters>,
) -> Result<List<SurveyResponseBody>, ApiError> {
    let id = SurveyId::new(id.0);
    let asked = parameters.0;
    let page = page_of(asked.limit, asked.cursor.as_deref())?;
    let query = AnswerQuery {
        survey: Some(id),
        customer: asked.customer_id.map(CustomerId::new),
        newsletter: asked.newsletter_id.map(NewsletterId::new),
        least: asked.min_score.map(i64::from),
        most: asked.max_score.map(i64::from),
        from: asked.from,
        to: asked.to,
        has_comment: asked.has_comment,
    };
    let answers = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_survey(id).await?.ok_or_else(|| ApiError::not_found("survey"))?;
            tx.list_survey_answers(&query, page).await.map_err(ApiError::from)
        })
        .await?;
    Ok(list_of(answers))
}

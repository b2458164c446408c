//! `GET /v1/customers/{id}/survey-responses`.

use actix_web::{get, web};
use regulars_customers::CustomerReads;
use regulars_kernel::CustomerId;
use regulars_surveys::{AnswerQuery, SurveyReads};

use super::response_body::SurveyResponseBody;
use super::responses::{list_of, page_of};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;

/// List what a customer answered to surveys.
///
/// The latest answer first.
#[utoipa::path(tag = "Surveys", params(("id" = uuid::Uuid, Path, description = "The customer's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"), PageParameters),
    responses((status = 200, description = "A page of answers", body = List<SurveyResponseBody>)))]
#[get("/v1/customers/{id}/survey-responses")]
pub async fn list_customer_survey_responses(
    caller: Caller<access::list_customer_survey_responses>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<SurveyResponseBody>, ApiError> {
    let customer = CustomerId::new(id.0);
    let page = page_of(page.0.limit, page.0.cursor.as_deref())?;
    let query = AnswerQuery { customer: Some(customer), ..AnswerQuery::default() };
    let answers = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_customer(customer).await?.ok_or_else(|| ApiError::not_found("customer"))?;
            tx.list_survey_answers(&query, page).await.map_err(ApiError::from)
        })
        .await?;
    Ok(list_of(answers))
}

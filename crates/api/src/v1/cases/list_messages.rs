//! `GET /v1/cases/{id}/messages`.

use actix_web::{get, web};
use regulars_kernel::{CaseMessageId, ServiceCaseId};
use regulars_service::CaseReads;
use serde_json::json;

use super::message_body::CaseMessageBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;

/// List what was said about a case.
///
/// The oldest first. A page of long texts holds fewer items than were asked for.
#[utoipa::path(tag = "Cases", params(
    ("id" = uuid::Uuid, Path, description = "The case's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e30"),
    PageParameters
), responses((status = 200, description = "A page of messages", body = List<CaseMessageBody>)))]
#[get("/v1/cases/{id}/messages")]
pub async fn list_case_messages(
    caller: Caller<access::list_case_messages>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<CaseMessageBody>, ApiError> {
    let (id, page) = (ServiceCaseId::new(id.0), page.0.by_id(CaseMessageId::new)?);
    let messages = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_case(id).await?.ok_or_else(|| ApiError::not_found("case"))?;
            tx.list_case_messages(id, page).await.map_err(ApiError::from)
        })
        .await?;
    Ok(List::of(messages, CaseMessageBody::from, |id| json!(id.value())))
}

//! `GET /v1/web-forms/{id}`.

use actix_web::{get, web};
use regulars_kernel::WebFormId;
use regulars_service::WebFormReads;

use super::body::WebFormBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show a form.
///
/// With the address of its page.
#[utoipa::path(tag = "Web forms", params(
    ("id" = uuid::Uuid, Path, description = "The form's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e80")
), responses((status = 200, description = "The form", body = WebFormBody)))]
#[get("/v1/web-forms/{id}")]
pub async fn get_web_form(
    caller: Caller<access::get_web_form>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<WebFormBody>, ApiError> {
    let (scope, id) = (caller.scope(), WebFormId::new(id.0));
    let found = application.database.read(scope, async move |tx| tx.find_web_form(id).await).await?;
    let form = found.ok_or_else(|| ApiError::not_found("form"))?;
    Ok(Single(WebFormBody::new(form, scope.merchant(), &application)))
}

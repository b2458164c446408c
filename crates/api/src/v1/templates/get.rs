//! `GET /v1/templates/{id}`.

use actix_web::{get, web};
use regulars_kernel::TemplateId;
use regulars_newsletters::find_template;

use super::body::TemplateBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show a template.
///
/// Built in or the merchant's own.
#[utoipa::path(tag = "Templates", params(("id" = uuid::Uuid, Path, description = "The template's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f61")),
    responses((status = 200, description = "The template", body = TemplateBody)))]
#[get("/v1/templates/{id}")]
pub async fn get_template(
    caller: Caller<access::get_template>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<TemplateBody>, ApiError> {
    let id = TemplateId::new(id.0);
    let template =
        application.database.read(caller.scope(), async move |tx| find_template(tx, id).await).await?;
    Ok(Single(template.ok_or_else(|| ApiError::not_found("template"))?.into()))
}

//! `GET /v1/templates`.

use actix_web::{get, web};
use regulars_kernel::TemplateId;
use regulars_newsletters::list_templates as list;

use super::body::TemplateBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;

/// List the templates.
///
/// The four that are built in, then the merchant's own, the oldest first.
#[utoipa::path(tag = "Templates", params(PageParameters), responses(
    (status = 200, description = "A page of templates", body = List<TemplateBody>)
))]
#[get("/v1/templates")]
pub async fn list_templates(
    caller: Caller<access::list_templates>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<TemplateBody>, ApiError> {
    let page = page.0.by_id(TemplateId::new)?;
    let templates = application.database.read(caller.scope(), async move |tx| list(tx, page).await).await?;
    Ok(List::of(templates, TemplateBody::from, |id| id.to_string().into()))
}

//! `GET /v1/web-forms`.

use actix_web::{get, web};
use regulars_kernel::WebFormId;
use regulars_service::WebFormReads;

use super::body::WebFormBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;

/// List the forms.
///
/// The newest first.
#[utoipa::path(tag = "Web forms", params(PageParameters),
    responses((status = 200, description = "A page of forms", body = List<WebFormBody>)))]
#[get("/v1/web-forms")]
pub async fn list_web_forms(
    caller: Caller<access::list_web_forms>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<WebFormBody>, ApiError> {
    let page = page.0.by_id(WebFormId::new)?;
    let scope = caller.scope();
    let forms = application.database.read(scope, async move |tx| tx.list_web_forms(page).await).await?;
    let body = |form| WebFormBody::new(form, scope.merchant(), &application);
    Ok(List::of(forms, body, |id| id.to_string().into()))
}

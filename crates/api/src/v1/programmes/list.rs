//! `GET /v1/programmes`.

use actix_web::{get, web};
use regulars_kernel::ProgrammeId;
use regulars_loyalty::ProgrammeReads;
use serde_json::json;

use super::body::ProgrammeBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;

/// List programmes.
///
/// In the order in which they were made.
#[utoipa::path(tag = "Programmes", params(PageParameters), responses(
    (status = 200, description = "A page of programmes", body = List<ProgrammeBody>)
))]
#[get("/v1/programmes")]
pub async fn list_programmes(
    caller: Caller<access::list_programmes>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<ProgrammeBody>, ApiError> {
    let page = page.0.by_id(ProgrammeId::new)?;
    let programmes =
        application.database.read(caller.scope(), async move |tx| tx.list_programmes(page).await).await?;
    Ok(List::of(programmes, |programme| ProgrammeBody::from(&programme), |id| json!(id.value())))
}

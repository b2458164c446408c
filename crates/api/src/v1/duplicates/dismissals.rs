//! `GET /v1/customers/duplicates/dismissals` and `GET /v1/customers/duplicates/dismissals/{id}`.

use actix_web::{get, web};
use regulars_customers::DuplicateReads;
use regulars_kernel::DismissalId;

use super::body::DismissalBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::{List, Single};

/// List which customers are not the same person.
///
/// The newest statement first.
#[utoipa::path(tag = "Duplicates", params(PageParameters), responses(
    (status = 200, description = "A page of statements", body = List<DismissalBody>)
))]
#[get("/v1/customers/duplicates/dismissals")]
pub async fn list_dismissals(
    caller: Caller<access::list_dismissals>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<DismissalBody>, ApiError> {
    let page = page.0.by_id(DismissalId::new)?;
    let found =
        application.database.read(caller.scope(), async move |tx| tx.list_dismissals(page).await).await?;
    Ok(List::of(found, DismissalBody::from, |id| id.to_string().into()))
}

/// Show which customers are not the same person.
///
/// One statement.
#[utoipa::path(tag = "Duplicates", params(("id" = uuid::Uuid, Path, description = "The statement's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fc5")),
    responses((status = 200, description = "The statement", body = DismissalBody)))]
#[get("/v1/customers/duplicates/dismissals/{id}")]
pub async fn get_dismissal(
    caller: Caller<access::get_dismissal>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<DismissalBody>, ApiError> {
    let id = DismissalId::new(id.0);
    let found =
        application.database.read(caller.scope(), async move |tx| tx.find_dismissal(id).await).await?;
    Ok(Single(found.ok_or_else(|| ApiError::not_found("dismissal"))?.into()))
}

//! `GET /v1/customers/imports`.

use actix_web::{get, web};
use regulars_interchange::ImportReads;
use regulars_kernel::ImportId;

use super::body::CustomerImportBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;

/// List the imports.
///
/// The newest first. An import that nobody touches is thrown away after 30 days.
#[utoipa::path(tag = "Imports", params(PageParameters), responses(
    (status = 200, description = "A page of imports", body = List<CustomerImportBody>)
))]
#[get("/v1/customers/imports")]
pub async fn list_customer_imports(
    caller: Caller<access::list_customer_imports>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<CustomerImportBody>, ApiError> {
    let page = page.0.by_id(ImportId::new)?;
    let found = application.database.read(caller.scope(), async move |tx| tx.list_imports(page).await);
    Ok(List::of(found.await?, CustomerImportBody::of, |id| id.to_string().into()))
}

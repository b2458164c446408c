//! `GET /v1/customers/imports/{id}`.

use actix_web::{get, web};
use regulars_interchange::{ImportReads, ImportState};
use regulars_kernel::ImportId;

use super::body::CustomerImportBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show an import.
///
/// Where it stands, what its columns were taken for, and how many rows there are of each fate.
#[utoipa::path(tag = "Imports", params(("id" = uuid::Uuid, Path, description = "The import's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb0")),
    responses((status = 200, description = "The import", body = CustomerImportBody)))]
#[get("/v1/customers/imports/{id}")]
pub async fn get_customer_import(
    caller: Caller<access::get_customer_import>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<CustomerImportBody>, ApiError> {
    let id = ImportId::new(id.0);
    application
        .database
        .read(caller.scope(), async move |tx| {
            let import = tx.find_import(id).await?;
            let import = import.filter(|import| import.state != ImportState::Uploading);
            let import = import.ok_or_else(|| ApiError::not_found("import"))?;
            Ok(Single(CustomerImportBody::of(import)))
        })
        .await
}

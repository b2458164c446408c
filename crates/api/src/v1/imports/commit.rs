//! `POST /v1/customers/imports/{id}/commit`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_flows::commit_import;
use regulars_kernel::ImportId;

use super::body::CustomerImportBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Created;

/// Write the rows of an import.
///
/// A job does to each row what `counts` and the rows said it would, under the rules of adding and changing a single customer.
/// What has changed since is taken into account: where somebody else has added the customer meanwhile, it is changed.
#[utoipa::path(tag = "Imports", params(("id" = uuid::Uuid, Path, description = "The import's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb1")), responses(
    (status = 202, description = "A job writes the rows", body = CustomerImportBody),
    (status = 409, description = "It is not known yet what each row does, or the rows are being written already"),
))]
#[post("/v1/customers/imports/{id}/commit")]
pub async fn commit_customer_import(
    caller: Caller<access::commit_customer_import>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Created<CustomerImportBody>, ApiError> {
    let id = ImportId::new(id.0);
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let import = commit_import(tx, &environment, by, id).await?;
                let location = Some(format!("/v1/jobs/{}", import.job));
                Created::with_status(StatusCode::ACCEPTED, location, &CustomerImportBody::of(import))
            })
        })
        .await
}

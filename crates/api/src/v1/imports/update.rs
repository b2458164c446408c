//! `PATCH /v1/customers/imports/{id}`.

use actix_web::{patch, web};
use regulars_flows::change_import;
use regulars_interchange::ImportReads;
use regulars_kernel::ImportId;

use super::body::CustomerImportBody;
use super::patch_body::CustomerImportPatchBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, IfMatch};
use crate::respond::Single;

/// Change what the columns of an import are about.
///
/// And what holds for every row. It is found out anew what each row would do, until the state is `checked` again.
#[utoipa::path(tag = "Imports", params(("id" = uuid::Uuid, Path, description = "The import's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb0")), request_body = CustomerImportPatchBody, responses(
    (status = 200, description = "The import, whose rows are looked at anew", body = CustomerImportBody),
    (status = 409, description = "The file is still being read, or the rows are being written or have been"),
))]
#[patch("/v1/customers/imports/{id}")]
pub async fn update_customer_import(
    caller: Caller<access::update_customer_import>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<CustomerImportPatchBody>,
) -> Result<Single<CustomerImportBody>, ApiError> {
    let id = ImportId::new(id.0);
    let (columns, options) = body.value.check()?;
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                if if_match.is_named() {
                    let before = tx.find_import(id).await?.ok_or_else(|| ApiError::not_found("import"))?;
                    if_match.check(&CustomerImportBody::of(before))?;
                }
                let mapping = options.mapping;
                let apply = |before| options.apply(before);
                let changed = change_import(tx, &environment, by, id, mapping, columns, apply).await?;
                Ok(Single(CustomerImportBody::of(changed)))
            })
        })
        .await
}

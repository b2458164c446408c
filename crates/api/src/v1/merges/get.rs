//! `GET /v1/customers/merges/{id}`.

use actix_web::{get, web};
use regulars_customers::MergeReads;
use regulars_kernel::MergeId;

use super::body::CustomerMergeBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show a merge.
///
/// Who was merged into whom, whose values stayed, and how much came over.
#[utoipa::path(tag = "Duplicates", params(("id" = uuid::Uuid, Path, description = "The merge's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fc4")),
    responses((status = 200, description = "The merge", body = CustomerMergeBody)))]
#[get("/v1/customers/merges/{id}")]
pub async fn get_customer_merge(
    caller: Caller<access::get_customer_merge>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<CustomerMergeBody>, ApiError> {
    let id = MergeId::new(id.0);
    let found = application.database.read(caller.scope(), async move |tx| tx.find_merge(id).await).await?;
    let merge = found.ok_or_else(|| ApiError::not_found("merge"))?;
    Ok(Single(merge.into()))
}

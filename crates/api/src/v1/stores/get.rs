//! `GET /v1/stores/{id}`.

use actix_web::{get, web};
use regulars_identity::IdentityReads;
use regulars_kernel::StoreId;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;
use crate::v1::stores::body::StoreBody;

/// Show a store.
///
/// Its name, code and address.
#[utoipa::path(tag = "Stores", params(("id" = uuid::Uuid, Path, description = "The store's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f20")), responses(
    (status = 200, description = "The store", body = StoreBody)
))]
#[get("/v1/stores/{id}")]
pub async fn get_store(
    caller: Caller<access::get_store>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<StoreBody>, ApiError> {
    let id = StoreId::new(id.0);
    let store = application.database.read(caller.scope(), async move |tx| tx.find_store(id).await).await?;
    Ok(Single(store.ok_or_else(|| ApiError::not_found("store"))?.into()))
}

//! `GET /v1/stores`.

use actix_web::{get, web};
use regulars_identity::IdentityReads;
use regulars_kernel::StoreId;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;
use crate::v1::stores::body::StoreBody;

/// List the merchant's stores.
///
/// The oldest first; closed ones are among them.
#[utoipa::path(tag = "Stores", params(PageParameters), responses(
    (status = 200, description = "A page of stores", body = List<StoreBody>)
))]
#[get("/v1/stores")]
pub async fn list_stores(
    caller: Caller<access::list_stores>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<StoreBody>, ApiError> {
    let page = page.0.by_id(StoreId::new)?;
    let stores =
        application.database.read(caller.scope(), async move |tx| tx.list_stores(page).await).await?;
    Ok(List::of(stores, StoreBody::from, |id| id.to_string().into()))
}

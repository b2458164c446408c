//! `POST /v1/purchases/exports`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_customers::CustomerReads;
use regulars_flows::begin_export;
use regulars_identity::IdentityReads;
use regulars_kernel::{CustomerId, StoreId};
use regulars_persistence::WriteTx;

use super::body::ExportBody;
use super::new_purchases_body::NewPurchaseExportBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};

/// Write purchases into a file.
///
/// A job writes an XLSX or a CSV with a row for each receipt or for each line, the newest first. Amounts are in major units of
/// their currency. Follow it with `GET /v1/exports/{id}`, then take `GET /v1/exports/{id}/file`.
#[utoipa::path(tag = "Exports", request_body = NewPurchaseExportBody, responses(
    (status = 202, description = "Taken; a job writes the file", body = ExportBody),
    (status = 409, description = "There are 50 files already"),
))]
#[post("/v1/purchases/exports")]
pub async fn create_purchase_export(
    caller: Caller<access::create_purchase_export>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewPurchaseExportBody>,
) -> Result<Created<ExportBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let (customer, store) = body.value.named();
    let new = body.value.check(caller.facts().locale.language())?;
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            check_named(tx, customer, store).await?;
            let export = begin_export(tx, &environment, by, new).await?;
            let location = Some(format!("/v1/jobs/{}", export.job));
            Created::with_status(StatusCode::ACCEPTED, location, &ExportBody::from(export))
        })
    })
    .await
}

/// Whether the merchant has the customer and the store that are named.
async fn check_named(
    tx: &mut WriteTx,
    customer: Option<CustomerId>,
    store: Option<StoreId>,
) -> Result<(), ApiError> {
    if let Some(customer) = customer
        && tx.find_customer(customer).await?.is_none()
    {
        return Err(ApiError::not_found_at("/customer_id", "customer"));
    }
    if let Some(store) = store
        && tx.find_store(store).await?.is_none()
    {
        return Err(ApiError::not_found_at("/store_id", "store"));
    }
    Ok(())
}

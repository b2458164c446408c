//! `GET /v1/customers/{id}/data-exports`.

use actix_web::{get, web};
use regulars_customers::CustomerReads;
use regulars_flows::DataExportReads;
use regulars_kernel::{CustomerId, DataExportId};

use super::body::DataExportBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;

/// List the exports of a customer's data.
///
/// The newest first, those too whose files are gone: so the merchant can show that and when the customer was answered. Who asked
/// for each, and who fetched it, is in `GET /v1/audit-events`.
#[utoipa::path(tag = "Consent", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    PageParameters
), responses((status = 200, description = "A page of exports", body = List<DataExportBody>)))]
#[get("/v1/customers/{id}/data-exports")]
pub async fn list_data_exports(
    caller: Caller<access::list_data_exports>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<DataExportBody>, ApiError> {
    let (customer, page) = (CustomerId::new(id.0), page.0.by_id(DataExportId::new)?);
    let now = caller.environment(&application).now();
    let exports = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_customer(customer).await?.ok_or_else(|| ApiError::not_found("customer"))?;
            tx.list_data_exports(customer, page).await.map_err(ApiError::from)
        })
        .await?;
    Ok(List::of(exports, |export| DataExportBody::new(&export, now), |id| id.to_string().into()))
}

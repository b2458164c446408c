//! `GET /v1/purchases`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_kernel::{CustomerId, PageRequest, PurchaseId, Scope, StoreId};
use regulars_purchases::{InvalidPrinted, PurchaseFilter, PurchasePosition, PurchaseReads};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use uuid::Uuid;

use super::body::PurchaseBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query, parse_cursor, require_order};
use crate::respond::List;

/// Which purchases.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListParameters {
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
    /// Purchases of this customer only.
    customer_id: Option<Uuid>,
    /// Purchases in this store only.
    store_id: Option<Uuid>,
    /// Purchases whose receipt has this number, whatever its day and its till.
    #[param(min_length = 1, max_length = 64)]
    receipt_number: Option<String>,
    /// Purchases that count as of this instant or later.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    from: Option<DateTime<Utc>>,
    /// Purchases that count as of an instant before this one.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    until: Option<DateTime<Utc>>,
}

/// List purchases.
///
/// The newest first, by `counted_at`. They can be narrowed to a customer, a store, a receipt number and a period.
#[utoipa::path(tag = "Purchases", params(ListParameters), responses(
    (status = 200, description = "A page of purchases", body = List<PurchaseBody>)
))]
#[get("/v1/purchases")]
pub async fn list_purchases(
    caller: Caller<access::list_purchases>,
    application: web::Data<Application>,
    parameters: Query<ListParameters>,
) -> Result<List<PurchaseBody>, ApiError> {
    let ListParameters { limit, cursor, customer_id, store_id, receipt_number, from, until } = parameters.0;
    require_order(from, until, "?until")?;
    let receipt_number = receipt_number.map(|number| number.parse()).transpose();
    let receipt_number = receipt_number.map_err(|error: InvalidPrinted| {
        ApiError::invalid_field("?receipt_number", "invalid", error.to_string())
    })?;
    let filter = PurchaseFilter {
        customer: customer_id.map(CustomerId::new),
        store: store_id.map(StoreId::new),
        receipt_number,
        from,
        until,
    };
    page_of(&application, caller.scope(), filter, &PageParameters { limit, cursor }).await
}

/// A page of the purchases that fit.
pub async fn page_of(
    application: &Application,
    scope: Scope,
    filter: PurchaseFilter,
    page: &PageParameters,
) -> Result<List<PurchaseBody>, ApiError> {
    let after = page.cursor.as_deref().map(parse_cursor::<(DateTime<Utc>, Uuid)>).transpose()?;
    let after = after.map(|(counted_at, id)| PurchasePosition { counted_at, id: PurchaseId::new(id) });
    let request = PageRequest { size: page.size()?, after };
    let purchases = application
        .database
        .read(scope, async move |tx| PurchaseReads::list(tx, &filter, request).await)
        .await?;
    Ok(List::of(purchases, PurchaseBody::from, |position| json!([position.counted_at, position.id.value()])))
}

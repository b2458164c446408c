//! `GET /v1/purchases/waiting-refunds`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_kernel::{PageRequest, RefundId};
use regulars_purchases::{PurchaseReads, WaitingPosition};
use serde_json::json;
use uuid::Uuid;

use super::waiting_refund_body::WaitingRefundBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query, parse_cursor};
use crate::respond::List;

/// List the refunds that wait.
///
/// Refunds of a batch whose receipt has not come yet, and those that did not fit it when it came, each with the reason
/// and since when. The one that came first is first. A refund leaves the list when it is taken off its receipt; send a
/// rejected one again, put right, under its number.
#[utoipa::path(tag = "Purchases", params(PageParameters), responses(
    (status = 200, description = "A page of refunds", body = List<WaitingRefundBody>)
))]
#[get("/v1/purchases/waiting-refunds")]
pub async fn list_waiting_refunds(
    caller: Caller<access::list_waiting_refunds>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<WaitingRefundBody>, ApiError> {
    let after = page.0.cursor.as_deref().map(parse_cursor::<(DateTime<Utc>, Uuid)>).transpose()?;
    let after = after.map(|(recorded_at, id)| WaitingPosition { recorded_at, id: RefundId::new(id) });
    let request = PageRequest { size: page.0.size()?, after };
    let refunds =
        application.database.read(caller.scope(), async move |tx| tx.list_waiting(request).await).await?;
    let position = |position: &WaitingPosition| json!([position.recorded_at, position.id.value()]);
    Ok(List::of(refunds, WaitingRefundBody::from, position))
}

//! `GET /v1/point-accounts/{id}/reservations`.

use actix_web::{get, web};
use regulars_kernel::{PointAccountId, PointReservationId};
use regulars_loyalty::PointReads;
use serde_json::json;

use super::reservation_body::PointReservationBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;

/// List what is and was held of an account of points.
///
/// The newest first. One whose time is over is told as expired, whether or not that stands in the ledger already.
#[utoipa::path(tag = "Points", params(
    ("id" = uuid::Uuid, Path, description = "The account's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c60"),
    PageParameters
), responses((status = 200, description = "A page of reservations", body = List<PointReservationBody>)))]
#[get("/v1/point-accounts/{id}/reservations")]
pub async fn list_point_reservations(
    caller: Caller<access::list_point_reservations>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<PointReservationBody>, ApiError> {
    let (id, page) = (PointAccountId::new(id.0), page.0.by_id(PointReservationId::new)?);
    let now = caller.environment(&application).now();
    let reservations = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_point_account(id).await?.ok_or_else(|| ApiError::not_found("point account"))?;
            tx.list_point_reservations(id, page).await.map_err(ApiError::from)
        })
        .await?;
    let body = |reservation| PointReservationBody::at(&reservation, now);
    Ok(List::of(reservations, body, |id| json!(id.value())))
}

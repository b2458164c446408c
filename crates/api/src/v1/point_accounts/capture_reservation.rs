//! `POST /v1/point-accounts/{id}/reservations/{reservation_id}/capture`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_loyalty::capture_reservation;

use super::programme_of_account::version_of_programme;
use super::reservation_body::{CapturePointsBody, PointReservationBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, OnceKey, PointReservationInPath};
use crate::respond::{Created, Once};

/// Let held points pay.
///
/// All of them or a part; the others come back, and the reservation has ended. Where its time was over before, nothing is paid.
#[utoipa::path(tag = "Points", params(
    ("id" = uuid::Uuid, Path, description = "The account's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c60"),
    ("reservation_id" = uuid::Uuid, Path, description = "The reservation's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb001")
), request_body = CapturePointsBody, responses(
    (status = 200, description = "They have paid", body = PointReservationBody),
    (status = 409, description = "It has ended, `reason` is how, or it is that of an order"),
))]
#[post("/v1/point-accounts/{id}/reservations/{reservation_id}/capture")]
pub async fn capture_point_reservation(
    caller: Caller<access::capture_point_reservation>,
    application: web::Data<Application>,
    path: PointReservationInPath,
    key: OnceKey,
    body: Body<CapturePointsBody>,
) -> Result<Created<PointReservationBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let PointReservationInPath { account, reservation } = path;
    let points = body.value.points;
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let (version, which) = (version_of_programme(tx, account).await?, (account, reservation));
            let ended = capture_reservation(tx, &environment, scope.actor(), version, which, points).await?;
            Created::with_status(StatusCode::OK, None, &PointReservationBody::at(&ended, environment.now()))
        })
    })
    .await
}

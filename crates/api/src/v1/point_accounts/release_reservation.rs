//! `POST /v1/point-accounts/{id}/reservations/{reservation_id}/release`.

use actix_web::{post, web};
use regulars_loyalty::release_reservation;

use super::programme_of_account::version_of_programme;
use super::reservation_body::PointReservationBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::PointReservationInPath;
use crate::respond::Single;

/// Let held points come back.
///
/// To where they were, with when they expire: what has expired meanwhile is gone then. What is owed is paid first.
#[utoipa::path(tag = "Points", params(
    ("id" = uuid::Uuid, Path, description = "The account's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c60"),
    ("reservation_id" = uuid::Uuid, Path, description = "The reservation's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb002")
), responses(
    (status = 200, description = "They are there again", body = PointReservationBody),
    (status = 409, description = "It has ended, `reason` is how, or it is that of an order"),
))]
#[post("/v1/point-accounts/{id}/reservations/{reservation_id}/release")]
pub async fn release_point_reservation(
    caller: Caller<access::release_point_reservation>,
    application: web::Data<Application>,
    path: PointReservationInPath,
) -> Result<Single<PointReservationBody>, ApiError> {
    let PointReservationInPath { account, reservation } = path;
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    application
        .database
        .write(scope, move |tx| {
            Box::pin(async move {
                let version = version_of_programme(tx, account).await?;
                let which = (account, reservation);
                let ended = release_reservation(tx, &environment, scope.actor(), version, which).await?;
                Ok(Single(PointReservationBody::at(&ended, environment.now())))
            })
        })
        .await
}

//! `POST /v1/point-accounts/{id}/reservations`.

use actix_web::{post, web};
use regulars_kernel::PointAccountId;
use regulars_loyalty::reserve_points;

use super::reservation_body::{NewPointReservationBody, PointReservationBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// Hold points.
///
/// For something that is not done yet: nobody else spends them until they pay, are released, or their time is over. What is held
/// does not expire. `available` of the problem says how many there are.
#[utoipa::path(tag = "Points", params(
    ("id" = uuid::Uuid, Path, description = "The account's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c60")
), request_body = NewPointReservationBody, responses(
    (status = 201, description = "They are held", body = PointReservationBody),
    (status = 409, description = "Whose points these are is erased or has left the programme, or the programme is not active; `reason` says which"),
    (status = 422, description = "The request is not valid, or there are not as many points"),
))]
#[post("/v1/point-accounts/{id}/reservations")]
pub async fn create_point_reservation(
    caller: Caller<access::create_point_reservation>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewPointReservationBody>,
) -> Result<Created<PointReservationBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let id = PointAccountId::new(id.0);
    let new = body.value.of(id);
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let held = reserve_points(tx, &environment, scope.actor(), new).await?;
            let location = format!("/v1/point-accounts/{}/reservations", held.account);
            Created::at(location, &PointReservationBody::at(&held, environment.now()))
        })
    })
    .await
}

//! `POST /v1/programmes/{id}/accruals/{accrual_id}/undo`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_flows::{AccrualUndoer, undo_accrual};
use regulars_identity::Role;
use regulars_loyalty::AccrualSpent;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::PointAccrualBody;
use super::names::PointAccrualSpentBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{AccrualInPath, OptionalBody};
use crate::respond::Created;

/// How an accrual is taken back.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"spent": "left"}))]
pub struct UndoPointAccrualBody {
    /// What becomes of members who have used something of it; `left` where nothing is said.
    spent: Option<PointAccrualSpentBody>,
}

/// Undo a bulk accrual.
///
/// A job takes back from each member what they were given, of the very points that they were given, so that their account stands as if
/// there had never been an accrual: what paid a debt then is taken of what can be spent, or is owed again. A member who has used
/// something of it, or has something of it held, keeps all of it and is listed as a conflict; with `spent: "owed"` all of it is taken
/// back from them, too, of their other points, and what is missing then is owed. What has expired is left. One that was
/// called off is undone as far as it came; one that is undone already stays so. Whoever gave it alone may undo it. Anybody else but the
/// owner takes back no more than `adjustment_limit` of the type of points, from all members together and with what they have taken
/// back in the last 24 hours: more is refused with 403 and the reason `above_limit`.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("accrual_id" = uuid::Uuid, Path, description = "The accrual's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c80")
), request_body(content = Option<UndoPointAccrualBody>), responses(
    (status = 202, description = "A job takes the points back", body = PointAccrualBody),
    (status = 409, description = "Members are still being credited, or nothing was given"),
))]
#[post("/v1/programmes/{id}/accruals/{accrual_id}/undo")]
pub async fn undo_point_accrual(
    caller: Caller<access::undo_point_accrual>,
    application: web::Data<Application>,
    path: AccrualInPath,
    body: OptionalBody<UndoPointAccrualBody>,
) -> Result<Created<PointAccrualBody>, ApiError> {
    let AccrualInPath { programme, accrual } = path;
    let spent = body.0.value.spent.map_or(AccrualSpent::Left, Into::into);
    let environment = caller.environment(&application);
    let is_bound = caller.identity().role != Role::Owner;
    let by = AccrualUndoer { actor: caller.scope().actor(), is_bound };
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let undoing = undo_accrual(tx, &environment, by, programme, accrual, spent).await?;
                let location = undoing.job.map(|job| format!("/v1/jobs/{job}"));
                let body = PointAccrualBody::from(undoing);
                Created::with_status(StatusCode::ACCEPTED, location, &body)
            })
        })
        .await
}

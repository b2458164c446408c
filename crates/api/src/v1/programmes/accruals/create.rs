//! `POST /v1/programmes/{id}/accruals`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_flows::{look_at_accrual, request_accrual};
use regulars_kernel::ProgrammeId;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::body::PointAccrualBody;
use super::new_body::NewPointAccrualBody;
use super::preview_body::PointAccrualPreviewBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, OnceKey, Query};
use crate::respond::{Created, Once};

/// How a bulk accrual is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PointAccrualParameters {
    /// Tells what would be given, and gives nothing.
    #[serde(default)]
    #[param(default = false)]
    pub dry_run: bool,
}

/// What was asked for, or what would be given.
#[derive(Serialize)]
#[serde(untagged)]
pub enum PointAccrualAnswer {
    /// It was asked for.
    Asked(Box<PointAccrualBody>),
    /// This would be given.
    Foreseen(PointAccrualPreviewBody),
}

/// Give points to many members at once.
///
/// Who is meant is decided when it begins: who comes into the target group later gets nothing. Of these, members of the programme get
/// the points, each once, by a job; what they owe is paid first. Who is no member is passed over, and
/// `GET /v1/programmes/{id}/accruals/{accrual_id}/results` says why. Where all members together would get more than
/// `adjustment_limit` of the type of points, somebody else has to approve it first, and so it has where that turns out to be so when it
/// begins. What you have given alone in the last 24 hours counts with it: by other accruals to all their members, and by hand as it is on
/// the account on which that is the most. Each operation names the accrual (`accrual_id`). With `dry_run=true` you are told what would be
/// given, and nothing is done. Send an `Idempotency-Key`, and a repeated request does nothing more.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    PointAccrualParameters
), request_body = NewPointAccrualBody, responses(
    (status = 202, description = "A job gives the points, or somebody else has to approve it", body = PointAccrualBody),
    (status = 200, description = "With `dry_run`: what would be given", body = PointAccrualPreviewBody),
    (status = 409, description = "The programme is not active"),
))]
#[post("/v1/programmes/{id}/accruals")]
pub async fn create_point_accrual(
    caller: Caller<access::create_point_accrual>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<PointAccrualParameters>,
    key: OnceKey,
    body: Body<NewPointAccrualBody>,
) -> Result<Created<PointAccrualAnswer>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let id = ProgrammeId::new(id.0);
    let (scope, facts) = (caller.scope(), caller.facts().clone());
    let (country, environment) = (facts.country.clone(), caller.environment(&application));
    let checking = move || body.value.check(id, country.as_deref());
    let new = application.processors.run_sized(scope.merchant(), body.size, checking).await??;
    // All customers are counted before anything is written, so that no till waits for it.
    let (asked, now, calendar) = (new.clone(), environment.now(), facts.calendar);
    let by = scope.actor();
    let look = application
        .database
        .read_heavily(scope, async move |tx| look_at_accrual(tx, &calendar, now, by, &asked).await)
        .await?;
    if parameters.0.dry_run {
        let foreseen = PointAccrualPreviewBody::new(look, facts.currency);
        return Created::with_status(StatusCode::OK, None, &PointAccrualAnswer::Foreseen(foreseen));
    }
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let accrual = request_accrual(tx, &environment, &calendar, by, new, look.foreseen).await?;
            let location = match accrual.job {
                Some(job) => format!("/v1/jobs/{job}"),
                None => format!("/v1/programmes/{id}/accruals/{}", accrual.id),
            };
            let body = PointAccrualAnswer::Asked(Box::new(accrual.into()));
            Created::with_status(StatusCode::ACCEPTED, Some(location), &body)
        })
    })
    .await
}

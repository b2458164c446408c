//! `PUT /v1/programmes/{id}/tiers`.

use actix_web::{put, web};
use regulars_kernel::ProgrammeId;
use regulars_loyalty::{ProgrammeStore, set_tiers};
use serde::Deserialize;
use utoipa::ToSchema;

use super::scheme_body::{ProgrammeTiersBody, TierSchemeBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, IfMatch};
use crate::respond::Single;

/// The tiers that a programme is to have.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"scheme": {
    "basis": {"kind": "spend"}, "window": {"kind": "calendar_year"}, "upgrade": "at_once", "keep_periods": 1,
    "downgrade": "one", "grace_days": 14, "return_days": 30,
    "tiers": [
        {"code": "bronze", "name": "Bronzani", "threshold": 0},
        {"code": "silver", "name": "Srebrni", "threshold": 1_000_000},
        {"code": "gold", "name": "Zlatni", "threshold": 3_000_000, "return_days": 60, "print_name": "ZLATNI"}
    ]
}}))]
pub struct NewProgrammeTiersBody {
    /// By what members come into which tier, as a whole; `null` for no tiers.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required = true)]
    scheme: Option<TierSchemeBody>,
}

/// Set the tiers of a programme.
///
/// All of them as a whole. It is another version of the programme: who is in which tier follows from then on, reckoned from what
/// was bought in the present period and the one before it. A tier stays as long as rules, point types or prices of rewards say
/// something else for its members.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")),
    request_body = NewProgrammeTiersBody, responses(
        (status = 200, description = "The tiers as they are now", body = ProgrammeTiersBody),
        (status = 409, description = "Earning rules, point types or prices of rewards say something else for members of a tier that would be no more"),
    ))]
#[put("/v1/programmes/{id}/tiers")]
pub async fn set_programme_tiers(
    caller: Caller<access::set_programme_tiers>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<NewProgrammeTiersBody>,
) -> Result<Single<ProgrammeTiersBody>, ApiError> {
    let id = ProgrammeId::new(id.0);
    let scheme = body.value.scheme.map(TierSchemeBody::check).transpose();
    let scheme = scheme.map_err(|error| error.below("/scheme"))?;
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.find_programme_for_change(id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("programme"))?;
                if_match.check(&ProgrammeTiersBody::from(&before))?;
                let changed = set_tiers(tx, &environment, by, before, scheme).await;
                let changed = changed.map_err(|error| ApiError::from(error).below("/scheme"))?;
                Ok(Single(ProgrammeTiersBody::from(&changed)))
            })
        })
        .await
}

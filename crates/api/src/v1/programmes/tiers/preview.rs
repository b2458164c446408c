//! `POST /v1/programmes/{id}/tiers/preview`.

use actix_web::{post, web};
use regulars_kernel::ProgrammeId;
use regulars_loyalty::{ChangeConfigurationError, ProgrammeReads, preview_tiers};

use super::preview_body::{NewTierPreviewBody, TierPreviewBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id};

/// Preview the tiers of a programme.
///
/// How many members would be in a better tier, in the same one and in a lesser one if the programme had these tiers now. Those who
/// came in first are looked at, up to 1000. Nothing is kept.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")),
    request_body = NewTierPreviewBody, extensions(("x-idempotency" = json!("natural"))),
    responses((status = 200, description = "How many would go up and down", body = TierPreviewBody)))]
#[post("/v1/programmes/{id}/tiers/preview")]
pub async fn preview_programme_tiers(
    caller: Caller<access::preview_programme_tiers>,
    application: web::Data<Application>,
    id: Id,
    body: Body<NewTierPreviewBody>,
) -> Result<web::Json<TierPreviewBody>, ApiError> {
    let id = ProgrammeId::new(id.0);
    let scheme = body.value.scheme.check().map_err(|error| error.below("/scheme"))?;
    let (calendar, now) = (caller.facts().calendar, caller.environment(&application).now());
    application
        .database
        .read(caller.scope(), async move |tx| {
            let found = tx.find_programme(id).await?;
            let programme = found.ok_or_else(|| ApiError::not_found("programme"))?;
            let faults = scheme.faults(&programme.configuration);
            if !faults.is_empty() {
                return Err(ApiError::from(ChangeConfigurationError::Faulty(faults)).below("/scheme"));
            }
            let preview = preview_tiers(tx, &programme, &scheme, &calendar, now).await?;
            Ok(web::Json(TierPreviewBody::from(preview)))
        })
        .await
}

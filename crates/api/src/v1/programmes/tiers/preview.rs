//! `POST /v1/programmes/{id}/tiers/preview`.

use actix_web::{post, web};
use regulars_kernel::ProgrammeId;
use regulars_loyalty::{ChangeConfigurationError, ProgrammeReads, TierPreview, preview_tiers};
use serde::Deserialize;
use utoipa::IntoParams;

use super::preview_body::{NewTierPreviewBody, PreviewPlace, TierPreviewBody, counted_so_far};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, Query, parse_cursor};

/// Which members are looked at.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TierPreviewParameters {
    /// How many members at most.
    #[param(minimum = 1, maximum = 5_000, default = 5_000, example = 5_000)]
    limit: Option<u64>,
    /// Where the preview before ended: `next` of its answer. Opaque.
    #[param(max_length = 1_000)]
    cursor: Option<String>,
}

/// Preview the tiers of a programme.
///
/// How many members would be in a better tier, in the same one and in a lesser one if the programme had these tiers now. Those who
/// came in first are looked at first, at most 5000 at a time: send the same tiers again with `next` until it is `null`, and all of them
/// are counted together. Nothing is kept.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"), TierPreviewParameters),
    request_body = NewTierPreviewBody, extensions(("x-idempotency" = json!("natural"))),
    responses((status = 200, description = "How many would go up and down", body = TierPreviewBody)))]
#[post("/v1/programmes/{id}/tiers/preview")]
pub async fn preview_programme_tiers(
    caller: Caller<access::preview_programme_tiers>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<TierPreviewParameters>,
    body: Body<NewTierPreviewBody>,
) -> Result<web::Json<TierPreviewBody>, ApiError> {
    let id = ProgrammeId::new(id.0);
    let scheme = body.value.scheme.check().map_err(|error| error.below("/scheme"))?;
    let TierPreviewParameters { limit, cursor } = parameters.0;
    let at_most = limit.unwrap_or(TierPreview::MOST_MEMBERS);
    let so_far = match cursor.as_deref().map(parse_cursor::<PreviewPlace>).transpose()? {
        None => TierPreview::of(&scheme),
        Some(place) => counted_so_far(&scheme, place).ok_or_else(|| {
            ApiError::invalid_field("?cursor", "invalid", "is not a cursor of a preview of these tiers")
        })?,
    };
    let (calendar, now) = (caller.facts().calendar, caller.environment(&application).now());
    application
        .database
        .read_heavily(caller.scope(), async move |tx| {
            let found = tx.find_programme(id).await?;
            let programme = found.ok_or_else(|| ApiError::not_found("programme"))?;
            let faults = scheme.faults(&programme.configuration);
            if !faults.is_empty() {
                return Err(ApiError::from(ChangeConfigurationError::Faulty(faults)).below("/scheme"));
            }
            let preview = preview_tiers(tx, &programme, &scheme, &calendar, now, so_far, at_most).await?;
            Ok(web::Json(TierPreviewBody::from(preview)))
        })
        .await
}

//! `PUT /v1/rfm/settings`.

use actix_web::{put, web};
use regulars_flows::change_rfm_settings;
use regulars_segments::RfmReads;

use super::settings_body::RfmSettingsBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, IfMatch};
use crate::respond::Single;

/// Set how customers are scored.
///
/// Everybody is scored anew soon after. A grid has each of the 25 cells once: one with holes or overlaps is refused, and the
/// answer names them.
#[utoipa::path(tag = "RFM", request_body = RfmSettingsBody,
    responses((status = 200, description = "The settings as they are now", body = RfmSettingsBody)))]
#[put("/v1/rfm/settings")]
pub async fn set_rfm_settings(
    caller: Caller<access::set_rfm_settings>,
    application: web::Data<Application>,
    if_match: IfMatch,
    body: Body<RfmSettingsBody>,
) -> Result<Single<RfmSettingsBody>, ApiError> {
    let (settings, environment) = (body.value.check()?, caller.environment(&application));
    let merchant = caller.scope().merchant();
    let settings = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.rfm_settings().await?;
                if_match.check(&RfmSettingsBody::from(before.clone()))?;
                change_rfm_settings(tx, &environment, merchant, &before, &settings).await?;
                Ok::<_, ApiError>(settings)
            })
        })
        .await?;
    Ok(Single(settings.into()))
}

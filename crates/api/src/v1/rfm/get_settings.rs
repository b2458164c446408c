//! `GET /v1/rfm/settings`.

use actix_web::{get, web};
use regulars_segments::RfmReads;

use super::settings_body::RfmSettingsBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::respond::Single;

/// Get how customers are scored.
///
/// By fifths of the merchant's own customers or by fixed bounds, and which scores are which class.
#[utoipa::path(tag = "RFM", responses((status = 200, description = "The settings", body = RfmSettingsBody)))]
#[get("/v1/rfm/settings")]
pub async fn get_rfm_settings(
    caller: Caller<access::get_rfm_settings>,
    application: web::Data<Application>,
) -> Result<Single<RfmSettingsBody>, ApiError> {
    let settings = application.database.read(caller.scope(), async move |tx| tx.rfm_settings().await).await?;
    Ok(Single(settings.into()))
}

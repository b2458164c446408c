//! `GET /v1/consent-texts/{id}`.

use actix_web::{get, web};
use regulars_consent::ConsentTextReads;
use regulars_kernel::ConsentTextId;

use super::body::ConsentTextBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show a consent text.
///
/// What customers were shown, word for word.
#[utoipa::path(tag = "Consent", params(
    ("id" = uuid::Uuid, Path, description = "The text's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f71")
), responses((status = 200, description = "The text", body = ConsentTextBody)))]
#[get("/v1/consent-texts/{id}")]
pub async fn get_consent_text(
    caller: Caller<access::get_consent_text>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<ConsentTextBody>, ApiError> {
    let id = ConsentTextId::new(id.0);
    let text = application.database.read(caller.scope(), async move |tx| tx.find_text(id).await).await?;
    Ok(Single(text.ok_or_else(|| ApiError::not_found("consent text"))?.into()))
}

//! `GET /v1/consent-texts`.

use actix_web::{get, web};
use regulars_consent::ConsentTextReads;
use regulars_kernel::ConsentTextId;

use super::body::ConsentTextBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;

/// List the merchant's consent texts.
///
/// Every version in every language, the oldest first.
#[utoipa::path(tag = "Consent", params(PageParameters), responses(
    (status = 200, description = "A page of texts", body = List<ConsentTextBody>)
))]
#[get("/v1/consent-texts")]
pub async fn list_consent_texts(
    caller: Caller<access::list_consent_texts>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<ConsentTextBody>, ApiError> {
    let page = page.0.by_id(ConsentTextId::new)?;
    let texts = application.database.read(caller.scope(), async move |tx| tx.list_texts(page).await).await?;
    Ok(List::of(texts, ConsentTextBody::from, |id| id.to_string().into()))
}

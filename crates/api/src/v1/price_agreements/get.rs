//! `GET /v1/companies/{id}/price-agreements/{agreement_id}`.

use actix_web::{get, web};
use regulars_companies::PriceReads;

use super::body::PriceAgreementBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::AgreementInPath;
use crate::respond::Single;

/// Show a price that was agreed upon with a company.
///
/// For what, from which quantity on, and between which days.
#[utoipa::path(tag = "Price agreements", params(
    ("id" = uuid::Uuid, Path, description = "The company's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10"),
    ("agreement_id" = uuid::Uuid, Path, description = "The agreement's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c30")
), responses((status = 200, description = "The agreement", body = PriceAgreementBody)))]
#[get("/v1/companies/{id}/price-agreements/{agreement_id}")]
pub async fn get_price_agreement(
    caller: Caller<access::get_price_agreement>,
    application: web::Data<Application>,
    path: AgreementInPath,
) -> Result<Single<PriceAgreementBody>, ApiError> {
    let found = application
        .database
        .read(caller.scope(), async move |tx| tx.find_agreement(path.company, path.agreement).await)
        .await?;
    Ok(Single(found.ok_or_else(|| ApiError::not_found("agreement"))?.into()))
}

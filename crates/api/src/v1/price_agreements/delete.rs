//! `DELETE /v1/companies/{id}/price-agreements/{agreement_id}`.

use actix_web::{delete, web};
use regulars_companies::{find_agreement_for_change, remove_agreement};

use super::body::PriceAgreementBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{AgreementInPath, IfMatch};
use crate::respond::NoContent;

/// Remove a price that was agreed upon with a company.
///
/// As if it had never been agreed upon. One that ends gets a last day by `PATCH` instead.
#[utoipa::path(tag = "Price agreements", params(
    ("id" = uuid::Uuid, Path, description = "The company's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10"),
    ("agreement_id" = uuid::Uuid, Path, description = "The agreement's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c31")
), responses((status = 204, description = "The agreement is gone")))]
#[delete("/v1/companies/{id}/price-agreements/{agreement_id}")]
pub async fn delete_price_agreement(
    caller: Caller<access::delete_price_agreement>,
    application: web::Data<Application>,
    path: AgreementInPath,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let environment = caller.environment(&application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = find_agreement_for_change(tx, path.company, path.agreement).await?;
                let before = before.ok_or_else(|| ApiError::not_found("agreement"))?;
                if_match.check(&PriceAgreementBody::from(before.clone()))?;
                remove_agreement(tx, &environment, &before).await?;
                Ok(NoContent)
            })
        })
        .await
}

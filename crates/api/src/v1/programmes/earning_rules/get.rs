//! `GET /v1/programmes/{id}/earning-rules/{rule_id}`.

use actix_web::{get, web};
use regulars_loyalty::ProgrammeReads;

use super::body::{EarningRuleBody, shown};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::EarningRuleInPath;
use crate::respond::Single;

/// Show an earning rule.
///
/// To which receipts and for which of their lines it gives how many points, and how many at most.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("rule_id" = uuid::Uuid, Path, description = "The rule's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c55")
), responses((status = 200, description = "The rule", body = EarningRuleBody)))]
#[get("/v1/programmes/{id}/earning-rules/{rule_id}")]
pub async fn get_earning_rule(
    caller: Caller<access::get_earning_rule>,
    application: web::Data<Application>,
    path: EarningRuleInPath,
) -> Result<Single<EarningRuleBody>, ApiError> {
    let EarningRuleInPath { programme: id, rule } = path;
    let found =
        application.database.read(caller.scope(), async move |tx| tx.find_programme(id).await).await?;
    let programme = found.ok_or_else(|| ApiError::not_found("programme"))?;
    Ok(Single(shown(&programme, rule)?))
}

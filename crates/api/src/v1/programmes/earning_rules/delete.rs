//! `DELETE /v1/programmes/{id}/earning-rules/{rule_id}`.

use actix_web::{delete, web};
use regulars_loyalty::{ProgrammeStore, delete_earning_rule as delete};

use super::body::shown;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{EarningRuleInPath, IfMatch};
use crate::respond::NoContent;

/// Delete an earning rule.
///
/// What it gave stays, and refunds take it back as before. It is another version of the programme.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("rule_id" = uuid::Uuid, Path, description = "The rule's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c57")
), responses((status = 204, description = "The rule is deleted")))]
#[delete("/v1/programmes/{id}/earning-rules/{rule_id}")]
pub async fn delete_earning_rule(
    caller: Caller<access::delete_earning_rule>,
    application: web::Data<Application>,
    path: EarningRuleInPath,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let EarningRuleInPath { programme: id, rule } = path;
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.find_programme_for_change(id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("programme"))?;
                if_match.check(&shown(&before, rule)?)?;
                delete(tx, &environment, by, before, rule).await?;
                Ok(NoContent)
            })
        })
        .await
}

//! `DELETE /v1/customers/duplicates/dismissals/{id}`.

use actix_web::{delete, web};
use regulars_customers::{DuplicateReads, take_back_dismissal as take_back};
use regulars_kernel::DismissalId;

use super::body::DismissalBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;

/// Take back that customers are not the same person.
///
/// They are listed as duplicates of each other again where they have something in common.
#[utoipa::path(tag = "Duplicates", params(("id" = uuid::Uuid, Path, description = "The statement's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fc6")),
    responses((status = 204, description = "It is forgotten")))]
#[delete("/v1/customers/duplicates/dismissals/{id}")]
pub async fn take_back_dismissal(
    caller: Caller<access::take_back_dismissal>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let (id, environment) = (DismissalId::new(id.0), caller.environment(&application));
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.find_dismissal(id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("dismissal"))?;
                if_match.check(&DismissalBody::from(before))?;
                if take_back(tx, &environment, id).await? {
                    Ok(NoContent)
                } else {
                    Err(ApiError::not_found("dismissal"))
                }
            })
        })
        .await
}

//! `DELETE /v1/customers/{id}/interactions/{interaction_id}`.

use actix_web::{delete, web};
use regulars_kernel::CustomerId;
use regulars_service::{delete_interaction as delete, find_interaction_for_change};

use super::body::InteractionBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch, InteractionInPath};
use crate::respond::NoContent;

/// Take an interaction off the record.
///
/// The audit trail keeps what it said until the customer is erased.
#[utoipa::path(tag = "Interactions", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    ("interaction_id" = uuid::Uuid, Path, description = "The interaction's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e21")
), responses((status = 204, description = "The interaction is off the record")))]
#[delete("/v1/customers/{id}/interactions/{interaction_id}")]
pub async fn delete_interaction(
    caller: Caller<access::delete_interaction>,
    application: web::Data<Application>,
    id: Id,
    interaction: InteractionInPath,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let (customer, id) = (CustomerId::new(id.0), interaction.0);
    let environment = caller.environment(&application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = find_interaction_for_change(tx, customer, id).await?;
                if_match.check(&InteractionBody::from(before.clone()))?;
                delete(tx, &environment, &before).await?;
                Ok(NoContent)
            })
        })
        .await
}

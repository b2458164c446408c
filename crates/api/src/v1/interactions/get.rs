//! `GET /v1/customers/{id}/interactions/{interaction_id}`.

use actix_web::{get, web};
use regulars_kernel::CustomerId;
use regulars_service::InteractionReads;

use super::body::InteractionBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, InteractionInPath};
use crate::respond::Single;

/// Show an interaction.
///
/// A call, a visit, a letter or a note, as it is on record.
#[utoipa::path(tag = "Interactions", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    ("interaction_id" = uuid::Uuid, Path, description = "The interaction's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e20")
), responses((status = 200, description = "The interaction", body = InteractionBody)))]
#[get("/v1/customers/{id}/interactions/{interaction_id}")]
pub async fn get_interaction(
    caller: Caller<access::get_interaction>,
    application: web::Data<Application>,
    id: Id,
    interaction: InteractionInPath,
) -> Result<Single<InteractionBody>, ApiError> {
    let (customer, id) = (CustomerId::new(id.0), interaction.0);
    let found = application
        .database
        .read(caller.scope(), async move |tx| tx.find_interaction(customer, id).await)
        .await?;
    Ok(Single(found.ok_or_else(|| ApiError::not_found("interaction"))?.into()))
}

//! `DELETE /v1/offers/{id}`.

use actix_web::{delete, web};
use regulars_companies::{delete_offer as delete, find_offer_for_change};
use regulars_kernel::OfferId;
use serde::Deserialize;
use utoipa::IntoParams;

use super::shown::Showing;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch, Query};
use crate::respond::NoContent;

/// Which offers are deleted.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeleteOfferParameters {
    /// Delete it although the company has accepted it.
    #[serde(default)]
    #[param(default = false, example = false)]
    accepted: bool,
}

/// Delete an offer.
///
/// With all of its versions, and with the name of who declined it: a draft, or one that is declined, withdrawn or expired. One that the
/// company can accept is withdrawn first, and one that it has accepted is kept, unless `accepted` says that it is meant: who accepted
/// an offer that was sent to nobody by name is forgotten so. Its number is given to no other one.
#[utoipa::path(tag = "Offers", params(
    ("id" = uuid::Uuid, Path, description = "The offer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c45"),
    DeleteOfferParameters
), responses(
    (status = 204, description = "The offer is gone"),
    (status = 409, description = "The company can accept it, or has accepted it; `reason` is its state"),
))]
#[delete("/v1/offers/{id}")]
pub async fn delete_offer(
    caller: Caller<access::delete_offer>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    parameters: Query<DeleteOfferParameters>,
) -> Result<NoContent, ApiError> {
    let (id, environment) = (OfferId::new(id.0), caller.environment(&application));
    let (showing, even_accepted) = (Showing::to(&caller, &application), parameters.0.accepted);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = find_offer_for_change(tx, id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("offer"))?;
                if_match.check(&showing.shown(tx).await?.body(before.clone()))?;
                delete(tx, &environment, showing.today, (&before, even_accepted)).await?;
                Ok(NoContent)
            })
        })
        .await
}

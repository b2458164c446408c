//! `GET /v1/customers/{id}/card-link`.

use actix_web::{get, web};
use regulars_customers::{CardLinkReads, CustomerReads};
use regulars_flows::CardLinks;
use regulars_identity::IdentityReads;
use regulars_kernel::CustomerId;

use super::body::CardLinkBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show the link to a customer's card.
///
/// The one that holds, if one was issued or mailed. It is issued by `POST` to the same path.
#[utoipa::path(tag = "Members and cards", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")
), responses((status = 200, description = "The link", body = CardLinkBody)))]
#[get("/v1/customers/{id}/card-link")]
pub async fn get_card_link(
    caller: Caller<access::get_card_link>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<CardLinkBody>, ApiError> {
    let id = CustomerId::new(id.0);
    let (keys, shared) = (application.links.clone(), application.settings.link_hosts.shared_origin());
    application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_customer(id).await?.ok_or_else(|| ApiError::not_found("customer"))?;
            let link = tx.card_link_of(id).await?;
            let links = CardLinks::new(keys, &tx.own_merchant().await?, &shared);
            Ok(Single(CardLinkBody::new(link, &links)))
        })
        .await
}

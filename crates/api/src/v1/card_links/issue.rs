//! `POST /v1/customers/{id}/card-link`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_flows::{CardLinks, issue_card_link as issue};
use regulars_identity::IdentityReads;
use regulars_kernel::CustomerId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::CardLinkBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, OnceKey, OptionalBody};
use crate::respond::{Created, Once};

/// Which link.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct CardLinkRequestBody {
    /// `true`: a new one, and every link that was given away before leads nowhere from then on.
    #[serde(default)]
    reissue: bool,
}

/// Issue the link to a customer's card.
///
/// The page shows the card with its barcode or QR code, points, tier and coupons in the customer's language, without signing in: print the
/// link as a QR code, or send it. Asked again, it is the same link; with `reissue` it is a new one. A card that is blocked is shown as
/// blocked, and one that was replaced as the card in its place, under the same link.
#[utoipa::path(tag = "Members and cards", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")
), request_body(content = Option<CardLinkRequestBody>), responses(
    (status = 200, description = "The link that there is", body = CardLinkBody),
    (status = 201, description = "A new link", body = CardLinkBody),
    (status = 409, description = "The customer is not a member, and so has no card"),
))]
#[post("/v1/customers/{id}/card-link")]
pub async fn issue_card_link(
    caller: Caller<access::issue_card_link>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: OptionalBody<CardLinkRequestBody>,
) -> Result<Created<CardLinkBody>, ApiError> {
    let once = Once::new(key, body.0.fingerprint);
    let (id, anew) = (CustomerId::new(id.0), body.0.value.reissue);
    let environment = caller.environment(&application);
    let (keys, shared) = (application.links.clone(), application.settings.link_hosts.shared_origin());
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let (link, is_new) = issue(tx, &environment, id, anew).await?;
            let links = CardLinks::new(keys, &tx.own_merchant().await?, &shared);
            let body = CardLinkBody::new(Some(link), &links);
            if is_new {
                Created::at(format!("/v1/customers/{id}/card-link"), &body)
            } else {
                Created::with_status(StatusCode::OK, None, &body)
            }
        })
    })
    .await
}

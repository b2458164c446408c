//! `POST /v1/purchases/{id}/regular-request`.

use actix_web::{post, web};
use regulars_flows::request_regular as request;
use regulars_kernel::PurchaseId;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::consents::ConfirmationRequestedBody;

/// Ask a member to become a regular.
///
/// A member of elsewhere who has bought here gets a mail. Confirming it makes them a regular of the merchant, who then
/// sees their data; before, not even the address is shown. The link holds for seven days, and a member gets at most three
/// such mails in thirty days.
#[utoipa::path(tag = "Purchases", params(
    ("id" = uuid::Uuid, Path, description = "The purchase's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fc1")
), responses(
    (status = 202, description = "The mail is on its way", body = ConfirmationRequestedBody),
    (status = 409, description = "Nobody is asked: the buyer is not a member or is a regular already, has no address, \
        three mails have asked before, or there is no mail relay or no address to send from"),
))]
#[post("/v1/purchases/{id}/regular-request")]
pub async fn request_regular(
    caller: Caller<access::request_regular>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
) -> Result<Created<ConfirmationRequestedBody>, ApiError> {
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let (links, terms) = (application.links.clone(), application.sending_terms());
    let purchase = PurchaseId::new(id.0);
    // There is no body: the purchase alone tells one request from another.
    let once = Once::new(key, id.0.as_bytes().to_vec());
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let asked = request(tx, &environment, (&links, terms), scope.merchant(), purchase).await?;
            ConfirmationRequestedBody::accepted(asked)
        })
    })
    .await
}

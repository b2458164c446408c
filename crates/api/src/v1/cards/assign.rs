//! `POST /v1/cards/{number}/assign`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_flows::{Holder, assign_card as assign};
use regulars_kernel::CustomerId;
use regulars_network::CardNumber;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Number, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::cards::body::AssignedCardBody;

/// Who gets the card: one of the merchant's customers, or whoever shows another card. Send one of the two.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"card": "2000000000039"}))]
pub struct HolderBody {
    /// A customer who is a member.
    customer_id: Option<Uuid>,
    /// The number of a card that the member shows, whichever merchant issued it.
    #[schema(min_length = 4, max_length = 64)]
    card: Option<String>,
}

impl HolderBody {
    fn check(self) -> Result<Holder, ApiError> {
        match (self.customer_id, self.card) {
            (Some(id), None) => Ok(Holder::Customer(CustomerId::new(id))),
            (None, Some(card)) => {
                let mut invalid = Invalid::default();
                let card = invalid.check("/card", card.parse::<CardNumber>());
                invalid.finish_with(card.map(Holder::Card))
            }
            (None, None) => {
                Err(ApiError::invalid_field("/customer_id", "required", "is required without card"))
            }
            (Some(_), Some(_)) => {
                Err(ApiError::invalid_field("/card", "invalid", "cannot be sent with customer_id"))
            }
        }
    }
}

/// Give a member your own card.
///
/// The card with the number in the path is issued to the member, who is this merchant's regular from then on. A member
/// whom the merchant did not know becomes its customer. Done again for the same member, it changes nothing.
#[utoipa::path(tag = "Members and cards", params(
    ("number" = String, Path, description = "The number of the merchant's own card", example = "DEMO1001")
), request_body = HolderBody, responses(
    (status = 200, description = "The member holds the card", body = AssignedCardBody),
    (status = 404, description = "There is no such customer, or the shown card identifies nobody"),
    (status = 409, description = "The customer is not a member, the card is somebody else's or another merchant's, or \
                                  it is blocked or replaced"),
))]
#[post("/v1/cards/{number}/assign")]
pub async fn assign_card(
    caller: Caller<access::assign_card>,
    application: web::Data<Application>,
    number: Number,
    key: OnceKey,
    body: Body<HolderBody>,
) -> Result<Created<AssignedCardBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let holder = body.value.check()?;
    let facts = caller.facts().clone();
    let (scope, role) = (caller.scope(), caller.identity().role);
    let environment = caller.environment(&application);
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let assigned = assign(tx, &environment, &facts.calendar, scope, number.0, holder).await?;
            let body = AssignedCardBody::new(assigned, scope.merchant(), facts.currency, role);
            Created::with_status(StatusCode::OK, None, &body)
        })
    })
    .await
}

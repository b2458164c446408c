//! `POST /v1/customers/{id}/enroll`.

use actix_web::{post, web};
use regulars_flows::{enroll_customer as enroll, join_at_registration, mail_card};
use regulars_kernel::CustomerId;
use regulars_network::NewCard;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Id, OnceKey, OptionalBody};
use crate::respond::{Created, Once};
use crate::v1::cards::body::CardFormBody;
use crate::v1::members::body::RegisteredMemberBody;

/// The card that is handed over.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct EnrollmentBody {
    /// The number of the card: 4 to 32 letters and digits. A number is issued when it is left out.
    #[schema(min_length = 4, max_length = 64)]
    card_number: Option<String>,
    /// How the card is issued. Without it, `plastic` with a number and `virtual` without one.
    card_form: Option<CardFormBody>,
}

impl EnrollmentBody {
    fn check(self) -> Result<NewCard, ApiError> {
        let mut invalid = Invalid::default();
        let number = invalid.parse_option("/card_number", self.card_number);
        invalid.finish()?;
        Ok(NewCard { number, form: self.card_form.map(Into::into) })
    }
}

/// Make a customer a member.
///
/// The person is registered in the network with what the record says and gets a card. The record keeps its id and
/// becomes `regular`, and is in the programmes into which people come by themselves as they are registered. The body can be left out.
/// Where `PUT /v1/merchant/card-page` has switched it on, the person gets a mail with the link to the card.
#[utoipa::path(tag = "Members and cards", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f41")
), request_body(content = Option<EnrollmentBody>), responses(
    (status = 201, description = "Registered", body = RegisteredMemberBody),
    (status = 409, description = "The customer is a member already, or there is a card with that number"),
))]
#[post("/v1/customers/{id}/enroll")]
pub async fn enroll_customer(
    caller: Caller<access::enroll_customer>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: OptionalBody<EnrollmentBody>,
) -> Result<Created<RegisteredMemberBody>, ApiError> {
    let once = Once::new(key, body.0.fingerprint);
    let (id, card) = (CustomerId::new(id.0), body.0.value.check()?);
    let facts = caller.facts().clone();
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let terms = application.sending_terms();
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let registered = enroll(tx, &environment, scope, id, card).await?;
            join_at_registration(tx, &environment, &facts.calendar, scope.actor(), id, &[]).await?;
            mail_card(tx, &environment, terms, id).await?;
            let body = RegisteredMemberBody::new(registered, &facts, environment.now());
            Created::at(body.location(), &body)
        })
    })
    .await
}

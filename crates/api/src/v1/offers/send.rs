//! `POST /v1/offers/{id}/send`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_flows::{OfferRecipient, OfferWay, send_offer as send};
use regulars_kernel::{CustomerId, OfferId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::OfferBody;
use super::shown::Showing;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::companies::employee_body::EmployeeRoleBody;

/// Which way an offer goes.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OfferWayBody {
    /// By e-mail to an employee of the company.
    Email,
    /// You hand the link over yourself.
    Link,
}

/// Which way an offer goes, and to whom.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"by": "link"}))]
pub struct SendOfferBody {
    /// Which way.
    by: OfferWayBody,
    /// The employee of the company whom it goes to. This or `role`; with `email` one of the two is needed.
    customer_id: Option<Uuid>,
    /// The role of the employee whom it goes to; of several the one who became a customer first. This or `customer_id`.
    role: Option<EmployeeRoleBody>,
}

impl SendOfferBody {
    fn check(self) -> Result<OfferWay, ApiError> {
        let recipient = match (self.customer_id, self.role) {
            (Some(_), Some(_)) => {
                let detail = "is given beside a customer; it goes to one of the two";
                return Err(ApiError::invalid_field("/role", "does_not_fit", detail));
            }
            (Some(customer), None) => Some(OfferRecipient::Employee(CustomerId::new(customer))),
            (None, role) => role.map(|role| OfferRecipient::Role(role.into())),
        };
        match (self.by, recipient) {
            (OfferWayBody::Link, recipient) => Ok(OfferWay::Link(recipient)),
            (OfferWayBody::Email, Some(recipient)) => Ok(OfferWay::Mail(recipient)),
            (OfferWayBody::Email, None) => {
                Err(ApiError::invalid_field("/customer_id", "required", "is required, or `role`"))
            }
        }
    }
}

/// An offer that was sent.
#[derive(Serialize, ToSchema)]
pub struct SentOfferBody {
    /// The offer.
    offer: OfferBody,
    /// The job that sends the mail, at `/v1/jobs/{id}`; `null` where there is none.
    job_id: Option<Uuid>,
}

/// Send an offer.
///
/// A draft gets its number and can be accepted from now on, on the page at `url` of the answer. It goes by e-mail to an employee of the
/// company, in your language, or you hand the link over yourself. One that was sent can be sent once more, also to somebody else. The
/// mail is no advertising and needs no consent.
#[utoipa::path(tag = "Offers", params(
    ("id" = uuid::Uuid, Path, description = "The offer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c42")
), request_body = SendOfferBody, responses(
    (status = 200, description = "The offer was sent", body = SentOfferBody),
    (status = 409, description = "It is not sent: it is closed, the employee has no e-mail address or none that mail may go to, \
        nobody has the role, or there is no mail relay or no address to send from. `code` and `reason` say which"),
))]
#[post("/v1/offers/{id}/send")]
pub async fn send_offer(
    caller: Caller<access::send_offer>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<SendOfferBody>,
) -> Result<Created<SentOfferBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let (id, way) = (OfferId::new(id.0), body.value.check()?);
    let (environment, showing) = (caller.environment(&application), Showing::to(&caller, &application));
    let (terms, calendar) = (application.sending_terms(), caller.facts().calendar);
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let (offer, job) = send(tx, &environment, (terms, &calendar), id, way).await?;
            let offer = showing.shown(tx).await?.body(offer);
            let body = SentOfferBody { offer, job_id: job.map(|job| job.value()) };
            Created::with_status(StatusCode::OK, None, &body)
        })
    })
    .await
}

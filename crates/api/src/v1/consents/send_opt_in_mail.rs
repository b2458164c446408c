//! `POST /v1/customers/{id}/opt-in-mails`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use chrono::{DateTime, Utc};
use regulars_flows::{AskedByMail, request_opt_in_mail};
use regulars_kernel::{ConsentTextId, CustomerId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, OnceKey, OptionalBody};
use crate::respond::{Created, Once};

/// What the customer is shown beside the question.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct OptInMailRequestBody {
    /// A consent text about advertising by e-mail. Without it the newest that the merchant published in the customer's
    /// language, or else a standard text.
    consent_text_id: Option<Uuid>,
}

/// A question that is on its way.
#[derive(Serialize, ToSchema)]
pub struct ConfirmationRequestedBody {
    /// Until when it can be answered.
    #[schema(example = "2026-11-28T10:00:00Z")]
    expires_at: DateTime<Utc>,
    /// The job that writes and sends the mail: `GET /v1/jobs/{id}` tells whether it has left.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fe1")]
    job_id: Uuid,
}

impl From<AskedByMail> for ConfirmationRequestedBody {
    fn from(asked: AskedByMail) -> Self {
        Self { expires_at: asked.confirmation.expires_at, job_id: asked.mail.value() }
    }
}

impl ConfirmationRequestedBody {
    /// The answer to whoever had somebody asked, with the place of the job.
    pub fn accepted(asked: AskedByMail) -> Result<Created<Self>, ApiError> {
        let job = format!("/v1/jobs/{}", asked.mail);
        Created::with_status(StatusCode::ACCEPTED, Some(job), &asked.into())
    }
}

/// Ask a customer for consent by e-mail.
///
/// Sends the mail of a double opt-in to the customer's address. The link in it shows a page with a button; pressing that
/// verifies the address and grants consent to advertising by e-mail in one step. It holds for seven days. An address
/// gets at most three such mails in thirty days.
#[utoipa::path(tag = "Consent", params(
    ("id" = Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f41")
), request_body(content = Option<OptInMailRequestBody>), responses(
    (status = 202, description = "The mail is on its way", body = ConfirmationRequestedBody),
    (status = 409, description = "The mail may not leave: there is no address, consent is granted already, the address is \
        suppressed, three mails have asked before, or there is no mail relay or no address to send from. `code` \
        and `reason` say which"),
))]
#[post("/v1/customers/{id}/opt-in-mails")]
pub async fn send_opt_in_mail(
    caller: Caller<access::send_opt_in_mail>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: OptionalBody<OptInMailRequestBody>,
) -> Result<Created<ConfirmationRequestedBody>, ApiError> {
    let once = Once::new(key, body.0.fingerprint);
    let (id, text) = (CustomerId::new(id.0), body.0.value.consent_text_id.map(ConsentTextId::new));
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let (links, terms) = (application.links.clone(), application.sending_terms());
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let sending = (&links, terms);
            let asked = request_opt_in_mail(tx, &environment, sending, scope.merchant(), id, text).await?;
            ConfirmationRequestedBody::accepted(asked)
        })
    })
    .await
}

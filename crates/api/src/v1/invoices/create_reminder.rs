//! `POST /v1/invoices/{id}/reminders`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_flows::remind_of_invoice;
use regulars_kernel::InvoiceId;

use super::reminder_body::ReminderBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, OnceKey};
use crate::respond::{Created, Once};

/// Remind a customer of an invoice.
///
/// Sends an e-mail that says what is still to be paid, until when and to which account, in the customer's language or else in
/// the merchant's. It is no advertising and needs no consent. An invoice is reminded of at most once a day. Reminders on
/// days that you choose leave by themselves: `reminder_days` of `PUT /v1/invoice-settings`.
#[utoipa::path(tag = "Invoices", params(
    ("id" = uuid::Uuid, Path, description = "The invoice's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")
), responses(
    (status = 202, description = "The reminder is on its way", body = ReminderBody),
    (status = 409, description = "No reminder may leave: nothing is open, one was sent today, the customer has no e-mail \
        address or none that mail may go to, or there is no mail relay or no address to send from. `code` and `reason` say \
        which"),
))]
#[post("/v1/invoices/{id}/reminders")]
pub async fn create_invoice_reminder(
    caller: Caller<access::create_invoice_reminder>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
) -> Result<Created<ReminderBody>, ApiError> {
    let once = Once::new(key, id.0.as_bytes().to_vec());
    let id = InvoiceId::new(id.0);
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let (terms, calendar) = (application.sending_terms(), caller.facts().calendar);
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let reminder = remind_of_invoice(tx, &environment, (terms, &calendar), scope.actor(), id).await?;
            let job = format!("/v1/jobs/{}", reminder.job);
            Created::with_status(StatusCode::ACCEPTED, Some(job), &ReminderBody::from(reminder))
        })
    })
    .await
}

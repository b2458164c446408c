//! `POST /v1/invoices/{id}/credit-notes`.

use actix_web::{post, web};
use regulars_flows::credit_invoice;
use regulars_kernel::InvoiceId;

use super::credit_note_body::{IssuedCreditNoteBody, NewCreditNoteBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::purchases::till::till_of;

/// Credit an invoice.
///
/// Names lines and how much of each is credited: a refund of the purchase, with the same rules. What was paid beyond what is
/// left of the invoice is told as `to_return`, and the points that the lines earned are taken back. A number of your own is known again on the same day: the same credit note gets
/// the first answer with `replayed: true`.
#[utoipa::path(tag = "Invoices", params(
    ("id" = uuid::Uuid, Path, description = "The invoice's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")
), request_body = NewCreditNoteBody, responses(
    (status = 201, description = "Issued, now or before", body = IssuedCreditNoteBody),
    (status = 409, description = "A credit note of that number and day has another content"),
))]
#[post("/v1/invoices/{id}/credit-notes")]
pub async fn create_credit_note(
    caller: Caller<access::create_credit_note>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewCreditNoteBody>,
) -> Result<Created<IssuedCreditNoteBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let id = InvoiceId::new(id.0);
    let new = body.value.check()?;
    let (till, environment) = (till_of(&caller), caller.environment(&application));
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let issued = credit_invoice(tx, &environment, &till, id, new).await?;
            let today = till.calendar.date_of(environment.now());
            let location = format!("/v1/invoices/{id}/credit-notes");
            Created::at(location, &IssuedCreditNoteBody::new(issued, today))
        })
    })
    .await
}

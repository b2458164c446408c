//! `POST /v1/invoices/{id}/payments`.

use actix_web::{post, web};
use regulars_flows::book_invoice_payment;
use regulars_kernel::InvoiceId;

use super::payment_body::{BookedPaymentBody, NewPaymentBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::purchases::till::till_of;

/// Book a payment of an invoice.
///
/// In part or whole. More than what is open is refused, and `errors` say how much that is. A payment with the bank's
/// `reference` is booked once for each invoice: the same again gets the first one with `replayed: true`, and another amount
/// under the same reference is refused. With the last payment the invoice earns points by the rules of `invoice_paid`.
#[utoipa::path(tag = "Invoices", params(
    ("id" = uuid::Uuid, Path, description = "The invoice's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")
), request_body = NewPaymentBody, responses(
    (status = 201, description = "Booked, now or before", body = BookedPaymentBody),
    (status = 409, description = "Nothing is open, or a payment of that reference was booked otherwise"),
))]
#[post("/v1/invoices/{id}/payments")]
pub async fn create_invoice_payment(
    caller: Caller<access::create_invoice_payment>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewPaymentBody>,
) -> Result<Created<BookedPaymentBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let id = InvoiceId::new(id.0);
    let new = body.value.check()?;
    let (scope, environment, till) = (caller.scope(), caller.environment(&application), till_of(&caller));
    let today = till.calendar.date_of(environment.now());
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let booked = book_invoice_payment(tx, &environment, &till, id, new).await?;
            Created::at(format!("/v1/invoices/{id}/payments"), &BookedPaymentBody::new(booked, today))
        })
    })
    .await
}

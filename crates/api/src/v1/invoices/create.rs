//! `POST /v1/invoices`.

use actix_web::{post, web};
use regulars_flows::{read_invoice, record_invoice};

use super::body::InvoiceWithLinesBody;
use super::new_body::NewInvoiceBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::purchases::till::till_of;

/// Record an invoice.
///
/// A purchase on credit: it is recorded as a purchase of the customer, and counts in turnover, scores and segments as any
/// other, on the day of its issue. Leave the number out to get the next one of your own series, which has no gaps; give one to
/// number in your own way. Amounts include the tax. It earns points by the rules of `invoice`.
#[utoipa::path(tag = "Invoices", request_body = NewInvoiceBody, responses(
    (status = 201, description = "Recorded", body = InvoiceWithLinesBody),
    (status = 404, description = "There is no such customer or store"),
    (status = 409, description = "Another invoice has the number"),
))]
#[post("/v1/invoices")]
pub async fn create_invoice(
    caller: Caller<access::create_invoice>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewInvoiceBody>,
) -> Result<Created<InvoiceWithLinesBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let new = body.value.check()?;
    let (till, environment) = (till_of(&caller), caller.environment(&application));
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let invoice = record_invoice(tx, &environment, &till, new).await?;
            let found = read_invoice(tx, invoice).await?;
            let location = format!("/v1/invoices/{}", found.invoice.id);
            let today = till.calendar.date_of(environment.now());
            Created::at(location, &InvoiceWithLinesBody::new(found, today))
        })
    })
    .await
}

//! `GET /v1/invoices/{id}/payments`.

use actix_web::{get, web};
use chrono::NaiveDate;
use regulars_invoices::{InvoiceReads, PaymentPosition};
use regulars_kernel::{InvoiceId, PageRequest, PaymentId};
use serde_json::json;
use uuid::Uuid;

use super::payment_body::PaymentBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query, parse_cursor};
use crate::respond::List;

/// List the payments of an invoice.
///
/// The earliest first.
#[utoipa::path(tag = "Invoices", params(
    ("id" = uuid::Uuid, Path, description = "The invoice's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10"),
    PageParameters
), responses((status = 200, description = "A page of payments", body = List<PaymentBody>)))]
#[get("/v1/invoices/{id}/payments")]
pub async fn list_invoice_payments(
    caller: Caller<access::list_invoice_payments>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<PaymentBody>, ApiError> {
    let id = InvoiceId::new(id.0);
    let after = page.0.cursor.as_deref().map(parse_cursor::<(NaiveDate, Uuid)>).transpose()?;
    let after = after.map(|(paid_on, id)| PaymentPosition { paid_on, id: PaymentId::new(id) });
    let request = PageRequest { size: page.0.size()?, after };
    application
        .database
        .read(caller.scope(), async move |tx| {
            let invoice = tx.find_invoice(id).await?.ok_or_else(|| ApiError::not_found("invoice"))?;
            let payments = tx.list_payments(id, request).await?;
            let body = |payment| PaymentBody::new(payment, invoice.currency);
            Ok(List::of(payments, body, |at| json!([at.paid_on, at.id.value()])))
        })
        .await
}

//! `GET /v1/invoices/{id}`.

use actix_web::{get, web};
use regulars_flows::read_invoice;
use regulars_invoices::InvoiceReads;
use regulars_kernel::InvoiceId;

use super::body::InvoiceWithLinesBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show an invoice.
///
/// What was billed, what of it is paid, credited and open, and its lines.
#[utoipa::path(tag = "Invoices", params(
    ("id" = uuid::Uuid, Path, description = "The invoice's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")
), responses((status = 200, description = "The invoice", body = InvoiceWithLinesBody)))]
#[get("/v1/invoices/{id}")]
pub async fn get_invoice(
    caller: Caller<access::get_invoice>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<InvoiceWithLinesBody>, ApiError> {
    let id = InvoiceId::new(id.0);
    let today = caller.facts().calendar.date_of(caller.environment(&application).now());
    application
        .database
        .read(caller.scope(), async move |tx| {
            let invoice = tx.find_invoice(id).await?.ok_or_else(|| ApiError::not_found("invoice"))?;
            let found = read_invoice(tx, invoice).await?;
            Ok(Single(InvoiceWithLinesBody::new(found, today)))
        })
        .await
}

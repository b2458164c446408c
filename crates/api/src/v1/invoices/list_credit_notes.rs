//! `GET /v1/invoices/{id}/credit-notes`.

use actix_web::{get, web};
use regulars_invoices::InvoiceReads;
use regulars_kernel::InvoiceId;
use regulars_purchases::PurchaseReads;
use serde::Serialize;
use utoipa::ToSchema;

use super::credit_note_body::CreditNoteBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// What was credited of an invoice.
#[derive(Serialize, ToSchema)]
pub struct CreditNotesBody {
    /// The credit notes, the earliest first.
    #[schema(max_items = 100_000)]
    items: Vec<CreditNoteBody>,
}

/// List what was credited of an invoice.
///
/// The earliest first: credit notes, and what a till gave back of the purchase.
#[utoipa::path(tag = "Invoices", params(
    ("id" = uuid::Uuid, Path, description = "The invoice's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")
), responses((status = 200, description = "The credit notes", body = CreditNotesBody)))]
#[get("/v1/invoices/{id}/credit-notes")]
pub async fn list_credit_notes(
    caller: Caller<access::list_credit_notes>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<CreditNotesBody>, ApiError> {
    let id = InvoiceId::new(id.0);
    application
        .database
        .read(caller.scope(), async move |tx| {
            let invoice = tx.find_invoice(id).await?.ok_or_else(|| ApiError::not_found("invoice"))?;
            let refunds = tx.refunds_of(invoice.purchase).await?;
            let items = refunds.into_iter().map(|refund| CreditNoteBody::new(refund, invoice.currency));
            Ok(Single(CreditNotesBody { items: items.collect() }))
        })
        .await
}

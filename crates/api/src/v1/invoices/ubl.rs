//! `GET /v1/invoices/{id}/ubl`.

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use regulars_flows::{UblFile, invoice_as_ubl};
use regulars_identity::IdentityReads;
use regulars_kernel::InvoiceId;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;

/// Download an invoice as UBL 2.1.
///
/// In the shape of EN 16931, as it was issued: what was paid and credited since is not in it. Amounts of receipts include the
/// tax, and those of the standard do not: what reckoning it out makes of a difference is the rounding amount, so that what is
/// to be paid is what was billed. What the standard demands and the invoice, the invoice settings or the merchant's profile
/// lack is named in the answer.
#[utoipa::path(tag = "Invoices", params(
    ("id" = uuid::Uuid, Path, description = "The invoice's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")
), responses(
    (status = 200, description = "The document", content((Vec<u8> = "application/xml"))),
    (status = 409, description = "Something lacks that the standard demands, or the customer was erased"),
))]
#[get("/v1/invoices/{id}/ubl")]
pub async fn get_invoice_ubl(
    caller: Caller<access::get_invoice_ubl>,
    application: web::Data<Application>,
    id: Id,
) -> Result<HttpResponse, ApiError> {
    let id = InvoiceId::new(id.0);
    let file = application
        .database
        .read(caller.scope(), async move |tx| {
            let merchant = tx.own_merchant().await?;
            invoice_as_ubl(tx, &merchant, id).await.map_err(ApiError::from)
        })
        .await?;
    Ok(answer("invoice", file))
}

/// The document as a file that is named after what it is and its number.
pub fn answer(kind: &str, file: UblFile) -> HttpResponse {
    let plain: String =
        file.number.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    HttpResponse::Ok()
        .content_type("application/xml")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{kind}-{plain}.xml\"")))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(file.bytes)
}

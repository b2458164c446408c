//! `GET /v1/invoices/{id}/credit-notes/{credit_note_id}/ubl`.

use actix_web::{HttpResponse, get, web};
use regulars_flows::credit_note_as_ubl;
use regulars_identity::IdentityReads;

use super::ubl::answer;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::CreditNoteInPath;

/// Download a credit note as UBL 2.1.
///
/// In the shape of EN 16931, with the number and the day of the invoice that it credits. What a till gave back of the invoice's
/// purchase is one too. Amounts are reckoned as those of the invoice are. What the standard demands and the invoice, the invoice
/// settings or the merchant's profile lack is named in the answer.
#[utoipa::path(tag = "Invoices", params(
    ("id" = uuid::Uuid, Path, description = "The invoice's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10"),
    ("credit_note_id" = uuid::Uuid, Path, description = "The credit note's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d14")
), responses(
    (status = 200, description = "The document", content((Vec<u8> = "application/xml"))),
    (status = 409, description = "Something lacks that the standard demands, or the customer was erased"),
))]
#[get("/v1/invoices/{id}/credit-notes/{credit_note_id}/ubl")]
pub async fn get_credit_note_ubl(
    caller: Caller<access::get_credit_note_ubl>,
    application: web::Data<Application>,
    path: CreditNoteInPath,
) -> Result<HttpResponse, ApiError> {
    let CreditNoteInPath { invoice, credit_note } = path;
    let file = application
        .database
        .read(caller.scope(), async move |tx| {
            let merchant = tx.own_merchant().await?;
            credit_note_as_ubl(tx, &merchant, invoice, credit_note).await.map_err(ApiError::from)
        })
        .await?;
    Ok(answer("credit-note", file))
}

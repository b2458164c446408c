//! `GET /v1/invoice-settings`.

use actix_web::{get, web};
use regulars_invoices::InvoiceReads;

use super::settings_body::InvoiceSettingsBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::respond::Single;

/// Get what holds for invoices.
///
/// What stands before their numbers, when they are due and how they are taxed where they say nothing else, and the numbers of
/// the seller that they bear.
#[utoipa::path(tag = "Invoices", responses((status = 200, description = "The settings", body = InvoiceSettingsBody)))]
#[get("/v1/invoice-settings")]
pub async fn get_invoice_settings(
    caller: Caller<access::get_invoice_settings>,
    application: web::Data<Application>,
) -> Result<Single<InvoiceSettingsBody>, ApiError> {
    let settings =
        application.database.read(caller.scope(), async move |tx| tx.invoice_settings().await).await?;
    Ok(Single(settings.into()))
}

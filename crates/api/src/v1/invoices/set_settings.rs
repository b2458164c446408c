//! `PUT /v1/invoice-settings`.

use actix_web::{put, web};
use regulars_invoices::{InvoiceReads, change_invoice_settings};

use super::settings_body::InvoiceSettingsBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, IfMatch};
use crate::respond::Single;

/// Set what holds for invoices.
///
/// Invoices that were issued stay as they are. Another prefix begins no new series: the count of the year goes on.
/// Reminders leave at nine in the morning of the merchant's time zone, from the next morning on: one for each of
/// `reminder_days` that has come, to customers with an e-mail address, as long as something is open. One that could not leave
/// on its day is made up for within two days.
#[utoipa::path(tag = "Invoices", request_body = InvoiceSettingsBody,
    responses((status = 200, description = "The settings as they are now", body = InvoiceSettingsBody)))]
#[put("/v1/invoice-settings")]
pub async fn set_invoice_settings(
    caller: Caller<access::set_invoice_settings>,
    application: web::Data<Application>,
    if_match: IfMatch,
    body: Body<InvoiceSettingsBody>,
) -> Result<Single<InvoiceSettingsBody>, ApiError> {
    let (settings, environment) = (body.value.check()?, caller.environment(&application));
    let (merchant, calendar) = (caller.scope().merchant(), caller.facts().calendar);
    let settings = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.invoice_settings().await?;
                if_match.check(&InvoiceSettingsBody::from(before.clone()))?;
                change_invoice_settings(tx, &environment, (merchant, &calendar), &before, &settings).await?;
                Ok::<_, ApiError>(settings)
            })
        })
        .await?;
    Ok(Single(settings.into()))
}

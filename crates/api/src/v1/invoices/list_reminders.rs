//! `GET /v1/invoices/{id}/reminders`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_invoices::{InvoiceReads, ReminderPosition};
use regulars_kernel::{InvoiceId, PageRequest, ReminderId};
use serde_json::json;
use uuid::Uuid;

use super::reminder_body::ReminderBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query, parse_cursor};
use crate::respond::List;

/// List the reminders of an invoice.
///
/// The latest first: those that you asked for, and those that left by themselves.
#[utoipa::path(tag = "Invoices", params(
    ("id" = uuid::Uuid, Path, description = "The invoice's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10"),
    PageParameters
), responses((status = 200, description = "A page of reminders", body = List<ReminderBody>)))]
#[get("/v1/invoices/{id}/reminders")]
pub async fn list_invoice_reminders(
    caller: Caller<access::list_invoice_reminders>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<ReminderBody>, ApiError> {
    let id = InvoiceId::new(id.0);
    let after = page.0.cursor.as_deref().map(parse_cursor::<(DateTime<Utc>, Uuid)>).transpose()?;
    let after = after.map(|(created_at, id)| ReminderPosition { created_at, id: ReminderId::new(id) });
    let request = PageRequest { size: page.0.size()?, after };
    application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_invoice(id).await?.ok_or_else(|| ApiError::not_found("invoice"))?;
            let reminders = tx.list_reminders(id, request).await?;
            Ok(List::of(reminders, ReminderBody::from, |at| json!([at.created_at, at.id.value()])))
        })
        .await
}

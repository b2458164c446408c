//! `PATCH /v1/invoices/{id}`.

use std::convert::Infallible;

use actix_web::{patch, web};
use chrono::NaiveDate;
use regulars_flows::read_invoice;
use regulars_invoices::{InvoicePatch, InvoiceStore, change_invoice};
use regulars_kernel::{InvoiceId, Label, Personal};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::InvoiceWithLinesBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, IfMatch, Patched};
use crate::respond::Single;

/// What changes; absent fields stay, `null` takes what is said about the buyer away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"due_on": "2027-01-15"}))]
pub struct InvoicePatchBody {
    /// The day by which it is to be paid: not before its issue.
    #[schema(value_type = Option<NaiveDate>)]
    #[serde(default)]
    due_on: Patched<NaiveDate>,
    /// What the buyer wants to find on it, such as the number of an order.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    buyer_reference: Patched<String>,
    /// The number under which the buyer pays taxes.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    buyer_tax_id: Patched<String>,
}

impl InvoicePatchBody {
    fn check(self) -> Result<InvoicePatch, ApiError> {
        let mut invalid = Invalid::default();
        let due_on = self.due_on.check_required(&mut invalid, "/due_on", Ok::<_, Infallible>);
        let label = |text: String| text.parse::<Label>().map(Personal::new);
        let reference = invalid.check("/buyer_reference", self.buyer_reference.0.try_map(label));
        let tax_id = invalid.check("/buyer_tax_id", self.buyer_tax_id.0.try_map(label));
        invalid.finish()?;
        Ok(InvoicePatch {
            due_on: due_on.flatten(),
            buyer_reference: reference.unwrap_or_default(),
            buyer_tax_id: tax_id.unwrap_or_default(),
        })
    }
}

/// Change an invoice.
///
/// Only the day by which it is due and what it says about its buyer change. What was billed is changed by a credit note and
/// another invoice.
#[utoipa::path(tag = "Invoices", params(
    ("id" = uuid::Uuid, Path, description = "The invoice's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")
), request_body = InvoicePatchBody, responses(
    (status = 200, description = "The invoice as it is now", body = InvoiceWithLinesBody),
    (status = 409, description = "The customer was erased, and nothing is written about the buyer any more"),
))]
#[patch("/v1/invoices/{id}")]
pub async fn update_invoice(
    caller: Caller<access::update_invoice>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<InvoicePatchBody>,
) -> Result<Single<InvoiceWithLinesBody>, ApiError> {
    let id = InvoiceId::new(id.0);
    let patch = body.value.check()?;
    let environment = caller.environment(&application);
    let today = caller.facts().calendar.date_of(environment.now());
    let changed = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let held = tx.hold_invoice(id).await?.ok_or_else(|| ApiError::not_found("invoice"))?;
                let mut found = read_invoice(tx, held.clone()).await?;
                if_match.check(&InvoiceWithLinesBody::new(found.clone(), today))?;
                found.invoice = change_invoice(tx, &environment, held, patch).await?;
                Ok::<_, ApiError>(found)
            })
        })
        .await?;
    Ok(Single(InvoiceWithLinesBody::new(changed, today)))
}

//! `GET /v1/invoices`.

use actix_web::{get, web};
use chrono::NaiveDate;
use regulars_invoices::{InvalidInvoiceNumber, InvoicePosition, InvoiceQuery, InvoiceReads};
use regulars_kernel::{CustomerId, InvoiceId, PageRequest};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use uuid::Uuid;

use super::body::{InvoiceBody, InvoiceStateBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query, parse_cursor};
use crate::respond::List;

/// Which invoices, and which page of them.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct InvoiceParameters {
    /// Only those in one of these states today, with commas between.
    #[param(style = Form, explode = false, inline, max_items = 5, example = json!(["open", "partly_paid", "overdue"]))]
    #[serde(default, deserialize_with = "crate::extract::names")]
    state: Vec<InvoiceStateBody>,
    /// Only those of that customer.
    customer_id: Option<Uuid>,
    /// Only the one of that number; white space and the case of letters do not matter.
    #[param(min_length = 1, max_length = 40)]
    number: Option<String>,
    /// Only those issued on that day or later.
    issued_from: Option<NaiveDate>,
    /// Only those issued before that day.
    issued_before: Option<NaiveDate>,
    /// Only those due before that day.
    due_before: Option<NaiveDate>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// List invoices.
///
/// The latest issued first. They can be narrowed to states, a customer, a number, and the days on which they were issued and
/// are due.
#[utoipa::path(tag = "Invoices", params(InvoiceParameters), responses(
    (status = 200, description = "A page of invoices", body = List<InvoiceBody>)
))]
#[get("/v1/invoices")]
pub async fn list_invoices(
    caller: Caller<access::list_invoices>,
    application: web::Data<Application>,
    parameters: Query<InvoiceParameters>,
) -> Result<List<InvoiceBody>, ApiError> {
    let InvoiceParameters { state, customer_id, number, issued_from, issued_before, due_before, .. } =
        &parameters.0;
    let number = number.as_deref().map(str::parse).transpose().map_err(|error: InvalidInvoiceNumber| {
        ApiError::invalid_field("?number", "invalid", error.to_string())
    })?;
    let after = parameters.0.cursor.as_deref().map(parse_cursor::<(NaiveDate, Uuid)>).transpose()?;
    let after = after.map(|(issued_on, id)| InvoicePosition { issued_on, id: InvoiceId::new(id) });
    let size = PageParameters { limit: parameters.0.limit, cursor: None }.size()?;
    let today = caller.facts().calendar.date_of(caller.environment(&application).now());
    let query = InvoiceQuery {
        states: state.iter().copied().map(Into::into).collect(),
        today,
        customer: customer_id.map(CustomerId::new),
        number,
        issued_from: *issued_from,
        issued_before: *issued_before,
        due_before: *due_before,
    };
    let page = PageRequest { size, after };
    let found = application
        .database
        .read(caller.scope(), async move |tx| tx.list_invoices(&query, page).await)
        .await?;
    Ok(List::of(found, |invoice| InvoiceBody::new(invoice, today), |at| json!([at.issued_on, at.id.value()])))
}

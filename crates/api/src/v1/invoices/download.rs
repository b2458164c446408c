//! `GET /v1/invoice-files`.

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use chrono::NaiveDate;
use regulars_invoices::{Invoice, InvoiceQuery, InvoiceReads, PaymentQuery, ToldPayment};
use regulars_kernel::{CustomerId, Date, Label, Money, PageRequest, PageSize};
use regulars_persistence::ReadTx;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Code};
use crate::extract::Query;

/// The most rows of a file.
const MOST_ROWS: usize = 20_000;

/// What a file lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceFileKind {
    /// Invoices, by the day of issue.
    Invoices,
    /// Payments, by the day on which they were paid.
    Payments,
}

/// Which file.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FileParameters {
    /// What it lists.
    #[param(inline, example = "invoices")]
    kind: InvoiceFileKind,
    /// From that day on.
    from: Option<NaiveDate>,
    /// Before that day.
    before: Option<NaiveDate>,
}

/// Download invoices or payments as CSV.
///
/// At most 20,000 rows; narrow the days where there are more. Amounts are decimals. No cell is a formula. A file of payments
/// has the headings of one that is taken in.
#[utoipa::path(tag = "Invoices", params(FileParameters), responses(
    (status = 200, description = "The file", content((Vec<u8> = "text/csv")))
))]
#[get("/v1/invoice-files")]
pub async fn download_invoice_file(
    caller: Caller<access::download_invoice_file>,
    application: web::Data<Application>,
    parameters: Query<FileParameters>,
) -> Result<HttpResponse, ApiError> {
    let FileParameters { kind, from, before } = parameters.0;
    let today = caller.facts().calendar.date_of(caller.environment(&application).now());
    let (rows, name) = application
        .database
        .read_heavily(caller.scope(), async move |tx| match kind {
            InvoiceFileKind::Invoices => {
                Ok::<_, ApiError>((invoices(tx, today, (from, before)).await?, "invoices"))
            }
            InvoiceFileKind::Payments => Ok((payments(tx, (from, before)).await?, "payments")),
        })
        .await?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(text_of(&rows)))
}

/// Rows as a text of comma separated values (RFC 4180). What a program for tables would take for a formula begins with an
/// apostrophe; days and amounts stand as they are.
fn text_of(rows: &[Vec<String>]) -> String {
    let line =
        |row: &Vec<String>| row.iter().map(|cell| cell_of(cell)).collect::<Vec<_>>().join(",") + "\r\n";
    rows.iter().map(line).collect()
}

fn cell_of(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if text.contains(['"', ',', '\r', '\n']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

fn too_many() -> ApiError {
    ApiError::new(Code::TooExpensive, format!("a file has at most {MOST_ROWS} rows; narrow the days"))
}

fn headings(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

async fn invoices(
    tx: &mut ReadTx,
    today: Date,
    (from, before): (Option<Date>, Option<Date>),
) -> Result<Vec<Vec<String>>, ApiError> {
    let names = [
        "invoice_number",
        "issued_on",
        "due_on",
        "state",
        "customer_id",
        "currency",
        "total",
        "credited",
        "paid",
        "open",
    ];
    let query = InvoiceQuery { issued_from: from, issued_before: before, ..InvoiceQuery::all(today) };
    let (mut rows, mut after) = (vec![headings(&names)], None);
    loop {
        let page = tx.list_invoices(&query, PageRequest { size: PageSize::LARGEST, after }).await?;
        rows.extend(page.items.iter().map(|invoice| invoice_row(invoice, today)));
        if rows.len() > MOST_ROWS + 1 {
            return Err(too_many());
        }
        let Some(next) = page.next else { return Ok(rows) };
        after = Some(next);
    }
}

fn invoice_row(invoice: &Invoice, today: Date) -> Vec<String> {
    let money = |amount: i64| Money::new(amount, invoice.currency).decimal();
    vec![
        invoice.number.as_str().to_owned(),
        invoice.issued_on.to_string(),
        invoice.due_on.to_string(),
        invoice.state_on(today).name().to_owned(),
        invoice.customer.map(|id: CustomerId| id.to_string()).unwrap_or_default(),
        invoice.currency.code().to_owned(),
        money(invoice.amounts.total),
        money(invoice.amounts.credited),
        money(invoice.amounts.paid),
        money(invoice.amounts.open()),
    ]
}

async fn payments(
    tx: &mut ReadTx,
    (from, before): (Option<Date>, Option<Date>),
) -> Result<Vec<Vec<String>>, ApiError> {
    let names = ["invoice_number", "amount", "currency", "paid_on", "method", "reference", "payment_id"];
    let (mut rows, mut after) = (vec![headings(&names)], None);
    loop {
        let page = PageRequest { size: PageSize::LARGEST, after };
        let page = tx.list_all_payments(PaymentQuery { from, before }, page).await?;
        rows.extend(page.items.into_iter().map(payment_row));
        if rows.len() > MOST_ROWS + 1 {
            return Err(too_many());
        }
        let Some(next) = page.next else { return Ok(rows) };
        after = Some(next);
    }
}

fn payment_row(told: ToldPayment) -> Vec<String> {
    let ToldPayment { payment, number, currency } = told;
    let reference = payment.reference.map(|reference| reference.into_exposed().into_string());
    vec![
        number.as_str().to_owned(),
        Money::new(payment.amount, currency).decimal(),
        currency.code().to_owned(),
        payment.paid_on.to_string(),
        payment.method.map(Label::into_string).unwrap_or_default(),
        reference.unwrap_or_default(),
        payment.id.to_string(),
    ]
}

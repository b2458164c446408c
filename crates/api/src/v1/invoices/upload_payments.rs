//! `POST /v1/payment-files`.

use actix_web::{post, web};
use regulars_flows::book_payment_row;
use regulars_invoices::{Occurrences, PaymentRow, RecordPaymentError, RowOutcome};
use regulars_kernel::{Environment, Scope, StoreError};
use regulars_persistence::Database;
use regulars_purchases::Till;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::payment_file::{FileRow, rows_of};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{CsvFile, Query};
use crate::respond::Single;
use crate::v1::purchases::till::till_of;

/// How to book.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UploadPaymentsParameters {
    /// Answer as if the payments were booked, and keep nothing.
    #[serde(default)]
    #[param(default = false, example = false)]
    dry_run: bool,
}

/// What became of a row of a file of payments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaymentRowStatus {
    /// Booked now.
    Booked,
    /// Booked before, from this file or another.
    Known,
    /// Not booked; `reason` says why.
    Unmatched,
}

/// Why a row of a file of payments was not booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnmatchedReason {
    /// A cell cannot be read.
    Unreadable,
    /// There is no invoice of that number.
    UnknownInvoice,
    /// The invoice is in another currency.
    OtherCurrency,
    /// It is more than what is open.
    MoreThanOpen,
    /// Nothing of the invoice is open.
    NothingOpen,
    /// A payment of that reference was booked with another amount or day.
    BookedOtherwise,
    /// It is no payment: nothing, or of a day that has not come.
    NotAPayment,
}

/// What became of a row.
#[derive(Serialize, ToSchema)]
pub struct PaymentRowBody {
    /// The number of the row; the headings are row 1.
    #[schema(example = 2, minimum = 1)]
    row: u64,
    /// What became of it.
    status: PaymentRowStatus,
    /// Why it was not booked.
    reason: Option<UnmatchedReason>,
    /// The same in words.
    #[schema(max_length = 1_000)]
    detail: Option<String>,
    /// The invoice.
    invoice_id: Option<Uuid>,
    /// The payment; `null` in a dry run.
    payment_id: Option<Uuid>,
}

/// What became of a file of payments.
#[derive(Serialize, ToSchema)]
pub struct PaymentFileBody {
    /// How many payments were booked.
    #[schema(example = 1)]
    booked: usize,
    /// How many had been booked before.
    #[schema(example = 0)]
    known: usize,
    /// How many did not match.
    #[schema(example = 0)]
    unmatched: usize,
    /// One result a row, in their order.
    results: Vec<PaymentRowBody>,
}

/// Book payments from a file.
///
/// A CSV file, such as one that a bank or an accounting program writes, of at most 500 rows: `invoice_number`, `amount` (a
/// decimal), `currency`, `paid_on`, and if you like `method` and `reference`. A payment is booked where there is an invoice of
/// that number and currency of which at least that amount is open; the answer tells of every other row why not. Send the same
/// file as often as you like: a row with a reference is known by that, one without by amount, day and its place among its
/// like, and nothing is booked twice. A row with a `payment_id`, as `GET /v1/invoice-files?kind=payments` writes it, is known by
/// that, however the payment was booked.
#[utoipa::path(tag = "Invoices", params(UploadPaymentsParameters), request_body(
    description = "The file",
    content((String = "text/csv",
        example = json!("invoice_number,amount,currency,paid_on,method,reference\n2026-000002,500.00,RSD,2026-11-20,transfer,97-4712\n")))
), extensions(("x-idempotency" = json!("natural"))), responses(
    (status = 200, description = "What became of each row", body = PaymentFileBody)
))]
#[post("/v1/payment-files")]
pub async fn upload_payment_file(
    caller: Caller<access::upload_payment_file>,
    application: web::Data<Application>,
    parameters: Query<UploadPaymentsParameters>,
    file: CsvFile,
) -> Result<Single<PaymentFileBody>, ApiError> {
    let rows = rows_of(&file.0)?;
    let (environment, till) = (caller.environment(&application), till_of(&caller));
    let books = Books { database: application.database.clone(), scope: caller.scope(), environment, till };
    let results = if parameters.0.dry_run { books.rehearse(rows).await? } else { books.book(rows).await? };
    let count = |status| results.iter().filter(|result| result.status == status).count();
    Ok(Single(PaymentFileBody {
        booked: count(PaymentRowStatus::Booked),
        known: count(PaymentRowStatus::Known),
        unmatched: count(PaymentRowStatus::Unmatched),
        results,
    }))
}

/// Where payments are booked.
struct Books {
    database: Database,
    scope: Scope,
    environment: Environment,
    till: Till,
}

impl Books {
    /// Each row in a transaction of its own: one that does not match costs no other, and what was booked before a failure is
    /// known when the file is sent again.
    async fn book(self, rows: Vec<FileRow>) -> Result<Vec<PaymentRowBody>, StoreError> {
        let (mut results, mut occurrences) = (Vec::with_capacity(rows.len()), Occurrences::default());
        for FileRow { number, read } in rows {
            let row: PaymentRow = match read {
                Ok(row) => row,
                Err(detail) => {
                    results.push(unreadable(number, detail));
                    continue;
                }
            };
            let (occurrence, environment) = (occurrences.next(&row), self.environment.clone());
            let till = self.till;
            let outcome = self
                .database
                .write_unhurried(self.scope, move |tx| {
                    Box::pin(async move { book_payment_row(tx, &environment, &till, row, occurrence).await })
                })
                .await?;
            results.push(told(number, outcome, true));
        }
        Ok(results)
    }

    /// All rows in one transaction, of which nothing is kept.
    async fn rehearse(self, rows: Vec<FileRow>) -> Result<Vec<PaymentRowBody>, StoreError> {
        let Self { database, scope, environment, till } = self;
        database
            .rehearse(scope, move |tx| {
                Box::pin(async move {
                    let (mut results, mut occurrences) = (Vec::new(), Occurrences::default());
                    for FileRow { number, read } in rows {
                        results.push(match read {
                            Err(detail) => unreadable(number, detail),
                            Ok(row) => {
                                let occurrence = occurrences.next(&row);
                                let outcome =
                                    book_payment_row(tx, &environment, &till, row, occurrence).await?;
                                told(number, outcome, false)
                            }
                        });
                    }
                    Ok::<_, StoreError>(results)
                })
            })
            .await
    }
}

fn unmatched(row: u64, reason: UnmatchedReason, detail: String) -> PaymentRowBody {
    let status = PaymentRowStatus::Unmatched;
    PaymentRowBody {
        row,
        status,
        reason: Some(reason),
        detail: Some(detail),
        invoice_id: None,
        payment_id: None,
    }
}

fn unreadable(row: u64, detail: String) -> PaymentRowBody {
    unmatched(row, UnmatchedReason::Unreadable, detail)
}

fn told(row: u64, outcome: RowOutcome, is_kept: bool) -> PaymentRowBody {
    let matched = |status, payment: Option<Uuid>, invoice: Uuid| PaymentRowBody {
        row,
        status,
        reason: None,
        detail: None,
        invoice_id: Some(invoice),
        payment_id: payment,
    };
    match outcome {
        RowOutcome::Booked(payment, invoice) => {
            matched(PaymentRowStatus::Booked, is_kept.then(|| payment.value()), invoice.value())
        }
        RowOutcome::Known(payment, invoice) => {
            matched(PaymentRowStatus::Known, is_kept.then(|| payment.value()), invoice.value())
        }
        RowOutcome::UnknownInvoice => {
            unmatched(row, UnmatchedReason::UnknownInvoice, "there is no invoice of that number".to_owned())
        }
        RowOutcome::Refused(error) => {
            let reason = match error {
                RecordPaymentError::UnknownInvoice => UnmatchedReason::UnknownInvoice,
                RecordPaymentError::OtherCurrency(_) => UnmatchedReason::OtherCurrency,
                RecordPaymentError::MoreThanOpen { .. } => UnmatchedReason::MoreThanOpen,
                RecordPaymentError::NothingOpen(_) => UnmatchedReason::NothingOpen,
                RecordPaymentError::BookedOtherwise(_) => UnmatchedReason::BookedOtherwise,
                RecordPaymentError::NothingPaid
                | RecordPaymentError::PaidOn(_)
                | RecordPaymentError::Store(_) => UnmatchedReason::NotAPayment,
            };
            unmatched(row, reason, error.to_string())
        }
    }
}

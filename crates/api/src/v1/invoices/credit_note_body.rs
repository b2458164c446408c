//! Credit notes on the wire.

use chrono::NaiveDate;
use regulars_flows::{IssuedCreditNote, NewCreditNote};
use regulars_invoices::InvoiceNumber;
use regulars_kernel::{Currency, Date, Money};
use regulars_purchases::{Refund, RefundLine};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::InvoiceBody;
use crate::error::{ApiError, Invalid};
use crate::v1::money::MoneyBody;
use crate::v1::purchases::new_refund_body::NewRefundLineBody;
use crate::v1::purchases::refund_body::{RefundedLineBody, refunded_line_body};

/// A credit note to be issued.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"lines": [{"line": 1, "quantity": "1"}]}))]
pub struct NewCreditNoteBody {
    /// Its number. Left out it is the next one of your own series, which has no gaps.
    #[schema(min_length = 1, max_length = 40)]
    number: Option<String>,
    /// The day of issue, in the merchant's time zone; by default today. From the day of the invoice to today.
    issued_on: Option<NaiveDate>,
    /// Which lines of the invoice, and how much of each.
    #[schema(min_items = 1, max_items = 500)]
    lines: Vec<NewRefundLineBody>,
}

impl NewCreditNoteBody {
    /// The checked credit note.
    pub fn check(self) -> Result<NewCreditNote, ApiError> {
        let mut invalid = Invalid::default();
        let number = invalid.parse_option::<InvoiceNumber>("/number", self.number);
        let lines = self.lines.into_iter().enumerate();
        let lines: Vec<RefundLine> =
            lines.filter_map(|(index, line)| line.check(&mut invalid, index)).collect();
        invalid.finish()?;
        Ok(NewCreditNote { number, issued_on: self.issued_on, lines })
    }
}

/// A credit note, or what a till gave back of the purchase.
#[derive(Serialize, ToSchema)]
pub struct CreditNoteBody {
    /// Its id: that of the refund.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d14")]
    id: Uuid,
    /// Its number.
    #[schema(example = "CN-2026-000001", max_length = 64)]
    number: String,
    /// Where it is numbered: `credit-notes`, or the till that gave something back.
    #[schema(example = "credit-notes", max_length = 64)]
    source: String,
    /// The day of issue.
    #[schema(example = "2026-11-21")]
    issued_on: NaiveDate,
    /// What was credited.
    total: MoneyBody,
    /// How much of each line.
    lines: Vec<RefundedLineBody>,
}

impl CreditNoteBody {
    /// The refund, in that currency.
    pub fn new(refund: Refund, currency: Currency) -> Self {
        Self {
            id: refund.id.value(),
            number: refund.key.number.as_str().to_owned(),
            source: refund.key.source.as_str().to_owned(),
            issued_on: refund.key.business_date,
            total: Money::new(refund.total, currency).into(),
            lines: refund.lines.into_iter().map(|line| refunded_line_body(line, currency)).collect(),
        }
    }
}

/// A credit note that was issued, and its invoice after it.
#[derive(Serialize, ToSchema)]
pub struct IssuedCreditNoteBody {
    /// The credit note.
    #[serde(flatten)]
    credit_note: CreditNoteBody,
    /// Whether it had been issued before.
    #[schema(example = false)]
    replayed: bool,
    /// The invoice as it stands now.
    invoice: InvoiceBody,
}

impl IssuedCreditNoteBody {
    /// The credit note, with its invoice as it stands on that day.
    pub fn new(issued: IssuedCreditNote, today: Date) -> Self {
        let IssuedCreditNote { refund, invoice } = issued;
        Self {
            credit_note: CreditNoteBody::new(refund.refund, invoice.currency),
            replayed: refund.replayed,
            invoice: InvoiceBody::new(invoice, today),
        }
    }
}

//! Invoices on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_flows::InvoiceWithLines;
use regulars_invoices::Invoice;
use regulars_kernel::{Currency, CustomerId, Date, InvoiceState, Label, Money, Personal, StoreId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::tax_body::TaxBody;
use crate::v1::audit_events::body::AuditActorBody;
use crate::v1::money::MoneyBody;
use crate::v1::purchases::body::{LineBody, line_body};

/// Where an invoice stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceStateBody {
    /// Nothing of it is paid, and it is not due yet, or today.
    Open,
    /// Some of it is paid, and it is not due yet, or today.
    PartlyPaid,
    /// Nothing is open any more.
    Paid,
    /// Something is open, and the day by which it was to be paid is over.
    Overdue,
    /// All of it was credited.
    Credited,
}

macro_rules! same_names {
    ($($name:ident),* $(,)?) => {
        impl From<InvoiceState> for InvoiceStateBody {
            fn from(state: InvoiceState) -> Self {
                match state { $(InvoiceState::$name => Self::$name),* }
            }
        }

        impl From<InvoiceStateBody> for InvoiceState {
            fn from(state: InvoiceStateBody) -> Self {
                match state { $(InvoiceStateBody::$name => Self::$name),* }
            }
        }
    };
}

same_names!(Open, PartlyPaid, Paid, Overdue, Credited);

/// An invoice.
#[derive(Serialize, ToSchema)]
pub struct InvoiceBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")]
    id: Uuid,
    /// Its number.
    #[schema(example = "2026-000001", max_length = 40)]
    number: String,
    /// Whose it is; `null` once the customer was erased.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    customer_id: Option<Uuid>,
    /// The purchase that it is.
    purchase_id: Uuid,
    /// The store.
    store_id: Option<Uuid>,
    /// The day of issue, in the merchant's time zone.
    #[schema(example = "2026-11-20")]
    issued_on: NaiveDate,
    /// The day by which it is to be paid.
    #[schema(example = "2026-12-05")]
    due_on: NaiveDate,
    /// Where it stands today.
    state: InvoiceStateBody,
    /// What was billed, tax included.
    total: MoneyBody,
    /// What of it was credited.
    credited: MoneyBody,
    /// What was paid.
    paid: MoneyBody,
    /// What is still to be paid.
    open: MoneyBody,
    /// What was paid beyond what credit notes left of the invoice, and goes back to the customer.
    to_return: MoneyBody,
    /// The latest day on which something was paid.
    last_paid_on: Option<NaiveDate>,
    /// What the buyer wants to find on it, such as the number of an order.
    #[schema(example = "Order 4711", max_length = 200)]
    buyer_reference: Option<String>,
    /// The number under which the buyer pays taxes.
    #[schema(example = "RS107654321", max_length = 200)]
    buyer_tax_id: Option<String>,
    /// Why lines bear no tax that are exempt from it.
    #[schema(max_length = 200)]
    exemption_reason: Option<String>,
    /// Who put it on record.
    recorded_by: AuditActorBody,
    /// When it was put on record.
    #[schema(example = "2026-11-20T09:41:00Z")]
    created_at: DateTime<Utc>,
    /// When it was last changed, otherwise than by payments and credit notes.
    #[schema(example = "2026-11-20T09:41:00Z")]
    updated_at: DateTime<Utc>,
}

impl InvoiceBody {
    /// The invoice as it stands on that day of the merchant's calendar.
    pub fn new(invoice: Invoice, today: Date) -> Self {
        let state = invoice.state_on(today);
        let money = |amount: i64| MoneyBody::from(Money::new(amount, invoice.currency));
        let text = |label: Option<Personal<Label>>| label.map(|label| label.into_exposed().into_string());
        let amounts = invoice.amounts;
        Self {
            id: invoice.id.value(),
            number: invoice.number.as_str().to_owned(),
            customer_id: invoice.customer.map(CustomerId::value),
            purchase_id: invoice.purchase.value(),
            store_id: invoice.store.map(StoreId::value),
            issued_on: invoice.issued_on,
            due_on: invoice.due_on,
            state: state.into(),
            total: money(amounts.total),
            credited: money(amounts.credited),
            paid: money(amounts.paid),
            open: money(amounts.open()),
            to_return: money(amounts.to_return()),
            last_paid_on: invoice.last_paid_on,
            buyer_reference: text(invoice.buyer.reference),
            buyer_tax_id: text(invoice.buyer.tax_id),
            exemption_reason: invoice.exemption_reason.map(Label::into_string),
            recorded_by: invoice.recorded_by.into(),
            created_at: invoice.created_at,
            updated_at: invoice.updated_at,
        }
    }
}

/// A line of an invoice.
#[derive(Serialize, ToSchema)]
pub struct InvoiceLineBody {
    /// What was bought.
    #[serde(flatten)]
    line: LineBody,
    /// How it is taxed; `null` where nothing was said about it.
    tax: Option<TaxBody>,
}

/// An invoice with its lines.
#[derive(Serialize, ToSchema)]
pub struct InvoiceWithLinesBody {
    /// The invoice.
    #[serde(flatten)]
    invoice: InvoiceBody,
    /// What was bought.
    lines: Vec<InvoiceLineBody>,
}

impl InvoiceWithLinesBody {
    /// The invoice as it stands on that day of the merchant's calendar.
    pub fn new(found: InvoiceWithLines, today: Date) -> Self {
        let currency: Currency = found.invoice.currency;
        let taxes = found.taxes;
        let tax = |line: u32| taxes.iter().find(|(number, _)| *number == line).map(|(_, tax)| *tax);
        let lines = found.purchase.lines.into_iter().map(|line| InvoiceLineBody {
            tax: tax(line.number).map(TaxBody::from),
            line: line_body(line, currency),
        });
        Self { lines: lines.collect(), invoice: InvoiceBody::new(found.invoice, today) }
    }
}

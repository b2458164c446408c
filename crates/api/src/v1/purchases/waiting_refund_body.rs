//! A refund that waits, on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_kernel::PurchaseId;
use regulars_purchases::{
    MeantReceipt, NumberedReceipt, PurchaseName, ReceiptKey, RefundLine, WaitingRefund,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A refund that waits for its receipt, or that did not fit it.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaitingRefundBody {
    /// The id that the refund will have.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd0")]
    id: Uuid,
    /// The till's own number of the refund.
    #[schema(example = "R-2026-000008")]
    refund_number: String,
    /// Who numbers the refunds.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f30")]
    source: String,
    /// The day that the refund is booked on.
    #[schema(example = "2026-11-20")]
    business_date: NaiveDate,
    /// When the goods were given back, by the till's clock.
    #[schema(example = "2026-11-20T17:30:00Z")]
    occurred_at: DateTime<Utc>,
    /// The receipt that is meant.
    receipt: MeantReceiptBody,
    /// How much of which line is given back.
    lines: Vec<WaitingLineBody>,
    /// `waiting` or `rejected`.
    #[schema(example = "waiting")]
    status: &'static str,
    /// Why it waits, or why it did not fit.
    #[schema(example = "its receipt has not come yet")]
    reason: String,
    /// Since when it has been waiting, by the server's clock.
    #[schema(example = "2026-11-20T17:31:00Z")]
    since: DateTime<Utc>,
}

/// The receipt that a refund means: by id, or by what a till knows.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct MeantReceiptBody {
    /// The purchase's id.
    #[schema(example = json!(null))]
    purchase_id: Option<Uuid>,
    /// The receipt's number.
    #[schema(example = "2026-000124")]
    receipt_number: Option<String>,
    /// Who numbered the receipt.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f30")]
    source: Option<String>,
    /// The day that the receipt is booked on, where the refund names it.
    #[schema(example = "2026-11-20")]
    business_date: Option<NaiveDate>,
}

/// How much of a line is given back.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaitingLineBody {
    /// The number of the receipt's line.
    #[schema(example = 1)]
    line: u32,
    /// How much is given back.
    #[schema(example = "1.000")]
    quantity: String,
}

impl From<WaitingRefund> for WaitingRefundBody {
    fn from(refund: WaitingRefund) -> Self {
        let WaitingRefund {
            id,
            receipt,
            key,
            fingerprint: _,
            occurred_at,
            recorded_at,
            lines,
            rejected_because,
        } = refund;
        let line = |RefundLine { line, quantity }| WaitingLineBody { line, quantity: quantity.to_string() };
        Self {
            id: id.value(),
            refund_number: key.number.as_str().to_owned(),
            source: key.source.as_str().to_owned(),
            business_date: key.business_date,
            occurred_at,
            receipt: receipt.into(),
            lines: lines.into_iter().map(line).collect(),
            status: if rejected_because.is_some() { "rejected" } else { "waiting" },
            reason: rejected_because.unwrap_or_else(|| "its receipt has not come yet".to_owned()),
            since: recorded_at,
        }
    }
}

impl From<MeantReceipt> for MeantReceiptBody {
    fn from(meant: MeantReceipt) -> Self {
        let (source, number, business_date) = match meant {
            MeantReceipt::Named(PurchaseName::Id(id)) => {
                return Self { purchase_id: Some(PurchaseId::value(id)), ..Self::default() };
            }
            MeantReceipt::Named(PurchaseName::Receipt(ReceiptKey { source, business_date, number })) => {
                (source, number, Some(business_date))
            }
            MeantReceipt::Numbered(NumberedReceipt { source, number, refunded_on: _ }) => {
                (source, number, None)
            }
        };
        Self {
            purchase_id: None,
            receipt_number: Some(number.as_str().to_owned()),
            source: Some(source.as_str().to_owned()),
            business_date,
        }
    }
}

//! A refund with its lines as one row.

use regulars_kernel::{Date, Instant, PurchaseId, RefundId, StoreError};
use regulars_purchases::{
    MeantReceipt, NumberedReceipt, PurchaseName, ReceiptKey, Refund, RefundKey, WaitingRefund,
};
use uuid::Uuid;

use super::line_row::{decode_refunded, decode_waiting};
use super::purchase_row::fingerprint_of;
use crate::error::inconsistent;
use crate::wall::FromRow;

#[derive(FromRow)]
pub(super) struct RefundRow {
    id: Uuid,
    purchase_id: Uuid,
    source: String,
    business_date: Date,
    refund_number: String,
    fingerprint: Vec<u8>,
    occurred_at: Instant,
    recorded_at: Instant,
    clock_skewed: bool,
    total: i64,
    lines: Option<String>,
}

impl TryFrom<RefundRow> for Refund {
    type Error = StoreError;

    fn try_from(row: RefundRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: RefundId::new(row.id),
            purchase: PurchaseId::new(row.purchase_id),
            key: RefundKey {
                source: stored(&row.source)?,
                business_date: row.business_date,
                number: stored(&row.refund_number)?,
            },
            fingerprint: fingerprint_of(&row.fingerprint, "refunds")?,
            occurred_at: row.occurred_at,
            recorded_at: row.recorded_at,
            clock_skewed: row.clock_skewed,
            lines: decode_refunded(row.lines.as_deref().unwrap_or("[]"))?,
            total: row.total,
        })
    }
}

#[derive(FromRow)]
pub(super) struct WaitingRow {
    refund_id: Uuid,
    receipt_id: Option<Uuid>,
    receipt_source: Option<String>,
    receipt_business_date: Option<Date>,
    receipt_number: Option<String>,
    source: String,
    business_date: Date,
    refund_number: String,
    fingerprint: Vec<u8>,
    occurred_at: Instant,
    recorded_at: Instant,
    lines: String,
    rejected_because: Option<String>,
}

impl TryFrom<WaitingRow> for WaitingRefund {
    type Error = StoreError;

    fn try_from(row: WaitingRow) -> Result<Self, StoreError> {
        let receipt =
            match (row.receipt_id, row.receipt_source, row.receipt_business_date, row.receipt_number) {
                (Some(id), ..) => MeantReceipt::Named(PurchaseName::Id(PurchaseId::new(id))),
                (None, Some(source), Some(business_date), Some(number)) => {
                    MeantReceipt::Named(PurchaseName::Receipt(ReceiptKey {
                        source: stored(&source)?,
                        business_date,
                        number: stored(&number)?,
                    }))
                }
                (None, Some(source), None, Some(number)) => MeantReceipt::Numbered(NumberedReceipt {
                    source: stored(&source)?,
                    number: stored(&number)?,
                    refunded_on: row.business_date,
                }),
                (None, ..) => return Err(inconsistent("waiting_refunds", "no receipt is named")),
            };
        Ok(Self {
            id: RefundId::new(row.refund_id),
            receipt,
            key: RefundKey {
                source: stored(&row.source)?,
                business_date: row.business_date,
                number: stored(&row.refund_number)?,
            },
            fingerprint: fingerprint_of(&row.fingerprint, "waiting_refunds")?,
            occurred_at: row.occurred_at,
            recorded_at: row.recorded_at,
            lines: decode_waiting(&row.lines)?,
            rejected_because: row.rejected_because,
        })
    }
}

fn stored<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|error| inconsistent("refunds", error))
}

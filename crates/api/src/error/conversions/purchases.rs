//! Errors of receipts and refunds.

use regulars_flows::{ItemError, RecordSaleError};
use regulars_purchases::{Difference, RecordPurchaseError, RecordRefundError, several};

use super::coupons::refused_at;
use crate::error::{ApiError, Code, Invalid};

impl From<RecordPurchaseError> for ApiError {
    fn from(error: RecordPurchaseError) -> Self {
        match error {
            RecordPurchaseError::Problems(problems) => {
                let mut invalid = Invalid::default();
                for problem in problems {
                    invalid.add(problem.place.to_string(), "invalid", problem.reason.to_string());
                }
                invalid.into()
            }
            RecordPurchaseError::UnknownCustomer => Self::not_found_at("/identify/customer_id", "customer"),
            RecordPurchaseError::UnknownStore => Self::not_found_at("/store_id", "store"),
            RecordPurchaseError::Conflict(conflict) => {
                let detail = "the receipt was recorded with another content";
                with_differences(Self::new(Code::ReceiptConflict, detail), conflict.differences)
                    .with("purchase_id", conflict.purchase.to_string())
            }
            RecordPurchaseError::Store(error) => error.into(),
        }
    }
}

impl From<RecordSaleError> for ApiError {
    fn from(error: RecordSaleError) -> Self {
        match error {
            RecordSaleError::Purchase(error) => error.into(),
            RecordSaleError::InsufficientPoints { index, available } => {
                let detail = "there are not as many points as are to pay";
                Self::new(Code::InsufficientPoints, detail).with("available", available).with_field(
                    format!("/tenders/{index}/points"),
                    "too_many",
                    format!("there are {available}"),
                )
            }
            RecordSaleError::CouponRefused { place, refusal } => refused_at(&place.to_string(), refusal),
        }
    }
}

impl From<RecordRefundError> for ApiError {
    fn from(error: RecordRefundError) -> Self {
        match error {
            RecordRefundError::UnknownPurchase => Self::not_found("purchase"),
            RecordRefundError::Problems(problems) => {
                let mut invalid = Invalid::default();
                for problem in problems {
                    invalid.add(problem.pointer, "invalid", problem.reason.to_string());
                }
                invalid.into()
            }
            RecordRefundError::SeveralReceipts(days) => {
                Self::invalid_field("/receipt/receipt_number", "invalid", several(&days))
            }
            RecordRefundError::Conflict(conflict) => {
                let detail = "the refund was recorded with another content";
                with_differences(Self::new(Code::ReceiptConflict, detail), conflict.differences)
                    .with("refund_id", conflict.refund.to_string())
            }
            RecordRefundError::Store(error) => error.into(),
        }
    }
}

impl From<ItemError> for ApiError {
    fn from(error: ItemError) -> Self {
        match error {
            ItemError::Purchase(error) => error.into(),
            ItemError::Refund(error) => error.into(),
            ItemError::Store(error) => error.into(),
        }
    }
}

fn with_differences(error: ApiError, differences: Vec<Difference>) -> ApiError {
    let text = |value: Option<String>| value.unwrap_or_else(|| "nothing".to_owned());
    differences.into_iter().fold(error, |error, Difference { pointer, stored, sent }| {
        error.with_field(pointer, "differs", format!("recorded: {}; sent: {}", text(stored), text(sent)))
    })
}

//! A refund as a till sends it.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_kernel::Quantity;
use regulars_purchases::{NewRefund, ReceiptNumber, ReceiptReference, RefundLine, Source};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::error::{ApiError, Invalid};

/// Goods that are given back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "refund_number": "R-2026-000007",
    "occurred_at": "2026-11-21T09:15:00Z",
    "lines": [{"line": 1, "quantity": "1"}]
}))]
pub struct NewRefundBody {
    /// The till's own number of the refund.
    #[schema(min_length = 1, max_length = 64)]
    refund_number: String,
    /// Who numbers the refunds; by default the terminal.
    #[schema(min_length = 1, max_length = 64)]
    source: Option<String>,
    /// The day that the refund is booked on; by default the day of `occurred_at`.
    business_date: Option<NaiveDate>,
    /// When the goods were given back, by the till's clock.
    #[serde(deserialize_with = "crate::extract::instant")]
    occurred_at: DateTime<Utc>,
    /// Which lines of the receipt, and how much of each.
    #[schema(min_items = 1, max_items = 500)]
    lines: Vec<NewRefundLineBody>,
}

/// How much of a line is given back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRefundLineBody {
    /// The number of the receipt's line, from 1.
    #[schema(minimum = 1, maximum = 500)]
    line: u32,
    /// A decimal with at most three places.
    #[schema(example = "1", pattern = "^[0-9]{1,7}([.][0-9]{1,3})?$")]
    quantity: String,
}

impl NewRefundLineBody {
    /// The checked line at that place, from 0.
    pub fn check(self, invalid: &mut Invalid, index: usize) -> Option<RefundLine> {
        let Self { line, quantity } = self;
        let quantity = invalid.check(&format!("/lines/{index}/quantity"), quantity.parse::<Quantity>())?;
        Some(RefundLine { line, quantity })
    }
}

impl NewRefundBody {
    /// The checked refund of that receipt.
    pub fn check(self, receipt: ReceiptReference) -> Result<NewRefund, ApiError> {
        let mut invalid = Invalid::default();
        let refund_number = invalid.check("/refund_number", self.refund_number.parse::<ReceiptNumber>());
        let source = invalid.check_option("/source", self.source.map(|source| source.parse::<Source>()));
        let lines: Vec<RefundLine> = self
            .lines
            .into_iter()
            .enumerate()
            .filter_map(|(index, line)| line.check(&mut invalid, index))
            .collect();
        let (Some(refund_number), Some(source)) = (refund_number, source) else { return Err(invalid.into()) };
        invalid.finish()?;
        Ok(NewRefund {
            receipt,
            source,
            refund_number,
            business_date: self.business_date,
            occurred_at: self.occurred_at,
            lines,
        })
    }
}

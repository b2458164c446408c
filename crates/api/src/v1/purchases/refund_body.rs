//! Refunds on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_flows::PointsOfRefund;
use regulars_kernel::{Currency, Money};
use regulars_purchases::{RefundAnswer, RefundedLine};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::PurchaseBody;
use crate::v1::money::MoneyBody;
use crate::v1::point_accounts::of_sale_body::PointsOfRefundBody;

/// A refund, and the purchase as it is after it.
#[derive(Debug, Serialize, ToSchema)]
pub struct RefundBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fc8")]
    id: Uuid,
    /// The till's own number of the refund.
    #[schema(example = "R-2026-000007")]
    refund_number: String,
    /// The day that it is booked on.
    #[schema(example = "2026-11-21")]
    business_date: NaiveDate,
    /// When the goods were given back.
    #[schema(example = "2026-11-21T09:15:00Z")]
    occurred_at: DateTime<Utc>,
    /// When it was recorded.
    #[schema(example = "2026-11-21T09:15:01Z")]
    recorded_at: DateTime<Utc>,
    /// What goes back to the customer.
    total: MoneyBody,
    /// How much of each line was given back.
    lines: Vec<RefundedLineBody>,
    /// Whether the same refund had been recorded before.
    #[schema(example = false)]
    pub replayed: bool,
    /// What it took back of what the purchase had earned, and gave back of what points had paid.
    points: Vec<PointsOfRefundBody>,
    /// The purchase after it.
    purchase: PurchaseBody,
}

/// How much of a line was given back.
#[derive(Debug, Serialize, ToSchema)]
pub struct RefundedLineBody {
    /// The number of the receipt's line.
    #[schema(example = 1)]
    line: u32,
    /// How much was given back.
    #[schema(example = "1.000")]
    quantity: String,
    /// What goes back for it.
    total: MoneyBody,
}

impl RefundBody {
    /// A refund that was taken off its receipt, with what it did to points.
    pub fn of(answer: RefundAnswer, points: Vec<PointsOfRefund>) -> Self {
        let RefundAnswer { refund, purchase, replayed } = answer;
        let currency = purchase.currency;
        Self {
            id: refund.id.value(),
            refund_number: refund.key.number.as_str().to_owned(),
            business_date: refund.key.business_date,
            occurred_at: refund.occurred_at,
            recorded_at: refund.recorded_at,
            total: Money::new(refund.total, currency).into(),
            lines: refund.lines.into_iter().map(|line| refunded_line_body(line, currency)).collect(),
            replayed,
            points: points.into_iter().map(PointsOfRefundBody::from).collect(),
            purchase: purchase.into(),
        }
    }
}

/// How much of a line was given back, in that currency.
pub fn refunded_line_body(refunded: RefundedLine, currency: Currency) -> RefundedLineBody {
    let RefundedLine { line, quantity, total } = refunded;
    RefundedLineBody { line, quantity: quantity.to_string(), total: Money::new(total, currency).into() }
}

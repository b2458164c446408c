//! A purchase or a refund in a line, on the wire.

use chrono::{DateTime, Utc};
use regulars_flows::{OperationTotals, TimelineItem, TimelinePosition};
use regulars_kernel::{Currency, Money, StoreId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::money::MoneyBody;

/// Whether something was bought or given back.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OperationKindBody {
    /// Bought.
    Purchase,
    /// Given back.
    Refund,
}

/// A purchase or a refund.
#[derive(Debug, Serialize, ToSchema)]
pub struct OperationBody {
    /// Which of the two.
    kind: OperationKindBody,
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fc0")]
    id: Uuid,
    /// When it counts: a refund by the till's clock, unless that is ahead of the server's.
    #[schema(example = "2026-11-20T16:30:00Z")]
    at: DateTime<Utc>,
    /// The till's own number of it.
    #[schema(example = "2026-000123", max_length = 64)]
    number: String,
    /// The purchase that goods of a refund are from; the purchase itself otherwise.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fc0")]
    purchase_id: Uuid,
    /// The store of a purchase; `null` of a refund.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f20")]
    store_id: Option<Uuid>,
    /// What was paid, or paid back.
    total: MoneyBody,
}

impl OperationBody {
    /// The entry, if it is one of a purchase or a refund.
    pub fn of(position: TimelinePosition, item: TimelineItem, currency: Currency) -> Option<Self> {
        let id = position.id;
        let (kind, number, purchase_id, store, total) = match item {
            TimelineItem::Purchase { number, store, total } => {
                (OperationKindBody::Purchase, number, id, store, total)
            }
            TimelineItem::Refund { number, purchase, total } => {
                (OperationKindBody::Refund, number, purchase.value(), None, total)
            }
            _ => return None,
        };
        Some(Self {
            kind,
            id,
            at: position.at,
            number: number.as_str().to_owned(),
            purchase_id,
            store_id: store.map(StoreId::value),
            total: Money::new(total, currency).into(),
        })
    }
}

/// How often, and for how much.
#[derive(Debug, Serialize, ToSchema)]
pub struct OperationSumBody {
    /// How many.
    #[schema(example = 12, minimum = 0)]
    count: i64,
    /// Their sum.
    total: MoneyBody,
}

/// What was bought and given back in the period, on all pages.
#[derive(Debug, Serialize, ToSchema)]
pub struct OperationTotalsBody {
    /// Purchases.
    purchases: OperationSumBody,
    /// Refunds.
    refunds: OperationSumBody,
    /// What was bought less what was given back.
    net: MoneyBody,
}

impl OperationTotalsBody {
    /// The totals in that currency.
    pub fn new(totals: OperationTotals, currency: Currency) -> Self {
        let money = |amount| MoneyBody::from(Money::new(amount, currency));
        let OperationTotals { purchases, purchased, refunds, refunded } = totals;
        Self {
            purchases: OperationSumBody { count: purchases, total: money(purchased) },
            refunds: OperationSumBody { count: refunds, total: money(refunded) },
            net: money(purchased - refunded),
        }
    }
}

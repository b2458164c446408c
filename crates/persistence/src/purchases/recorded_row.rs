//! The buyer as a row, and what became of a receipt.

use regulars_kernel::{CustomerId, Instant, Personal, PurchaseTotals, StoreError};
use regulars_purchases::{Buyer, BuyerWarning};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::FromRow;

/// The buyer of a purchase, where there is one.
#[derive(FromRow)]
pub(super) struct BuyerRow {
    pub customer_id: Option<Uuid>,
    pub customer_type: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub purchase_count: Option<i64>,
    pub purchase_total: Option<i64>,
    pub first_purchase_at: Option<Instant>,
    pub last_purchase_at: Option<Instant>,
}

impl BuyerRow {
    pub(super) fn brief(self) -> Result<Option<Buyer>, StoreError> {
        let Some(id) = self.customer_id else {
            return Ok(None);
        };
        Ok(Some(Buyer {
            id: CustomerId::new(id),
            customer_type: self
                .customer_type
                .unwrap_or_default()
                .parse()
                .map_err(|error| inconsistent("customers", error))?,
            first_name: self.first_name.map(Personal::new),
            last_name: self.last_name.map(Personal::new),
            totals: PurchaseTotals {
                count: self.purchase_count.unwrap_or_default(),
                total: self.purchase_total.unwrap_or_default(),
                first_at: self.first_purchase_at,
                last_at: self.last_purchase_at,
            },
        }))
    }
}

pub(super) fn warning_of(code: Option<&str>) -> Result<Option<BuyerWarning>, StoreError> {
    let find = |code: &str| BuyerWarning::ALL.into_iter().find(|warning| warning.code() == code);
    code.map(|code| find(code).ok_or_else(|| inconsistent("purchases", code))).transpose()
}

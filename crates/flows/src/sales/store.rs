//! The store of sales.

use regulars_loyalty::{PointStore, ProgrammeReads};
use regulars_purchases::PurchaseStore;

use crate::coupons::store::CouponUseStore;

/// Receipts, programmes, the ledger of points, and coupons.
pub trait SaleStore: PurchaseStore + PointStore + ProgrammeReads + CouponUseStore {}

impl<Store: PurchaseStore + PointStore + ProgrammeReads + CouponUseStore> SaleStore for Store {}

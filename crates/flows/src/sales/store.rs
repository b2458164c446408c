//! The store of sales.

use regulars_loyalty::{PointStore, ProgrammeReads, TierStore};
use regulars_purchases::PurchaseStore;

use crate::coupons::store::CouponUseStore;

/// Receipts, programmes, the ledger of points, tiers, and coupons.
pub trait SaleStore: PurchaseStore + PointStore + ProgrammeReads + TierStore + CouponUseStore {}

impl<Store: PurchaseStore + PointStore + ProgrammeReads + TierStore + CouponUseStore> SaleStore for Store {}

//! The store of sales.

use regulars_loyalty::{PointStore, ProgrammeReads, RuleBudgetStore, TierStore};
use regulars_purchases::PurchaseStore;

use crate::coupons::store::CouponUseStore;

/// Receipts, programmes, the ledger of points, budgets of rules, tiers, and coupons.
pub trait SaleStore:
    PurchaseStore + PointStore + ProgrammeReads + RuleBudgetStore + TierStore + CouponUseStore
{
}

impl<Store> SaleStore for Store where
    Store: PurchaseStore + PointStore + ProgrammeReads + RuleBudgetStore + TierStore + CouponUseStore
{
}

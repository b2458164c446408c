//! The store of sales.

use regulars_loyalty::{PointStore, ProgrammeReads, QualifyingStore, RuleBudgetStore, TierStore};
use regulars_purchases::PurchaseStore;

use crate::coupons::store::CouponUseStore;

/// Receipts, programmes, the ledger of points, budgets of rules, tiers, referrals, and coupons.
pub trait SaleStore:
    PurchaseStore + PointStore + ProgrammeReads + RuleBudgetStore + TierStore + QualifyingStore + CouponUseStore
{
}

impl<Store> SaleStore for Store where
    Store: PurchaseStore
        + PointStore
        + ProgrammeReads
        + RuleBudgetStore
        + TierStore
        + QualifyingStore
        + CouponUseStore
{
}

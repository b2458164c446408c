//! The store of sales.

use regulars_loyalty::{PointStore, ProgrammeReads, QualifyingStore, RuleBudgetStore, TierStore};
use regulars_purchases::PurchaseStore;

use crate::awards::store::AwardGivingStore;
use crate::coupons::store::CouponUseStore;

/// Receipts, programmes, the ledger of points, budgets of rules, tiers, referrals, coupons, and awards for whoever comes in.
pub trait SaleStore:
    PurchaseStore
    + PointStore
    + ProgrammeReads
    + RuleBudgetStore
    + TierStore
    + QualifyingStore
    + CouponUseStore
    + AwardGivingStore
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
        + AwardGivingStore
{
}

//! The store of sales.

use regulars_loyalty::{PointStore, ProgrammeReads, TierStore};
use regulars_purchases::PurchaseStore;

/// Receipts, programmes, the ledger of points, and tiers.
pub trait SaleStore: PurchaseStore + PointStore + ProgrammeReads + TierStore {}

impl<Store: PurchaseStore + PointStore + ProgrammeReads + TierStore> SaleStore for Store {}

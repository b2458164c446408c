//! The store of sales.

use regulars_loyalty::{PointStore, ProgrammeReads};
use regulars_purchases::PurchaseStore;

/// Receipts, programmes and the ledger of points.
pub trait SaleStore: PurchaseStore + PointStore + ProgrammeReads {}

impl<Store: PurchaseStore + PointStore + ProgrammeReads> SaleStore for Store {}

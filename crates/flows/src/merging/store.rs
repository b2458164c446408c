//! The store of merges.

use regulars_consent::ConsentStore;
use regulars_customers::MergeStore;
use regulars_segments::RfmStore;

/// Customers with everything that hangs on them, their ledgers, and when they are scored next.
pub trait MergingStore: MergeStore + ConsentStore + RfmStore {}

impl<Store: MergeStore + ConsentStore + RfmStore> MergingStore for Store {}

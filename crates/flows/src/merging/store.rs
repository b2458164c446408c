//! The store of merges.

use regulars_consent::ConsentStore;
use regulars_customers::MergeStore;
use regulars_loyalty::{PointStore, ProgrammeReads};
use regulars_segments::RfmStore;

/// Customers with everything that hangs on them, their ledgers of consents and of points, and when they are scored next.
pub trait MergingStore: MergeStore + ConsentStore + RfmStore + PointStore + ProgrammeReads {}

impl<Store: MergeStore + ConsentStore + RfmStore + PointStore + ProgrammeReads> MergingStore for Store {}

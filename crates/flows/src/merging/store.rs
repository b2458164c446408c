//! The store of merges.

use regulars_consent::ConsentStore;
use regulars_customers::MergeStore;
use regulars_identity::IdentityReads;
use regulars_loyalty::{PointStore, ProgrammeStore, TierStore};
use regulars_segments::RfmStore;

/// Customers with everything that hangs on them, their ledgers of consents and of points, their programmes and tiers, and when they are scored
/// next.
pub trait MergingStore:
    MergeStore + ConsentStore + RfmStore + PointStore + ProgrammeStore + TierStore + IdentityReads
{
}

impl<Store> MergingStore for Store where
    Store: MergeStore + ConsentStore + RfmStore + PointStore + ProgrammeStore + TierStore + IdentityReads
{
}

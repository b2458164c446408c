//! What the flows between accruals, filters and jobs need from a store.

use async_trait::async_trait;
use regulars_jobs::JobStore;
use regulars_kernel::{CustomerId, PointAccrualId, ProgrammeId, StoreError};
use regulars_loyalty::{AccrualForeseen, AccrualReads, AccrualStore, PointTypeCode, ProgrammeReads};
use regulars_newsletters::ResolvedAudience;
use regulars_segments::SegmentStore;

use crate::newsletters::MeantCustomerReads;

/// What members would get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccrualTarget {
    /// In which programme.
    pub programme: ProgrammeId,
    /// Points of which type.
    pub point_type: PointTypeCode,
    /// How many.
    pub points: i64,
}

/// Who would be met, as it is counted.
#[async_trait]
pub trait AccrualAudienceReads: Send {
    /// How the customers of an audience stand to the programme: the same question that is asked when their turn comes.
    async fn foresee_accrual(
        &mut self,
        target: &AccrualTarget,
        audience: &ResolvedAudience,
    ) -> Result<AccrualForeseen, StoreError>;
    /// The customers who are frozen, by their ids, at most so many.
    async fn customers_of_accrual(
        &mut self,
        id: PointAccrualId,
        at_most: u32,
    ) -> Result<Vec<CustomerId>, StoreError>;
}

/// Who is met, as it is frozen.
#[async_trait]
pub trait AccrualAudienceStore: AccrualAudienceReads {
    /// Writes down who is meant now, and tells how many they are.
    async fn freeze_accrual(
        &mut self,
        id: PointAccrualId,
        audience: &ResolvedAudience,
    ) -> Result<u64, StoreError>;
}

/// What is read before an accrual is asked for.
pub trait AccrualLookReads:
    AccrualReads + AccrualAudienceReads + ProgrammeReads + MeantCustomerReads
{
}

impl<Store: AccrualReads + AccrualAudienceReads + ProgrammeReads + MeantCustomerReads> AccrualLookReads
    for Store
{
}

/// Accruals beside the jobs that work on them and the filters that say who is meant, in one transaction.
pub trait AccrualJobStore:
    AccrualStore + AccrualAudienceStore + SegmentStore + MeantCustomerReads + JobStore
{
}

impl<Store: AccrualStore + AccrualAudienceStore + SegmentStore + MeantCustomerReads + JobStore>
    AccrualJobStore for Store
{
}

//! What the flows between programmes, receipts and segments need from a store.

use async_trait::async_trait;
use regulars_filters::ResolvedFilter;
use regulars_jobs::JobStore;
use regulars_kernel::{CustomerId, Instant, StoreError};
use regulars_loyalty::{PastSimulationReads, PastSimulationStore, ProgrammeStore, TierReads};
use regulars_purchases::Purchase;
use regulars_segments::SegmentReads;

/// Receipts of customers from the one instant until the other. Invoices are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastReceiptQuery {
    /// Counted from then on.
    pub from: Instant,
    /// Counted before then.
    pub until: Instant,
}

/// Receipts as they are read customer by customer.
#[async_trait]
pub trait PastReceiptReads: Send {
    /// How many there are; no more than `at_most` are counted.
    async fn count_past_receipts(&mut self, query: PastReceiptQuery, at_most: u64)
    -> Result<u64, StoreError>;
    /// Those of customers behind that one, by their ids, and of each in the order in which they count: at most so many.
    async fn past_receipts_behind(
        &mut self,
        query: PastReceiptQuery,
        after: Option<CustomerId>,
        at_most: u32,
    ) -> Result<Vec<Purchase>, StoreError>;
    /// Those of a customer, in the order in which they count: at most so many.
    async fn past_receipts_of(
        &mut self,
        query: PastReceiptQuery,
        customer: CustomerId,
        at_most: u32,
    ) -> Result<Vec<Purchase>, StoreError>;
    /// Those of these customers who pass.
    async fn customers_passing_among(
        &mut self,
        filter: &ResolvedFilter,
        customers: &[CustomerId],
    ) -> Result<Vec<CustomerId>, StoreError>;
}

/// What a simulation reads.
pub trait SimulatingReads: PastReceiptReads + PastSimulationReads + TierReads + SegmentReads {}

impl<Store: PastReceiptReads + PastSimulationReads + TierReads + SegmentReads> SimulatingReads for Store {}

/// Simulations beside the jobs that work on them.
pub trait SimulationJobStore: PastSimulationStore + ProgrammeStore + JobStore {}

impl<Store: PastSimulationStore + ProgrammeStore + JobStore> SimulationJobStore for Store {}

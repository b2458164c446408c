//! What awards need from a store beside the ledger.

use async_trait::async_trait;
use regulars_filters::ResolvedFilter;
use regulars_kernel::{CustomerId, StoreError};
use regulars_loyalty::{AwardingStore, ProgrammeStore};
use regulars_purchases::EventStore;
use regulars_segments::SegmentReads;

/// For whom a rule is that is for certain customers.
#[async_trait]
pub trait AwardAudienceReads: Send {
    /// Those of these customers who pass.
    async fn customers_among(
        &mut self,
        filter: &ResolvedFilter,
        asked: &[CustomerId],
    ) -> Result<Vec<CustomerId>, StoreError>;
}

/// Awards beside the filters of rules that are for certain customers.
pub trait AwardGivingStore: AwardingStore + SegmentReads + AwardAudienceReads {}

impl<Store: AwardingStore + SegmentReads + AwardAudienceReads> AwardGivingStore for Store {}

/// Custom events beside the awards for them.
pub trait AwardingEventStore: EventStore + AwardGivingStore {}

impl<Store: EventStore + AwardGivingStore> AwardingEventStore for Store {}

/// Programmes beside the awards for whoever joins them.
pub trait WelcomingStore: ProgrammeStore + AwardGivingStore {}

impl<Store: ProgrammeStore + AwardGivingStore> WelcomingStore for Store {}

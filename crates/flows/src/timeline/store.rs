//! What the timeline needs from a store.

use async_trait::async_trait;
use regulars_companies::EmployerOf;
use regulars_consent::StandingConsent;
use regulars_kernel::{CustomerId, Date, Instant, StoreError};
use regulars_service::Interaction;

use super::entry::{TimelineEntry, TimelineKind, TimelinePosition};

/// Which entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineQuery {
    /// Of these kinds.
    pub kinds: Vec<TimelineKind>,
    /// From that instant on.
    pub from: Option<Instant>,
    /// Before that instant.
    pub to: Option<Instant>,
}

/// What a customer bought and gave back in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OperationTotals {
    /// How many purchases.
    pub purchases: i64,
    /// Their sum, in minor units.
    pub purchased: i64,
    /// How many refunds.
    pub refunds: i64,
    /// Their sum, in minor units.
    pub refunded: i64,
}

/// A short list on a customer's card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardList {
    /// The statements about consent that stand.
    Consents,
    /// What staff wrote down.
    Interactions,
    /// Companies for which the customer works, or did.
    Employers,
}

/// The short lists of a customer's card; those that were not asked for are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardLists {
    /// The statements about consent that stand: all of them, by purpose and channel.
    pub consents: Vec<StandingConsent>,
    /// What staff wrote down, the newest first.
    pub interactions: Vec<Interaction>,
    /// Companies, those of which it was said last that they are the main one first.
    pub employers: Vec<EmployerOf>,
}

/// Several lists about one customer, of whichever domain.
#[async_trait]
pub trait CardListReads: Send {
    /// Those lists as of that day, where one of them asks for a day. One statement, however many they are.
    async fn card_lists(
        &mut self,
        customer: CustomerId,
        wanted: &[CardList],
        today: Option<Date>,
        most: u16,
    ) -> Result<CardLists, StoreError>;
}

/// What happened with customers, as it is read.
#[async_trait]
pub trait TimelineReads: Send {
    /// The newest entries before `before`, in no order: of every source as many as `most`, or all that it has. One
    /// statement. A reaction is told only of a newsletter that names its readers, of a customer who consents to profiling,
    /// and when it was made by hand.
    async fn newest_of_each_source(
        &mut self,
        customer: CustomerId,
        query: &TimelineQuery,
        before: Option<TimelinePosition>,
        most: u16,
    ) -> Result<Vec<TimelineEntry>, StoreError>;
    /// What the customer bought and gave back from the one instant on and before the other.
    async fn total_operations(
        &mut self,
        customer: CustomerId,
        from: Option<Instant>,
        to: Option<Instant>,
    ) -> Result<OperationTotals, StoreError>;
}

//! Who a newsletter goes to.

use async_trait::async_trait;
use regulars_filters::ResolvedFilter;
use regulars_kernel::{Instant, NewsletterId, Page, PageRequest, StoreError};

use crate::audience::picked::PickedCustomers;
use crate::delivery::key::DeliveryKey;
use crate::delivery::state::DeliveryState;
use crate::newsletter::record::ExcludedCustomers;

/// Who a newsletter is meant for at one instant.
#[derive(Clone, Debug)]
pub enum ResolvedAudience {
    /// Whoever passes.
    Filter(ResolvedFilter),
    /// Customers picked by hand.
    Customers(PickedCustomers),
}

/// What the contact gate makes of an audience.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AudienceReach {
    /// How many customers are meant.
    pub audience: i64,
    /// How many messages leave: one for each address that is reached.
    pub reachable: i64,
    /// Why the others get none. Together with `reachable` they are the audience.
    pub excluded: Vec<ExcludedCustomers>,
}

/// Why a customer gets no message of their own: another customer with the same address gets it.
pub const SAME_ADDRESS: &str = "same_address";

/// The audiences of one merchant's newsletters, as they are read.
#[async_trait]
pub trait NewsletterAudienceReads: Send {
    /// What the contact gate makes of an audience now.
    async fn reach_of_audience(
        &mut self,
        audience: &ResolvedAudience,
        now: Instant,
    ) -> Result<AudienceReach, StoreError>;
}

/// The audiences of one merchant's newsletters.
#[async_trait]
pub trait NewsletterAudienceStore: NewsletterAudienceReads {
    /// Writes an e-mail's delivery for every address that the contact gate lets through now, and tells how many. What is recorded
    /// of reactions is from then on what the merchant's tracking mode was.
    async fn freeze_audience(
        &mut self,
        newsletter: NewsletterId,
        audience: &ResolvedAudience,
        now: Instant,
    ) -> Result<i64, StoreError>;
    /// Cancels the deliveries that no worker holds, counts them with the newsletter, and tells how many they were.
    async fn cancel_waiting_deliveries(
        &mut self,
        newsletter: NewsletterId,
        now: Instant,
    ) -> Result<i64, StoreError>;
}

/// One message of a newsletter, as the merchant sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsletterRecipient {
    /// To whom, and over which channel.
    pub key: DeliveryKey,
    /// The address that was frozen.
    pub address: String,
    /// Where it stands.
    pub state: DeliveryState,
    /// Why, where there is a reason.
    pub reason: Option<String>,
    /// When it reached its final state.
    pub settled_at: Option<Instant>,
    /// When the customer first opened it by their own hand, of those who may be named.
    pub opened_at: Option<Instant>,
    /// When the customer first followed a link in it by their own hand, of those who may be named.
    pub clicked_at: Option<Instant>,
}

/// The messages of one merchant's newsletters.
#[async_trait]
pub trait NewsletterRecipientReads: Send {
    /// The messages by customer and channel; only those in one state where one is named.
    async fn list_recipients(
        &mut self,
        newsletter: NewsletterId,
        state: Option<DeliveryState>,
        page: PageRequest<DeliveryKey>,
    ) -> Result<Page<NewsletterRecipient, DeliveryKey>, StoreError>;
}

//! Evaluating filters over a merchant's customers.

use async_trait::async_trait;
use regulars_filters::ResolvedFilter;
use regulars_kernel::{
    Channel, CustomerId, CustomerOrder, CustomerPosition, Instant, Page, PageRequest, PageSize, StoreError,
};

/// Why advertising does not reach a customer over a channel, in the order in which it is asked. The first one counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExclusionReason {
    /// The customer has no address on this channel.
    NoAddress,
    /// The e-mail address is not known to belong to the customer.
    NotVerified,
    /// No consent to advertising over this channel is granted for this very address.
    NoConsent,
    /// The address must not be written to: a bounce, a complaint or an objection.
    Suppressed,
    /// The processing of the customer's data is restricted.
    Restricted,
    /// Another customer with the same e-mail address gets the message.
    SameAddress,
}

impl ExclusionReason {
    /// Every reason, in the order in which it is asked.
    pub const ALL: [Self; 6] = [
        Self::NoAddress,
        Self::NotVerified,
        Self::NoConsent,
        Self::Suppressed,
        Self::Restricted,
        Self::SameAddress,
    ];

    /// The name in bodies.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoAddress => "no_address",
            Self::NotVerified => "not_verified",
            Self::NoConsent => "no_consent",
            Self::Suppressed => "suppressed",
            Self::Restricted => "restricted",
            Self::SameAddress => "same_address",
        }
    }
}

/// How many customers are excluded for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// The reason.
    pub reason: ExclusionReason,
    /// How many customers; never zero.
    pub customers: i64,
}

/// What the contact gate makes of an audience on one channel. `reachable` and all the excluded together are the customers
/// who are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelReach {
    /// The channel.
    pub channel: Channel,
    /// How many customers advertising over it reaches; of several with one e-mail address one.
    pub reachable: i64,
    /// Why it does not reach the others, in the order of [`ExclusionReason::ALL`].
    pub excluded: Vec<Exclusion>,
}

/// How many customers a filter means, and whom of them advertising reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// How many customers are meant.
    pub customers: i64,
    /// What the contact gate makes of them on each channel that was asked for, in the order in which it was asked.
    pub channels: Vec<ChannelReach>,
}

/// Evaluates filters over the customers of one merchant.
#[async_trait]
pub trait AudienceReads: Send {
    /// How many customers pass, and how many of them advertising over each of `channels` reaches at `now`. The filter is
    /// evaluated once.
    async fn reach_of_customers(
        &mut self,
        filter: &ResolvedFilter,
        channels: &[Channel],
        now: Instant,
    ) -> Result<Reach, StoreError>;
    /// [`Self::reach_of_customers`], and the first customers who pass by id, as many as a page has at most.
    async fn look_at_customers(
        &mut self,
        filter: &ResolvedFilter,
        channels: &[Channel],
        now: Instant,
        sample: PageSize,
    ) -> Result<(Reach, Vec<CustomerId>), StoreError>;
    /// The customers who pass, by id.
    async fn customers_passing(
        &mut self,
        filter: &ResolvedFilter,
        page: PageRequest<CustomerId>,
    ) -> Result<Page<CustomerId, CustomerId>, StoreError>;
    /// The first customers who pass by id, at most so many. One statement.
    async fn first_customers_passing(
        &mut self,
        filter: &ResolvedFilter,
        at_most: u32,
    ) -> Result<Vec<CustomerId>, StoreError>;
    /// The customers who pass, in that order, and whether there are more behind them.
    async fn customers_passing_in_order(
        &mut self,
        filter: &ResolvedFilter,
        order: CustomerOrder,
        page: PageRequest<CustomerPosition>,
    ) -> Result<(Vec<CustomerId>, bool), StoreError>;
    /// Whether each of the filters holds for this customer. None if there is no such customer.
    async fn conditions_of_customer(
        &mut self,
        filters: &[ResolvedFilter],
        customer: CustomerId,
    ) -> Result<Option<Vec<bool>>, StoreError>;
    /// Whether this customer exists and passes.
    async fn customer_passes(
        &mut self,
        filter: &ResolvedFilter,
        customer: CustomerId,
    ) -> Result<bool, StoreError>;
}

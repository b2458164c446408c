//! Shows who a filter means while it is being written.

use regulars_filters::{ConsentChannel, ResolvedFilter};
use regulars_kernel::{CustomerId, Instant, PageRequest, PageSize, StoreError};

use crate::{AudienceStore, Reach};

/// How many customers a sample holds.
pub const SAMPLE_SIZE: u16 = 20;

/// What the contact gate makes of an audience on one channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelReach {
    /// The channel.
    pub channel: ConsentChannel,
    /// Who is reached over it, and why the others are not.
    pub reach: Reach,
}

/// Who a filter means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// How many customers pass.
    pub count: i64,
    /// Whom advertising reaches, per channel that was asked for.
    pub channels: Vec<ChannelReach>,
    /// The first customers by id.
    pub sample: Vec<CustomerId>,
}

/// Counts the customers who pass, asks the contact gate for each of `channels`, and picks a sample.
///
/// Each channel is one statement; with a single channel everything that is counted comes out of that statement.
pub async fn preview(
    store: &mut dyn AudienceStore,
    filter: &ResolvedFilter,
    channels: &[ConsentChannel],
    now: Instant,
) -> Result<Preview, StoreError> {
    let mut reaches = Vec::with_capacity(channels.len());
    for channel in channels {
        let reach = store.reach_of_customers(filter, *channel, now).await?;
        reaches.push(ChannelReach { channel: *channel, reach });
    }
    let count = match reaches.first() {
        Some(first) => first.reach.customers,
        None => store.count_customers(filter).await?,
    };
    let size = PageSize::new(SAMPLE_SIZE).unwrap_or(PageSize::DEFAULT);
    let sample = if count == 0 {
        Vec::new()
    } else {
        store.customers_passing(filter, PageRequest { size, after: None }).await?.items
    };
    Ok(Preview { count, channels: reaches, sample })
}

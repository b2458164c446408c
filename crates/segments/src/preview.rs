//! Shows who a filter means while it is being written.

use regulars_filters::ResolvedFilter;
use regulars_kernel::{Channel, CustomerId, Instant, PageSize, StoreError};

use crate::{AudienceReads, Reach};

/// How many customers a sample holds.
pub const SAMPLE_SIZE: u16 = 20;

/// Who a filter means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// How many customers pass, and whom of them advertising reaches over the channels that were asked for.
    pub reach: Reach,
    /// The first customers by id.
    pub sample: Vec<CustomerId>,
}

/// Counts the customers who pass, asks the contact gate for each of `channels`, and picks a sample.
pub async fn preview(
    store: &mut dyn AudienceReads,
    filter: &ResolvedFilter,
    channels: &[Channel],
    now: Instant,
) -> Result<Preview, StoreError> {
    let size = PageSize::new(SAMPLE_SIZE).unwrap_or(PageSize::DEFAULT);
    let (reach, sample) = store.look_at_customers(filter, channels, now, size).await?;
    Ok(Preview { reach, sample })
}

//! Deliveries of one channel together.

use std::collections::BTreeMap;

use regulars_kernel::{Channel, CustomerId};
use regulars_newsletters::DeliveryKey;

/// The customers of each channel that is among the deliveries. A statement addresses deliveries of one channel; whoever
/// sends asks for one channel at a time, and so pays for one statement.
///
/// Such a statement says `channel IS NOT DISTINCT FROM` beside the list of customers, which proves nothing about an index.
/// Before PostgreSQL has statistics it takes three equal columns for one row, and would then walk all deliveries of the
/// newsletter and filter them by the list. By merchant and newsletter alone it looks each customer up, as the key has them.
pub(crate) fn customers_by_channel(
    deliveries: impl IntoIterator<Item = DeliveryKey>,
) -> BTreeMap<Channel, Vec<CustomerId>> {
    let mut found: BTreeMap<Channel, Vec<CustomerId>> = BTreeMap::new();
    for DeliveryKey { channel, customer } in deliveries {
        found.entry(channel).or_default().push(customer);
    }
    found
}

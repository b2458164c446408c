//! Deliveries of one channel together.

use std::collections::BTreeMap;

use regulars_kernel::{Channel, CustomerId};
use regulars_newsletters::DeliveryKey;

/// The customers of each channel that is among the deliveries. A statement addresses deliveries of one channel, so that its
/// rows are found by their key; whoever sends asks for one channel at a time, and so pays for one statement.
pub(crate) fn customers_by_channel(
    deliveries: impl IntoIterator<Item = DeliveryKey>,
) -> BTreeMap<Channel, Vec<CustomerId>> {
    let mut found: BTreeMap<Channel, Vec<CustomerId>> = BTreeMap::new();
    for DeliveryKey { channel, customer } in deliveries {
        found.entry(channel).or_default().push(customer);
    }
    found
}

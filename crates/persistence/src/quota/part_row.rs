//! Which counter a part of a reservation is of.

use regulars_kernel::{Date, QuotaPackId, StoreError};
use regulars_quota::Counter;
use uuid::Uuid;

use crate::error::inconsistent;

/// The counter of a row that has either a month or a pack.
pub(super) fn counter_of(period: Option<Date>, pack: Option<Uuid>) -> Result<Counter, StoreError> {
    match (period, pack) {
        (Some(period), None) => Ok(Counter::Month(period)),
        (None, Some(pack)) => Ok(Counter::Pack(QuotaPackId::new(pack))),
        _ => Err(inconsistent("quota_reservation_parts", "neither a month nor a pack, or both")),
    }
}

/// The month and the pack of a counter, of which one is absent.
pub(super) const fn month_and_pack(counter: Counter) -> (Option<Date>, Option<Uuid>) {
    match counter {
        Counter::Month(period) => (Some(period), None),
        Counter::Pack(id) => (None, Some(id.value())),
    }
}

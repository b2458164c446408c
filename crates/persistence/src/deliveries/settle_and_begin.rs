//! The group commit of a sender: settles what has come to an outcome, marks what may leave next, and counts both.

use regulars_kernel::{Instant, LeaseId, NewsletterId, StoreError};
use regulars_newsletters::{BegunDelivery, DeliveryKey, DeliveryState, SettledDelivery};

use super::begin_sending::begin_sending;
use super::roll_up::roll_up;
use super::settle::settle;
use crate::wall::WriteTx;

/// Simple statements of one transaction, the newsletter's row last, so that two workers at one newsletter wait for each other
/// as briefly as can be.
pub(super) async fn settle_and_begin(
    tx: &WriteTx,
    newsletter: NewsletterId,
    lease: LeaseId,
    settled: &[SettledDelivery],
    starting: &[DeliveryKey],
    merchant_now: Instant,
) -> Result<Vec<BegunDelivery>, StoreError> {
    let mut tally = settle(tx, newsletter, lease, settled, merchant_now).await?;
    let begun = begin_sending(tx, newsletter, lease, starting, merchant_now).await?;
    for _ in begun.iter().filter(|begun| begun.excluded.is_some()) {
        tally.count(DeliveryState::Excluded);
    }
    roll_up(tx, newsletter, tally).await?;
    Ok(begun)
}

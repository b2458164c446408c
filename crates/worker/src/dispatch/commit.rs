//! The group commit: settles what has come to an outcome, and marks the next message of every idle line.

use std::sync::Arc;

use regulars_kernel::{LeaseId, NewsletterId, StoreError};
use regulars_newsletters::{BegunDelivery, DeliveryKey, DeliveryStore, SettledDelivery};

use super::line::LineNumber;
use crate::engine::{Engine, MerchantWork};
use crate::rendering::Prepared;

/// What one commit settles and marks.
pub(super) struct Commit {
    pub(super) settled: Vec<SettledDelivery>,
    pub(super) starting: Vec<(LineNumber, Prepared)>,
}

/// Does the commit. Nothing of it is kept when it fails, or all of it is, which a second try finds out.
pub(super) async fn commit(
    engine: &Arc<Engine>,
    work: &MerchantWork,
    newsletter: NewsletterId,
    lease: LeaseId,
    commit: &Commit,
) -> Result<Vec<BegunDelivery>, StoreError> {
    let settled = commit.settled.clone();
    let starting: Vec<DeliveryKey> = commit.starting.iter().map(|(_, prepared)| prepared.key).collect();
    let now = work.environment.now();
    engine
        .database
        .write(work.scope, move |tx| {
            Box::pin(async move { tx.settle_and_begin(newsletter, lease, &settled, &starting, now).await })
        })
        .await
}

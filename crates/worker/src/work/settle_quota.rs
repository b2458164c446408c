//! Settles the quota of a newsletter, in a transaction of the worker's.

use regulars_flows::settle_newsletter;
use regulars_kernel::{Environment, NewsletterId, StoreError};
use regulars_persistence::WriteTx;
use regulars_quota::SettleError;

/// Settles what was counted. A newsletter that has counted more than it has reserved is a defect of the ledger and no
/// reason to stop its mail: it is logged, and the mail goes on.
pub(crate) async fn settle_quota(
    tx: &mut WriteTx,
    environment: &Environment,
    newsletter: NewsletterId,
) -> Result<(), StoreError> {
    match settle_newsletter(tx, environment, newsletter).await {
        Ok(_) => Ok(()),
        Err(SettleError::Store(error)) => Err(error),
        Err(error @ SettleError::MoreThanReserved { .. }) => {
            tracing::error!(%newsletter, %error, "the quota of a newsletter does not add up");
            Ok(())
        }
    }
}

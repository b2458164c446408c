//! The programme of an account of points.

use regulars_kernel::{PointAccountId, StoreError};
use regulars_loyalty::{PointReads, ProgrammeReads};
use regulars_persistence::WriteTx;

use crate::error::ApiError;

/// The version of the programme of an account, which explains what is done now.
pub(super) async fn version_of_programme(tx: &mut WriteTx, account: PointAccountId) -> Result<u32, ApiError> {
    let found = tx.find_point_account(account).await?;
    let account = found.ok_or_else(|| ApiError::not_found("point account"))?.account;
    let programme = tx.find_programme(account.programme).await?;
    let gone = || StoreError::inconsistent("point_accounts", "the programme of one is gone");
    Ok(programme.ok_or_else(gone)?.version)
}

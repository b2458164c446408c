//! What the use cases that look at all accounts of a programme need from a store.

use async_trait::async_trait;
use regulars_kernel::{Instant, PointAccountId, ProgrammeId, StoreError};

use super::audit_points::AuditedAccount;
use super::liability::{ExpiringSum, PlaceSum, StandingSum};
use crate::programme::store::ProgrammeReads;

/// The ledger of a programme as a whole.
#[async_trait]
pub trait PointOverviewReads: ProgrammeReads {
    /// Accounts of a programme by their ids, at most as many behind that one, each with what its operations and its lots add
    /// up to.
    async fn audited_point_accounts(
        &mut self,
        programme: ProgrammeId,
        after: Option<PointAccountId>,
        most: u32,
    ) -> Result<Vec<AuditedAccount>, StoreError>;
    /// What lies in lots of a programme, by point type and by when it expires: the next first, and what never does last.
    /// What has expired by that instant is summed up as of its expiry, and what is held no longer then lies where it was taken from.
    async fn expiring_sums(
        &mut self,
        programme: ProgrammeId,
        now: Instant,
    ) -> Result<Vec<ExpiringSum>, StoreError>;
    /// What the accounts of a programme hold for something at that instant, and owe, by point type.
    async fn standing_sums(
        &mut self,
        programme: ProgrammeId,
        now: Instant,
    ) -> Result<Vec<StandingSum>, StoreError>;
    /// What stands on the programme's side of all its operations, by point type and place.
    async fn place_sums(&mut self, programme: ProgrammeId) -> Result<Vec<PlaceSum>, StoreError>;
}

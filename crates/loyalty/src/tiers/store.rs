//! What the use cases of tiers need from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{CustomerId, Instant, Page, PageRequest, PageSize, ProgrammeId, StoreError};

use super::member_tier::MemberTier;
use super::reckon::TierChange;
use super::tier_days::{TierDay, TierDaysQuery};
use super::tier_move::TierMove;
use crate::programme::membership::ProgrammeMembership;
use crate::programme::store::MembershipPosition;

/// Where a move stands in the history of a member, the newest first: by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TierMovePosition(pub i64);

/// Tiers of the members of one merchant's programmes, as they are read.
#[async_trait]
pub trait TierReads: Send {
    /// Where these members stand, as far as it was ever written.
    async fn member_tiers(
        &mut self,
        programme: ProgrammeId,
        customers: &[CustomerId],
    ) -> Result<Vec<MemberTier>, StoreError>;
    /// Where a customer stands in every programme, as far as it was ever written.
    async fn member_tiers_of(&mut self, customer: CustomerId) -> Result<Vec<MemberTier>, StoreError>;
    /// What counts on which day.
    async fn tier_days(&mut self, query: &TierDaysQuery) -> Result<Vec<TierDay>, StoreError>;
    /// The moves of a member, the newest first.
    async fn list_tier_moves(
        &mut self,
        programme: ProgrammeId,
        customer: CustomerId,
        page: PageRequest<TierMovePosition>,
    ) -> Result<Page<TierMove, TierMovePosition>, StoreError>;
    /// The last move of a member by then.
    async fn tier_move_by(
        &mut self,
        programme: ProgrammeId,
        customer: CustomerId,
        at: Instant,
    ) -> Result<Option<TierMove>, StoreError>;
    /// Members whose time has come by then, those first who are due longest, as many as fit on a page.
    async fn due_member_tiers(
        &mut self,
        now: Instant,
        most: PageSize,
    ) -> Result<Vec<(ProgrammeId, CustomerId)>, StoreError>;
    /// The memberships of these customers that have not ended.
    async fn programme_memberships_of(
        &mut self,
        programme: ProgrammeId,
        customers: &[CustomerId],
    ) -> Result<Vec<ProgrammeMembership>, StoreError>;
    /// Memberships that have not ended, from the first one on, of members of whom is not written how they stand as it is counted
    /// since then.
    async fn members_not_counted(
        &mut self,
        programme: ProgrammeId,
        since: Instant,
        page: PageRequest<MembershipPosition>,
    ) -> Result<Vec<ProgrammeMembership>, StoreError>;
    /// How many members a programme has.
    async fn count_programme_members(&mut self, programme: ProgrammeId) -> Result<u64, StoreError>;
}

/// Tiers of the members of one merchant's programmes.
#[async_trait]
pub trait TierStore: TierReads + AuditTrail {
    /// Writes where a member stands, with the moves.
    ///
    /// # Errors
    ///
    /// [`StoreError::Contended`] where somebody else has written meanwhile.
    async fn write_member_tier(&mut self, change: &TierChange) -> Result<(), StoreError>;
    /// Looks after a member no more until something is written of them.
    async fn rest_member_tier(
        &mut self,
        programme: ProgrammeId,
        customer: CustomerId,
    ) -> Result<(), StoreError>;
    /// When the worker is to look for members who are due; never, where there is none.
    async fn look_for_due_tiers(&mut self, at: Option<Instant>) -> Result<(), StoreError>;
}

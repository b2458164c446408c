//! Loyalty: the store traits of programmes and of the ledger of points, spread over one file per matter.

mod account_row;
mod accounts;
mod accruals;
mod award_row;
mod awards;
mod balances;
mod budgets;
mod condition_row;
mod configuration_row;
mod coupons;
mod earning_row;
mod memberships;
pub(crate) mod merge_points;
mod operation_row;
mod operations;
mod overview;
mod pending_adjustments;
mod point_type_row;
mod post_postgres;
mod post_sqlite;
mod posted;
mod programme_row;
mod programmes;
mod referral_scheme_row;
mod referrals;
mod reservations;
mod rule_row;
mod scheme_row;
mod simulations;
mod standings;
#[cfg(test)]
mod tests;
mod tier_row;
mod tiers;
mod told_rules_row;

use async_trait::async_trait;
use regulars_kernel::{
    Actor, CustomerId, Instant, Label, Page, PageRequest, PageSize, PointAccountId, PointAdjustmentId,
    PointLotId, PointReservationId, ProgrammeId, ProgrammeMembershipId, PurchaseId, StoreError, StoreId,
    UsedBy,
};
use regulars_loyalty::{
    AccountWithLots, AdjustedAlone, AdjustmentStore, Agreements, AuditedAccount, ExpiringSum, KeptEarning,
    Lot, LotMove, MemberTier, MembershipPosition, OperationPosition, OperationQuery, PendingAdjustment,
    PendingAdjustmentReads, PendingAdjustmentState, PlaceSum, PointBalance, PointOperation,
    PointOverviewReads, PointReads, PointReservation, PointStore, PointTypeCode, Posting, Programme,
    ProgrammeMembership, ProgrammeReads, ProgrammeStanding, ProgrammeStore, ProgrammeVersion, StandingSum,
    TierChange, TierCode, TierDay, TierDaysQuery, TierMove, TierMovePosition, TierReads, TierStore,
    ToldRules,
};
use sea_orm::DbBackend;

use self::posted::Posted;
use crate::rewards;
use crate::wall::{ReadTx, WriteTx, in_reads_and_writes};

#[in_reads_and_writes]
#[async_trait]
impl ProgrammeReads for ReadTx {
    async fn find_programme(&mut self, id: ProgrammeId) -> Result<Option<Programme>, StoreError> {
        programmes::find(self, id).await
    }

    async fn list_programmes(
        &mut self,
        page: PageRequest<ProgrammeId>,
    ) -> Result<Page<Programme, ProgrammeId>, StoreError> {
        programmes::list(self, page).await
    }

    async fn find_programme_version(
        &mut self,
        id: ProgrammeId,
        version: u32,
    ) -> Result<Option<ProgrammeVersion>, StoreError> {
        programmes::find_version(self, id, version).await
    }

    async fn list_programme_versions(
        &mut self,
        id: ProgrammeId,
        page: PageRequest<u32>,
    ) -> Result<Page<ProgrammeVersion, u32>, StoreError> {
        programmes::list_versions(self, id, page).await
    }

    async fn has_point_accounts(
        &mut self,
        programme: ProgrammeId,
        point_type: Option<&PointTypeCode>,
    ) -> Result<bool, StoreError> {
        accounts::are_there(self, programme, point_type).await
    }

    async fn rewards_bought_by(
        &mut self,
        programme: ProgrammeId,
        point_type: Option<&PointTypeCode>,
    ) -> Result<Vec<UsedBy>, StoreError> {
        rewards::bought_by(self, programme, point_type).await
    }

    async fn rewards_priced_by_other_tiers(
        &mut self,
        programme: ProgrammeId,
        kept: &[TierCode],
    ) -> Result<Vec<UsedBy>, StoreError> {
        rewards::priced_by_tier(self, programme, kept).await
    }

    async fn unknown_stores(&mut self, stores: &[StoreId]) -> Result<Vec<StoreId>, StoreError> {
        programmes::unknown_stores(self, stores).await
    }

    async fn find_programme_membership(
        &mut self,
        programme: ProgrammeId,
        id: ProgrammeMembershipId,
    ) -> Result<Option<ProgrammeMembership>, StoreError> {
        memberships::find(self, programme, id).await
    }

    async fn find_programme_membership_of(
        &mut self,
        programme: ProgrammeId,
        customer: CustomerId,
    ) -> Result<Option<ProgrammeMembership>, StoreError> {
        memberships::find_of(self, programme, customer).await
    }

    async fn list_programme_memberships(
        &mut self,
        programme: ProgrammeId,
        page: PageRequest<MembershipPosition>,
    ) -> Result<Page<ProgrammeMembership, MembershipPosition>, StoreError> {
        memberships::list(self, programme, page).await
    }

    async fn programmes_of_member(
        &mut self,
        customer: CustomerId,
        most: u16,
    ) -> Result<Vec<(Programme, ProgrammeMembership)>, StoreError> {
        programmes::of_member(self, customer, most).await
    }

    async fn programme_memberships_of_customer(
        &mut self,
        customer: CustomerId,
    ) -> Result<Vec<ProgrammeMembership>, StoreError> {
        memberships::of_customer(self, customer).await
    }

    async fn agreements_of(&mut self, customer: CustomerId) -> Result<Agreements, StoreError> {
        memberships::agreements(self, customer).await
    }

    async fn has_customer(&mut self, customer: CustomerId) -> Result<bool, StoreError> {
        memberships::is_customer(self, customer).await
    }
}

#[async_trait]
impl ProgrammeStore for WriteTx {
    async fn find_programme_for_change(&mut self, id: ProgrammeId) -> Result<Option<Programme>, StoreError> {
        programmes::hold(self, id).await
    }

    async fn insert_programme(&mut self, programme: &Programme, actor: Actor) -> Result<(), StoreError> {
        programmes::insert(self, programme, actor).await
    }

    async fn update_programme(&mut self, programme: &Programme, actor: Actor) -> Result<(), StoreError> {
        programmes::update(self, programme, actor).await
    }

    async fn delete_programme(&mut self, id: ProgrammeId) -> Result<(), StoreError> {
        programmes::delete(self, id).await
    }

    async fn insert_programme_membership(
        &mut self,
        membership: &ProgrammeMembership,
    ) -> Result<bool, StoreError> {
        memberships::insert(self, membership).await
    }

    async fn keep_accepted_terms(
        &mut self,
        id: ProgrammeMembershipId,
        version: &Label,
    ) -> Result<(), StoreError> {
        memberships::accept_terms(self, id, version).await
    }

    async fn end_programme_membership(
        &mut self,
        id: ProgrammeMembershipId,
        left_at: Instant,
    ) -> Result<(), StoreError> {
        memberships::end(self, id, left_at).await
    }

    async fn look_for_due_awards(&mut self, at: Instant) -> Result<(), StoreError> {
        awards::look_for_due(self, at).await
    }

    async fn put_off_due_awards(&mut self, at: Option<Instant>, begun: Instant) -> Result<(), StoreError> {
        awards::put_off_due(self, at, begun).await
    }
}

#[in_reads_and_writes]
#[async_trait]
impl PointReads for ReadTx {
    async fn find_point_account(
        &mut self,
        id: PointAccountId,
    ) -> Result<Option<AccountWithLots>, StoreError> {
        accounts::find(self, id).await
    }

    async fn point_accounts_of(&mut self, customer: CustomerId) -> Result<Vec<AccountWithLots>, StoreError> {
        accounts::of_customer(self, customer).await
    }

    async fn list_point_operations(
        &mut self,
        account: PointAccountId,
        query: OperationQuery,
        page: PageRequest<OperationPosition>,
    ) -> Result<Page<PointOperation, OperationPosition>, StoreError> {
        operations::list(self, account, query, page).await
    }

    async fn point_balance_before(
        &mut self,
        account: PointAccountId,
        before: Instant,
    ) -> Result<PointBalance, StoreError> {
        operations::balance_before(self, account, before).await
    }

    async fn point_operations_of_purchase(
        &mut self,
        purchase: PurchaseId,
    ) -> Result<Vec<PointOperation>, StoreError> {
        operations::of_purchase(self, purchase).await
    }

    async fn kept_earnings_of(&mut self, purchase: PurchaseId) -> Result<Vec<KeptEarning>, StoreError> {
        earning_row::of_purchase(self, purchase).await
    }

    async fn find_point_reservation(
        &mut self,
        account: PointAccountId,
        id: PointReservationId,
    ) -> Result<Option<PointReservation>, StoreError> {
        reservations::find(self, account, id).await
    }

    async fn list_point_reservations(
        &mut self,
        account: PointAccountId,
        page: PageRequest<PointReservationId>,
    ) -> Result<Page<PointReservation, PointReservationId>, StoreError> {
        reservations::list(self, account, page).await
    }

    async fn lots_of_reservation(
        &mut self,
        reservation: PointReservationId,
    ) -> Result<Vec<(Lot, i64)>, StoreError> {
        reservations::lots_of(self, reservation).await
    }

    async fn told_rules_of(&mut self, purchase: PurchaseId) -> Result<Vec<ToldRules>, StoreError> {
        told_rules_row::of_purchase(self, purchase).await
    }

    async fn has_holder(&mut self, customer: CustomerId) -> Result<bool, StoreError> {
        memberships::is_customer(self, customer).await
    }

    async fn inexact_point_accounts(&mut self) -> Result<Vec<PointAccountId>, StoreError> {
        accounts::inexact(self).await
    }
}

#[in_reads_and_writes]
#[async_trait]
impl PointOverviewReads for ReadTx {
    async fn audited_point_accounts(
        &mut self,
        programme: ProgrammeId,
        after: Option<PointAccountId>,
        most: u32,
    ) -> Result<Vec<AuditedAccount>, StoreError> {
        overview::audited(self, programme, after, most).await
    }

    async fn expiring_sums(
        &mut self,
        programme: ProgrammeId,
        now: Instant,
    ) -> Result<Vec<ExpiringSum>, StoreError> {
        overview::expiring(self, programme, now).await
    }

    async fn standing_sums(
        &mut self,
        programme: ProgrammeId,
        now: Instant,
    ) -> Result<Vec<StandingSum>, StoreError> {
        overview::standing(self, programme, now).await
    }

    async fn place_sums(&mut self, programme: ProgrammeId) -> Result<Vec<PlaceSum>, StoreError> {
        overview::places(self, programme).await
    }
}

#[async_trait]
impl PointStore for WriteTx {
    async fn standings_of(
        &mut self,
        customer: CustomerId,
        counted_at: Instant,
    ) -> Result<Vec<ProgrammeStanding>, StoreError> {
        standings::hold(self, customer).await?;
        standings::of(self, customer, counted_at).await
    }

    async fn hold_point_accounts(
        &mut self,
        ids: &[PointAccountId],
    ) -> Result<Vec<AccountWithLots>, StoreError> {
        accounts::hold(self, ids).await
    }

    async fn lots_of_moves(&mut self, moves: &[LotMove]) -> Result<Vec<Lot>, StoreError> {
        accounts::lots_of(self, moves).await
    }

    async fn expired_of_lots(
        &mut self,
        accounts: &[PointAccountId],
        lots: &[PointLotId],
    ) -> Result<i64, StoreError> {
        accounts::expired(self, accounts, lots).await
    }

    async fn redirect_point_accounts(
        &mut self,
        from: PointAccountId,
        to: PointAccountId,
    ) -> Result<(), StoreError> {
        accounts::redirect(self, from, to).await
    }

    async fn post_points(&mut self, postings: &[Posting]) -> Result<(), StoreError> {
        if postings.is_empty() {
            return Ok(());
        }
        let posted = Posted::of(postings);
        match self.backend() {
            DbBackend::Sqlite => post_sqlite::post(self, posted).await?,
            _ => post_postgres::post(self, &posted).await?,
        }
        reservations::write(self, postings).await
    }
}

#[in_reads_and_writes]
#[async_trait]
impl TierReads for ReadTx {
    async fn member_tiers(
        &mut self,
        programme: ProgrammeId,
        customers: &[CustomerId],
    ) -> Result<Vec<MemberTier>, StoreError> {
        tiers::of_members(self, programme, customers).await
    }

    async fn member_tiers_of(&mut self, customer: CustomerId) -> Result<Vec<MemberTier>, StoreError> {
        tiers::of_customer(self, customer).await
    }

    async fn tier_days(&mut self, query: &TierDaysQuery) -> Result<Vec<TierDay>, StoreError> {
        tiers::days(self, query).await
    }

    async fn list_tier_moves(
        &mut self,
        programme: ProgrammeId,
        customer: CustomerId,
        page: PageRequest<TierMovePosition>,
    ) -> Result<Page<TierMove, TierMovePosition>, StoreError> {
        tiers::moves(self, programme, customer, page).await
    }

    async fn tier_move_by(
        &mut self,
        programme: ProgrammeId,
        customer: CustomerId,
        at: Instant,
    ) -> Result<Option<TierMove>, StoreError> {
        tiers::move_by(self, programme, customer, at).await
    }

    async fn due_member_tiers(
        &mut self,
        now: Instant,
        most: PageSize,
    ) -> Result<Vec<(ProgrammeId, CustomerId)>, StoreError> {
        tiers::due(self, now, most).await
    }

    async fn programme_memberships_of(
        &mut self,
        programme: ProgrammeId,
        customers: &[CustomerId],
    ) -> Result<Vec<ProgrammeMembership>, StoreError> {
        memberships::of_customers(self, programme, customers).await
    }

    async fn members_not_counted(
        &mut self,
        programme: ProgrammeId,
        since: Instant,
        page: PageRequest<MembershipPosition>,
    ) -> Result<Vec<ProgrammeMembership>, StoreError> {
        memberships::not_counted(self, programme, since, page).await
    }

    async fn count_programme_members(&mut self, programme: ProgrammeId) -> Result<u64, StoreError> {
        tiers::count_members(self, programme).await
    }
}

#[async_trait]
impl TierStore for WriteTx {
    async fn write_member_tier(&mut self, change: &TierChange) -> Result<(), StoreError> {
        tiers::write(self, change).await
    }

    async fn rest_member_tier(
        &mut self,
        programme: ProgrammeId,
        customer: CustomerId,
    ) -> Result<(), StoreError> {
        tiers::rest(self, programme, customer).await
    }

    async fn look_for_due_tiers(&mut self, at: Option<Instant>) -> Result<(), StoreError> {
        tiers::look_for_due(self, at).await
    }
}

#[in_reads_and_writes]
#[async_trait]
impl PendingAdjustmentReads for ReadTx {
    async fn find_pending_adjustment(
        &mut self,
        id: PointAdjustmentId,
    ) -> Result<Option<PendingAdjustment>, StoreError> {
        pending_adjustments::find(self, id).await
    }

    async fn list_pending_adjustments(
        &mut self,
        state: Option<PendingAdjustmentState>,
        now: Instant,
        page: PageRequest<PointAdjustmentId>,
    ) -> Result<Page<PendingAdjustment, PointAdjustmentId>, StoreError> {
        pending_adjustments::list(self, state, now, page).await
    }

    async fn pending_adjustments_of(
        &mut self,
        customer: CustomerId,
    ) -> Result<Vec<PendingAdjustment>, StoreError> {
        pending_adjustments::of_customer(self, customer).await
    }

    async fn adjusted_alone(
        &mut self,
        account: PointAccountId,
        actor: Actor,
        since: Instant,
        now: Instant,
    ) -> Result<AdjustedAlone, StoreError> {
        pending_adjustments::alone(self, account, actor, since, now).await
    }
}

#[async_trait]
impl AdjustmentStore for WriteTx {
    async fn hold_pending_adjustment(
        &mut self,
        id: PointAdjustmentId,
    ) -> Result<Option<PendingAdjustment>, StoreError> {
        pending_adjustments::hold(self, id).await
    }

    async fn insert_pending_adjustment(&mut self, pending: &PendingAdjustment) -> Result<(), StoreError> {
        pending_adjustments::insert(self, pending).await
    }

    async fn decide_pending_adjustment(&mut self, pending: &PendingAdjustment) -> Result<(), StoreError> {
        pending_adjustments::decide(self, pending).await
    }
}

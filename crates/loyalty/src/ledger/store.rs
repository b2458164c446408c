//! What the use cases of the ledger need from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{
    CustomerId, Instant, Page, PageRequest, PointAccountId, PointLotId, PointReservationId, PurchaseId,
    StoreError,
};

use super::account::PointAccount;
use super::kept_earning::KeptEarning;
use super::lot::{Lot, LotMove};
use super::operation::{OperationKind, PointOperation};
use super::posting::Posting;
use super::reservation::{HeldReservation, PointReservation};
use super::told_rules::ToldRules;
use crate::earning::cap::RuleUse;
use crate::programme::membership::ProgrammeMembership;
use crate::programme::programme::Programme;
use crate::referrals::referral::WaitingReferral;
use crate::tiers::member_tier::MemberTier;

/// An account with those of its lots in which something is left, and with what is held of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountWithLots {
    /// The account.
    pub account: PointAccount,
    /// Its lots, in no order.
    pub lots: Vec<Lot>,
    /// Its reservations that have not ended, in no order.
    pub reservations: Vec<HeldReservation>,
}

/// Where a customer stands in an active programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeStanding {
    /// The programme.
    pub programme: Programme,
    /// Their membership that has not ended.
    pub membership: Option<ProgrammeMembership>,
    /// Whether they were a member once and left: such a one does not come in again by itself.
    pub has_left: bool,
    /// Whether nothing is missing that joining takes. Looked up only of who could come in by a receipt.
    pub may_join: bool,
    /// Their accounts in it.
    pub accounts: Vec<AccountWithLots>,
    /// What they had of its rules, of their accounts and of those that went into them, one for each rule, store and day. As
    /// far back as a year before the day of the purchase, and what is older summed up as of the day 1970-01-01.
    pub uses: Vec<RuleUse>,
    /// Where they stand among its tiers, if that was ever written.
    pub tier: Option<MemberTier>,
    /// Their referral in it, as long as they have not bought enough for it.
    pub referral: Option<WaitingReferral>,
}

/// Which operations of an account; what is absent does not narrow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OperationQuery {
    /// Recorded from then on.
    pub from: Option<Instant>,
    /// Recorded before then.
    pub until: Option<Instant>,
    /// Of that kind.
    pub kind: Option<OperationKind>,
}

/// Where an operation stands in the list of an account, the newest first: by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperationPosition(pub i64);

/// The ledger of one merchant, as it is read.
#[async_trait]
pub trait PointReads: Send {
    /// One account.
    async fn find_point_account(&mut self, id: PointAccountId)
    -> Result<Option<AccountWithLots>, StoreError>;
    /// Those of a customer that were not merged into another one.
    async fn point_accounts_of(&mut self, customer: CustomerId) -> Result<Vec<AccountWithLots>, StoreError>;
    /// Operations of an account, the newest first.
    async fn list_point_operations(
        &mut self,
        account: PointAccountId,
        query: OperationQuery,
        page: PageRequest<OperationPosition>,
    ) -> Result<Page<PointOperation, OperationPosition>, StoreError>;
    /// What the parts of an account add up to by the operations that were recorded before then.
    async fn point_balance_before(
        &mut self,
        account: PointAccountId,
        before: Instant,
    ) -> Result<super::account::PointBalance, StoreError>;
    /// The operations that a purchase brought about, its refunds' too, by when they were recorded.
    async fn point_operations_of_purchase(
        &mut self,
        purchase: PurchaseId,
    ) -> Result<Vec<PointOperation>, StoreError>;
    /// What the lines of a purchase earned.
    async fn kept_earnings_of(&mut self, purchase: PurchaseId) -> Result<Vec<KeptEarning>, StoreError>;
    /// One reservation of an account.
    async fn find_point_reservation(
        &mut self,
        account: PointAccountId,
        id: PointReservationId,
    ) -> Result<Option<PointReservation>, StoreError>;
    /// The reservations of an account, the newest first.
    async fn list_point_reservations(
        &mut self,
        account: PointAccountId,
        page: PageRequest<PointReservationId>,
    ) -> Result<Page<PointReservation, PointReservationId>, StoreError>;
    /// The lots of which a reservation took points, as they are now, each with how many it took.
    async fn lots_of_reservation(
        &mut self,
        reservation: PointReservationId,
    ) -> Result<Vec<(Lot, i64)>, StoreError>;
    /// What the rules said of a purchase beside what they gave, account by account.
    async fn told_rules_of(&mut self, purchase: PurchaseId) -> Result<Vec<ToldRules>, StoreError>;
    /// Whether the customer of an account is there: not once they are erased.
    async fn has_holder(&mut self, customer: CustomerId) -> Result<bool, StoreError>;
    /// Accounts whose kept balance is not what their operations or their lots add up to.
    async fn inexact_point_accounts(&mut self) -> Result<Vec<PointAccountId>, StoreError>;
}

/// The ledger of one merchant.
#[async_trait]
pub trait PointStore: PointReads + AuditTrail {
    /// Where a customer stands in each active programme. The customer's totals are held by the transaction, and their accounts from
    /// now on, in the order of their ids.
    ///
    /// Whoever holds several kinds of rows does so in this order: customers, purchases, the totals of customers, accounts, budgets of
    /// rules, tiers of members.
    async fn standings_of(
        &mut self,
        customer: CustomerId,
        counted_at: Instant,
    ) -> Result<Vec<ProgrammeStanding>, StoreError>;
    /// Accounts that nobody else changes until this transaction ends: of those that were merged, the ones that they went
    /// into. Held in the order of their ids.
    async fn hold_point_accounts(
        &mut self,
        ids: &[PointAccountId],
    ) -> Result<Vec<AccountWithLots>, StoreError>;
    /// The lots of these moves, whatever is left in them.
    async fn lots_of_moves(&mut self, moves: &[LotMove]) -> Result<Vec<Lot>, StoreError>;
    /// What of these lots has expired, by the operations of these accounts.
    async fn expired_of_lots(
        &mut self,
        accounts: &[PointAccountId],
        lots: &[PointLotId],
    ) -> Result<i64, StoreError>;
    /// Lets the accounts that went into the one go into the other.
    async fn redirect_point_accounts(
        &mut self,
        from: PointAccountId,
        to: PointAccountId,
    ) -> Result<(), StoreError>;
    /// Writes what was done with accounts.
    ///
    /// # Errors
    ///
    /// [`StoreError::Contended`] where somebody else has written to one of them meanwhile.
    async fn post_points(&mut self, postings: &[Posting]) -> Result<(), StoreError>;
}

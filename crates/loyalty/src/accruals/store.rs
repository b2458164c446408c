//! What accruals need from a store.

use async_trait::async_trait;
use regulars_kernel::{
    CustomerId, Page, PageRequest, PointAccountId, PointAccrualId, PointLotId, ProgrammeId, StoreError,
    UsedBy, named,
};

use super::accrual::{AccrualState, PointAccrual};
use super::moved_alone::{ActingAlone, AloneWay};
use super::result::{AccrualOutcome, AccrualResult};
use crate::ledger::store::PointStore;
use crate::programme::point_type::PointTypeCode;
use crate::programme::store::ProgrammeReads;

named! {
    /// How a customer of an accrual stands when their turn comes.
    AccrualStanding {
        /// They are in the programme.
        Member = "member",
        /// They never were.
        NotMember = "not_member",
        /// They were once.
        Left = "left",
        /// They were erased.
        Gone = "gone",
        /// They are part of another customer who has a turn of their own, or have the points already.
        Merged = "merged",
    }
}

/// A customer whose turn has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextToCredit {
    /// The customer who was frozen.
    pub customer: CustomerId,
    /// Who that is now. None where nobody is.
    pub holder: Option<CustomerId>,
    /// How they stand.
    pub standing: AccrualStanding,
    /// Their account.
    pub account: Option<PointAccountId>,
}

/// A customer from whom it is to be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextToUndo {
    /// The customer who was frozen.
    pub customer: CustomerId,
    /// The account in which it is now.
    pub account: PointAccountId,
    /// Whether that is somebody's.
    pub has_holder: bool,
    /// The lot that was made.
    pub lot: Option<PointLotId>,
    /// How many came into it.
    pub in_lot: i64,
}

/// The accruals of one merchant, as they are read.
#[async_trait]
pub trait AccrualReads: Send {
    /// One of them.
    async fn find_point_accrual(&mut self, id: PointAccrualId) -> Result<Option<PointAccrual>, StoreError>;
    /// Those of a programme, the newest first; only those that stand there where a state is given.
    async fn list_point_accruals(
        &mut self,
        programme: ProgrammeId,
        state: Option<AccrualState>,
        page: PageRequest<PointAccrualId>,
    ) -> Result<Page<PointAccrual, PointAccrualId>, StoreError>;
    /// What became of the customers, by their ids; only those of an outcome where one is given.
    async fn list_accrual_results(
        &mut self,
        id: PointAccrualId,
        outcome: Option<AccrualOutcome>,
        page: PageRequest<CustomerId>,
    ) -> Result<Page<AccrualResult, CustomerId>, StoreError>;
    /// Those whose audience is a filter that is still to be looked up.
    async fn point_accruals_to_come(&mut self) -> Result<Vec<PointAccrual>, StoreError>;
    /// Those that give points of a type, or take them back, or are still to do so.
    async fn accruals_of_point_type(
        &mut self,
        programme: ProgrammeId,
        code: &PointTypeCode,
    ) -> Result<Vec<UsedBy>, StoreError>;
    /// What somebody has given or taken since then with nobody's approval, and is about to: by accruals, to or from all members
    /// together, and by hand, on the account on which that is the most.
    async fn moved_alone(&mut self, acting: &ActingAlone, way: AloneWay) -> Result<i64, StoreError>;
}

/// The accruals of one merchant, beside its ledger of points.
#[async_trait]
pub trait AccrualStore: AccrualReads + PointStore + ProgrammeReads {
    /// One that nobody else changes until this transaction ends.
    async fn find_point_accrual_for_change(
        &mut self,
        id: PointAccrualId,
    ) -> Result<Option<PointAccrual>, StoreError>;
    /// Adds one.
    async fn insert_point_accrual(&mut self, accrual: &PointAccrual) -> Result<(), StoreError>;
    /// Writes one.
    async fn update_point_accrual(&mut self, accrual: &PointAccrual) -> Result<(), StoreError>;
    /// Frozen customers behind the one whose turn was last, at most so many, by their ids.
    async fn next_to_credit(
        &mut self,
        accrual: &PointAccrual,
        at_most: u32,
    ) -> Result<Vec<NextToCredit>, StoreError>;
    /// Credited customers behind the one whose turn was last, at most so many, by their ids.
    async fn next_to_undo(
        &mut self,
        accrual: &PointAccrual,
        at_most: u32,
    ) -> Result<Vec<NextToUndo>, StoreError>;
    /// Writes what became of customers who had their turn to be credited.
    async fn write_credited(
        &mut self,
        id: PointAccrualId,
        results: &[AccrualResult],
    ) -> Result<(), StoreError>;
    /// Writes what became of customers from whom it was to be taken back.
    async fn write_undone(&mut self, id: PointAccrualId, results: &[AccrualResult])
    -> Result<(), StoreError>;
}

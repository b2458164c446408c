//! What awards need from a store.

use async_trait::async_trait;
use regulars_kernel::{
    CustomerId, EarningRuleId, Instant, PointAccountId, PointOperationId, ProgrammeId, StoreError,
};

use super::award::PointAward;
use super::occasion::Occasion;
use crate::earning::budget_store::RuleBudgetStore;
use crate::earning::cap::RuleUse;
use crate::ledger::store::PointStore;
use crate::programme::point_type::PointTypeCode;
use crate::programme::store::ProgrammeReads;
use crate::tiers::store::TierStore;

/// Whose turn it may be on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueMembers {
    /// Of which programme.
    pub programme: ProgrammeId,
    /// The rule that has not had its turn for them.
    pub rule: EarningRuleId,
    /// On which occasion.
    pub occasion: Occasion,
    /// Those who came in before then.
    pub joined_before: Instant,
    /// Those behind that one, by their ids.
    pub after: Option<CustomerId>,
    /// At most so many.
    pub at_most: u32,
}

/// Between which instants the last purchase was: from the one, to before the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastBought {
    /// From then on.
    pub from: Instant,
    /// To before then.
    pub until: Instant,
}

/// The awards of one merchant, as they are read.
#[async_trait]
pub trait AwardReads: Send {
    /// Members with a birthday on one of these days of the year (month × 100 + day).
    async fn members_with_birthday(
        &mut self,
        due: &DueMembers,
        days: &[u32],
    ) -> Result<Vec<CustomerId>, StoreError>;
    /// Members whose last purchase was then.
    async fn members_who_last_bought(
        &mut self,
        due: &DueMembers,
        then: LastBought,
    ) -> Result<Vec<CustomerId>, StoreError>;
    /// What rules gave to a customer on an occasion.
    async fn awards_on(
        &mut self,
        customer: CustomerId,
        occasion: &Occasion,
    ) -> Result<Vec<PointAward>, StoreError>;
    /// The awards that these operations credited.
    async fn awards_of_operations(
        &mut self,
        operations: &[PointOperationId],
    ) -> Result<Vec<PointAward>, StoreError>;
    /// The accounts that these customers have of a type.
    async fn point_accounts_in(
        &mut self,
        programme: ProgrammeId,
        point_type: &PointTypeCode,
        customers: &[CustomerId],
    ) -> Result<Vec<(CustomerId, PointAccountId)>, StoreError>;
    /// What these customers had of a rule that names no store, by days: in their accounts of a type, and in those that went into them.
    async fn uses_of_rule(
        &mut self,
        account_of: (ProgrammeId, &PointTypeCode),
        rule: EarningRuleId,
        customers: &[CustomerId],
    ) -> Result<Vec<(CustomerId, RuleUse)>, StoreError>;
}

/// The awards of one merchant.
#[async_trait]
pub trait AwardStore: AwardReads {
    /// Writes them, but for those that are there already, and tells how many it wrote.
    async fn write_awards(&mut self, awards: &[PointAward]) -> Result<u64, StoreError>;
}

/// Awards beside what they are given by and counted in.
pub trait AwardingStore: AwardStore + PointStore + RuleBudgetStore + TierStore + ProgrammeReads {}

impl<Store: AwardStore + PointStore + RuleBudgetStore + TierStore + ProgrammeReads> AwardingStore for Store {}

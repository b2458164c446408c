//! The points that a reward is: they are credited when it is handed over.

use regulars_kernel::{
    Actor, CustomerId, Environment, MerchantCalendar, PointAccountId, PointOperationId, StoreError,
};

use super::order::RewardOrder;
use super::reward::GivenPoints;
use super::step_order::StepOrderError;
use super::store::RewardStore;
use crate::ledger::open_account::OpenAccount;
use crate::ledger::posting::Posting;
use crate::ledger::reserve_points::cause_of;
use crate::ledger::store::AccountWithLots;
use crate::programme::point_type::PointType;
use crate::programme::programme::{Programme, ProgrammeState};

/// Points that are to be credited to whoever has ordered them.
pub(super) struct Gift {
    programme: Programme,
    kind: PointType,
    points: i64,
    customer: CustomerId,
    /// The account that gets them, where there is one.
    pub(super) account: Option<PointAccountId>,
}

impl Gift {
    /// What an order gives, to a customer who can be given it.
    pub(super) async fn of(
        store: &mut dyn RewardStore,
        given: &GivenPoints,
        order: &RewardOrder,
    ) -> Result<Self, StepOrderError> {
        let programme = store.find_programme(given.programme).await?;
        let programme = programme.filter(|found| found.state == ProgrammeState::Active);
        let programme = programme.ok_or(StepOrderError::GivenNotActive)?;
        let kind = programme.configuration.point_type(&given.point_type).cloned();
        let kind =
            kind.ok_or_else(|| StoreError::inconsistent("rewards", "the points that one gives are gone"))?;
        let membership = store.find_programme_membership_of(given.programme, order.customer).await?;
        membership.ok_or(StepOrderError::NotMember)?;
        let accounts = store.point_accounts_of(order.customer).await?;
        let mut accounts = accounts.iter().map(|found| &found.account);
        let own = accounts
            .find(|own| own.programme == given.programme && own.point_type == given.point_type)
            .map(|own| own.id);
        let points = given.points.saturating_mul(i64::from(order.quantity));
        Ok(Self { programme, kind, points, customer: order.customer, account: own })
    }

    /// Whether that is the account that gets them.
    pub(super) fn goes_to(&self, found: &AccountWithLots) -> bool {
        found.account.programme == self.programme.id && found.account.point_type == self.kind.code
    }

    /// Credits them: to the account that is held, or to a new one. They expire as the type has it, and can be spent at once.
    pub(super) fn credit(
        self,
        environment: &Environment,
        calendar: &MerchantCalendar,
        actor: Actor,
        held: Option<AccountWithLots>,
    ) -> Result<(PointOperationId, Option<Posting>), StoreError> {
        let Self { programme, kind, points, customer, account } = self;
        let mut open = match (held, account) {
            (Some(found), _) => OpenAccount::of(found),
            (None, None) => OpenAccount::new(environment, programme.id, kind.code.clone(), customer),
            // It has become another customer's since it was looked up.
            (None, Some(_)) => return Err(StoreError::Contended),
        };
        let expires_at = kind.expiry.of(environment.now(), calendar);
        let operation = open.give(environment, points, expires_at, cause_of(actor, programme.version));
        let operation =
            operation.ok_or_else(|| StoreError::inconsistent("rewards", "one that is points gives none"))?;
        Ok((operation, open.into_posting()))
    }
}

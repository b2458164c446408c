//! The points of an order: held when it is placed, paid when it is handed over, and given back when it is called off or brought
//! back.

use regulars_kernel::{Actor, Environment, MerchantCalendar, StoreError};

use super::gift::Gift;
use super::order::RewardOrder;
use super::order_state::RewardOrderState;
use super::place_order::PlaceOrderError;
use super::reward::Reward;
use super::step_order::StepOrderError;
use super::store::RewardStore;
use crate::ledger::account::PointAccount;
use crate::ledger::open_account::OpenAccount;
use crate::ledger::posting::Posting;
use crate::ledger::reservation::{PointReservation, ReservationError};
use crate::ledger::reserve_points::cause_of;
use crate::ledger::spend::Insufficient;
use crate::programme::point_type::SpentAndExpired;
use crate::programme::programme::Programme;

/// Holds what an order costs until it lapses. Gives what is to be written.
pub(super) async fn reserve_for(
    store: &mut dyn RewardStore,
    environment: &Environment,
    actor: Actor,
    programme: &Programme,
    order: &RewardOrder,
) -> Result<(PointReservation, Vec<Posting>), PlaceOrderError> {
    let accounts = store.point_accounts_of(order.customer).await?;
    let mut accounts = accounts.iter().map(|found| &found.account);
    let is_meant = |of: &&PointAccount| of.programme == programme.id && of.point_type == order.point_type;
    let Some(paying) = accounts.find(is_meant) else { return Err(Insufficient { available: 0 }.into()) };
    let held = store.hold_point_accounts(&[paying.id]).await?;
    let found = held.into_iter().next().ok_or(StoreError::Contended)?;
    let mut open = OpenAccount::of(found);
    let cause = cause_of(actor, programme.version);
    let until = Some(order.expires_at);
    let reservation = open.reserve(environment, order.points, until, Some(order.id), cause)?;
    Ok((reservation, open.into_posting().into_iter().collect()))
}

/// A step of an order, as far as points go.
pub(super) struct StepOfOrder<'step> {
    pub(super) calendar: &'step MerchantCalendar,
    pub(super) actor: Actor,
    pub(super) programme: &'step Programme,
    pub(super) reward: &'step Reward,
    pub(super) before: &'step RewardOrder,
}

impl StepOfOrder<'_> {
    /// Does with the points what the step to where the order stands after it does.
    pub(super) async fn move_points(
        &self,
        store: &mut dyn RewardStore,
        environment: &Environment,
        after: &mut RewardOrder,
    ) -> Result<(), StepOrderError> {
        let Self { calendar, actor, reward, before, .. } = *self;
        // What was shipped has paid, and what is put together waits.
        let is_touched = match after.state {
            RewardOrderState::Picking | RewardOrderState::Ready | RewardOrderState::ReturnRequested => false,
            RewardOrderState::Issued => !before.state.is_handed_over(),
            _ => true,
        };
        if !is_touched {
            return Ok(());
        }
        let gift = match (after.state, &reward.gives) {
            (RewardOrderState::Issued, Some(given)) => Some(Gift::of(store, given, before).await?),
            _ => None,
        };
        let accounts: Vec<_> =
            std::iter::once(before.account).chain(gift.as_ref().and_then(|gift| gift.account)).collect();
        let held = store.hold_point_accounts(&accounts).await?;
        let (mut given, mut paying): (Vec<_>, Vec<_>) =
            held.into_iter().partition(|found| gift.as_ref().is_some_and(|gift| gift.goes_to(found)));
        let gone = || StoreError::inconsistent("reward_orders", "the account of one is gone");
        let mut open = OpenAccount::of(paying.pop().ok_or_else(gone)?);
        self.pay(store, environment, &mut open, after.state).await?;
        let mut postings: Vec<Posting> = open.into_posting().into_iter().collect();
        if let Some(gift) = gift {
            let (operation, posting) = gift.credit(environment, calendar, actor, given.pop())?;
            after.given = Some(operation);
            postings.extend(posting);
        }
        Ok(store.post_points(&postings).await?)
    }

    /// Does with the points that pay what comes with the state.
    async fn pay(
        &self,
        store: &mut dyn RewardStore,
        environment: &Environment,
        open: &mut OpenAccount,
        next: RewardOrderState,
    ) -> Result<(), StepOrderError> {
        let Self { actor, programme, before, .. } = *self;
        let (id, cause) = (before.reservation, cause_of(actor, programme.version));
        match next {
            RewardOrderState::Confirmed => {
                open.keep_reserved(environment, id, programme.version).map_err(lapsed)?;
            }
            RewardOrderState::Shipped | RewardOrderState::Issued => {
                open.capture(environment, id, None, cause).map_err(lapsed)?;
            }
            RewardOrderState::Cancelled => match open.release(environment, id, cause) {
                // They came back by themselves at this very moment.
                Ok(_) | Err(ReservationError::Ended(_) | ReservationError::Unknown) => {}
                Err(error) => return Err(lapsed(error)),
            },
            RewardOrderState::Returned => {
                let spent = store.lots_of_reservation(id).await?;
                let policy = policy_of(programme, before);
                open.give_back(environment, before.points, &spent, policy, environment.now(), cause);
            }
            _ => {}
        }
        Ok(())
    }
}

/// What becomes of points that paid, come back, and have expired meanwhile.
fn policy_of(programme: &Programme, order: &RewardOrder) -> SpentAndExpired {
    let kinds = &programme.configuration.point_types;
    let kind = kinds.iter().find(|kind| kind.code == order.point_type);
    kind.map_or(SpentAndExpired::Lost, |kind| kind.spent_and_expired)
}

/// The points of an order that is held are held. Where they are not, its time was over at this very moment.
fn lapsed(error: ReservationError) -> StepOrderError {
    match error {
        ReservationError::Store(error) => StepOrderError::Store(error),
        _ => StepOrderError::Store(StoreError::Contended),
    }
}

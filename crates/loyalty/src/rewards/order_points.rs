//! The points of an order: held when it is placed, paid when it is handed over, and given back when it is called off or brought
//! back.

use regulars_kernel::{Actor, Environment, StoreError};

use super::order::RewardOrder;
use super::order_state::RewardOrderState;
use super::place_order::PlaceOrderError;
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

/// Does with the points what the step from the one state to the other does.
pub(super) async fn move_points(
    store: &mut dyn RewardStore,
    environment: &Environment,
    actor: Actor,
    programme: &Programme,
    before: &RewardOrder,
    next: RewardOrderState,
) -> Result<(), StepOrderError> {
    // What was shipped has paid, and what is put together waits.
    let is_touched = match next {
        RewardOrderState::Picking | RewardOrderState::Ready => false,
        RewardOrderState::Issued => !before.state.is_handed_over(),
        _ => true,
    };
    if !is_touched {
        return Ok(());
    }
    let held = store.hold_point_accounts(&[before.account]).await?;
    let gone = || StoreError::inconsistent("reward_orders", "the account of one is gone");
    let mut open = OpenAccount::of(held.into_iter().next().ok_or_else(gone)?);
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
    Ok(store.post_points(open.into_posting().as_slice()).await?)
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

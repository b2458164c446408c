//! Holds points for something outside, lets them pay, and lets them come back.

use chrono::Duration;
use regulars_kernel::{Actor, Environment, PointAccountId, PointReservationId, StoreError};

use super::adjust_points::Adjustment;
use super::open_account::OpenAccount;
use super::operation::Cause;
use super::reservation::{PointReservation, ReservationError, ReservationState};
use super::spend::Insufficient;
use super::store::PointStore;
use crate::programme::programme::ProgrammeState;
use crate::programme::store::ProgrammeReads;

/// Accounts, and what their programmes say of spending.
pub trait ReservingStore: PointStore + ProgrammeReads {}

impl<Store: PointStore + ProgrammeReads + ?Sized> ReservingStore for Store {}

/// Points to be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewReservation {
    /// Of which account. Where that went into another one, of that.
    pub account: PointAccountId,
    /// How many, in the smallest part of their type.
    pub points: i64,
    /// For how many seconds.
    pub seconds: u32,
}

impl NewReservation {
    /// The longest that points are held for something outside: 30 days, in seconds.
    pub const LONGEST: u32 = 30 * 24 * 60 * 60;
}

/// Why no points are held.
#[derive(Debug, thiserror::Error)]
pub enum ReservePointsError {
    /// The merchant has no such account.
    #[error("there is no such account")]
    UnknownAccount,
    /// There are none, or too many.
    #[error("must be from 1 to {most}", most = Adjustment::MOST_POINTS)]
    OutOfRange,
    /// They are held for no time, or for too long.
    #[error("must be from 1 to {most}", most = NewReservation::LONGEST)]
    TooLong,
    /// The programme is not active.
    #[error("nothing is spent in a programme that is not active")]
    NotActive,
    /// Whose points they are has left the programme.
    #[error("whose points these are has left the programme")]
    NotMember,
    /// Whose points they are is erased.
    #[error("whose points these are is erased")]
    Erased,
    /// Less is there than is to be held.
    #[error(transparent)]
    Insufficient(#[from] Insufficient),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Holds points for some time, of somebody who could spend them now. Nobody else spends them until they pay, are released, or their
/// time is over.
pub async fn reserve_points(
    store: &mut dyn ReservingStore,
    environment: &Environment,
    actor: Actor,
    new: NewReservation,
) -> Result<PointReservation, ReservePointsError> {
    let NewReservation { account, points, seconds } = new;
    if !(1..=Adjustment::MOST_POINTS).contains(&points) {
        return Err(ReservePointsError::OutOfRange);
    }
    if !(1..=NewReservation::LONGEST).contains(&seconds) {
        return Err(ReservePointsError::TooLong);
    }
    let until = environment.now().checked_add_signed(Duration::seconds(i64::from(seconds)));
    let held = store.hold_point_accounts(&[account]).await?;
    let mut open = OpenAccount::of(held.into_iter().next().ok_or(ReservePointsError::UnknownAccount)?);
    if !store.has_holder(open.account().customer).await? {
        return Err(ReservePointsError::Erased);
    }
    let programme = store.find_programme(open.account().programme).await?;
    let gone = || StoreError::inconsistent("point_accounts", "the programme of one is gone");
    let programme = programme.ok_or_else(gone)?;
    if programme.state != ProgrammeState::Active {
        return Err(ReservePointsError::NotActive);
    }
    let membership = store.find_programme_membership_of(programme.id, open.account().customer).await?;
    membership.ok_or(ReservePointsError::NotMember)?;
    let cause = cause_of(actor, programme.version);
    let reservation = open.reserve(environment, points, until, None, cause)?;
    store.post_points(open.into_posting().as_slice()).await?;
    Ok(reservation)
}

/// Lets held points pay, all of them where it is not said how many. The others come back.
pub async fn capture_reservation(
    store: &mut dyn PointStore,
    environment: &Environment,
    actor: Actor,
    programme_version: u32,
    (account, id): (PointAccountId, PointReservationId),
    points: Option<i64>,
) -> Result<PointReservation, ReservationError> {
    let mut open = open_for(store, environment, account, id).await?;
    let ended = open.capture(environment, id, points, cause_of(actor, programme_version))?;
    store.post_points(open.into_posting().as_slice()).await?;
    Ok(ended)
}

/// Lets held points come back.
pub async fn release_reservation(
    store: &mut dyn PointStore,
    environment: &Environment,
    actor: Actor,
    programme_version: u32,
    (account, id): (PointAccountId, PointReservationId),
) -> Result<PointReservation, ReservationError> {
    let mut open = open_for(store, environment, account, id).await?;
    let ended = open.release(environment, id, cause_of(actor, programme_version))?;
    store.post_points(open.into_posting().as_slice()).await?;
    Ok(ended)
}

/// The account of a reservation that is held and that no order has.
async fn open_for(
    store: &mut dyn PointStore,
    environment: &Environment,
    account: PointAccountId,
    id: PointReservationId,
) -> Result<OpenAccount, ReservationError> {
    let held = store.hold_point_accounts(&[account]).await?;
    let found = held.into_iter().next().ok_or(ReservationError::Unknown)?;
    let reservation = store.find_point_reservation(found.account.id, id).await?;
    let reservation = reservation.ok_or(ReservationError::Unknown)?;
    if let Some(order) = reservation.order {
        return Err(ReservationError::OfOrder(order));
    }
    match reservation.state_at(environment.now()) {
        ReservationState::Active => Ok(OpenAccount::of(found)),
        ended => Err(ReservationError::Ended(ended)),
    }
}

/// Why somebody holds points, lets them pay or come back.
pub const fn cause_of(actor: Actor, programme_version: u32) -> Cause {
    Cause { actor, purchase: None, refund: None, programme_version, reason: None, accrual: None }
}

//! Credits or debits points by hand.

use regulars_audit::AuditNote;
use regulars_kernel::{Actor, Environment, Instant, PointAccountId, StoreError};

use super::account::PointAccount;
use super::open_account::OpenAccount;
use super::operation::{AdjustmentReason, Cause, PointOperation};
use super::recorded::Adjusted;
use super::spend::Insufficient;
use super::store::PointStore;
use crate::programme::point_type::{PointScale, PointType};

/// What staff credit or debit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// On which account. Where that went into another one, on that.
    pub account: PointAccountId,
    /// How many, in the smallest part of the type: negative for a debit.
    pub points: i64,
    /// Why.
    pub reason: AdjustmentReason,
    /// When what is credited expires. Of no account for a debit.
    pub expires_at: Option<Instant>,
}

impl Adjustment {
    /// The most points of an adjustment, in the smallest part, whatever scale their type has.
    pub const MOST_POINTS: i64 = PointType::MOST_POINTS * 10_i64.pow(PointScale::MOST as u32);

    /// What is wrong with it by itself.
    pub(super) fn check(&self, now: Instant) -> Result<(), AdjustPointsError> {
        if self.points == 0 || self.points.unsigned_abs() > Self::MOST_POINTS.unsigned_abs() {
            return Err(AdjustPointsError::OutOfRange);
        }
        if self.expires_at.is_some_and(|at| at <= now) {
            return Err(AdjustPointsError::Expired);
        }
        Ok(())
    }
}

/// Why nothing was credited or debited.
#[derive(Debug, thiserror::Error)]
pub enum AdjustPointsError {
    /// The merchant has no such account.
    #[error("there is no such account")]
    UnknownAccount,
    /// There are none, or too many.
    #[error("must be from -{most} to {most}, and not 0", most = Adjustment::MOST_POINTS)]
    OutOfRange,
    /// Its customer was erased, and the account is nobody's.
    #[error("the account is nobody's any more: its customer was erased")]
    Erased,
    /// Less is there than is to be debited.
    #[error(transparent)]
    Insufficient(#[from] Insufficient),
    /// What is credited would have expired already.
    #[error("must be in the future")]
    Expired,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Credits or debits points by hand, under that version of the programme, and notes it. What is owed is paid first by what is
/// credited; no more is debited than is available.
///
/// Returns the account as it is then, and the operation.
pub async fn adjust_points(
    store: &mut dyn PointStore,
    environment: &Environment,
    actor: Actor,
    programme_version: u32,
    adjustment: &Adjustment,
) -> Result<(PointAccount, PointOperation), AdjustPointsError> {
    let Adjustment { account, points, reason, expires_at } = *adjustment;
    let now = environment.now();
    adjustment.check(now)?;
    let held = store.hold_point_accounts(&[account]).await?;
    let mut open = OpenAccount::of(held.into_iter().next().ok_or(AdjustPointsError::UnknownAccount)?);
    if !store.has_holder(open.account().customer).await? {
        return Err(AdjustPointsError::Erased);
    }
    open.settle(environment, programme_version);
    let before = open.account().clone();
    let cause =
        Cause { actor, purchase: None, refund: None, programme_version, reason: Some(reason), accrual: None };
    open.adjust(environment, points, expires_at, now, cause)?;
    let after = open.account().clone();
    let Some(operation) = open.last_operations().last().cloned() else {
        return Err(AdjustPointsError::OutOfRange);
    };
    store.post_points(open.into_posting().as_slice()).await?;
    // About no customer: the note tells what is in the ledger as well, which outlives the erasure of the customer.
    let note = AuditNote::updated(
        &Adjusted { account: &before, by: None },
        &Adjusted { account: &after, by: Some((&operation, adjustment)) },
    );
    store.note_if(environment, note).await?;
    Ok((after, operation))
}

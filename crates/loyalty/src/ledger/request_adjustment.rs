//! Credits or debits points by hand, or asks for it where that is more than one person may do alone.

use regulars_audit::AuditNote;
use regulars_kernel::{Actor, Environment, PointAccountId, PointAdjustmentId, StoreError};

use super::adjust_points::{AdjustPointsError, Adjustment, adjust_points};
use super::open_account::OpenAccount;
use super::operation::PointOperation;
use super::pending_adjustment::{AdjustedAlone, AdjustmentStore, PendingAdjustment, PendingAdjustmentState};
use super::spend::Insufficient;
use crate::accruals::moved_alone::ADDED_UP;

/// What became of an adjustment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AdjustmentOutcome {
    /// It is done.
    Done(Box<PointOperation>),
    /// Somebody else has to approve it.
    Waiting(Box<PendingAdjustment>),
}

/// Does an adjustment that one person may do alone, as the type of points says, with what they did to the account before it in 24 hours,
/// by hand and in bulk, and keeps every other one until somebody else decides. What can be known of it is checked now in either case.
pub async fn request_adjustment(
    store: &mut dyn AdjustmentStore,
    environment: &Environment,
    actor: Actor,
    adjustment: Adjustment,
) -> Result<AdjustmentOutcome, AdjustPointsError> {
    let AdjustmentTerms { programme_version, limit } = terms_of(store, adjustment.account).await?;
    let may_alone = match limit {
        Some(limit) => is_within(store, environment, actor, &adjustment, limit).await?,
        None => true,
    };
    if may_alone {
        let (_, operation) = adjust_points(store, environment, actor, programme_version, &adjustment).await?;
        return Ok(AdjustmentOutcome::Done(Box::new(operation)));
    }
    check(store, environment, &adjustment).await?;
    let pending = PendingAdjustment {
        id: PointAdjustmentId::new(environment.new_id()),
        adjustment,
        state: PendingAdjustmentState::Pending,
        asked_by: actor,
        asked_at: environment.now(),
        decided: None,
        operation: None,
    };
    store.insert_pending_adjustment(&pending).await?;
    store.note(environment, AuditNote::created(&pending)).await?;
    Ok(AdjustmentOutcome::Waiting(Box::new(pending)))
}

/// Whether an adjustment is within the limit of one person, credits and debits each for themselves. Nobody else adjusts the account
/// meanwhile.
async fn is_within(
    store: &mut dyn AdjustmentStore,
    environment: &Environment,
    actor: Actor,
    adjustment: &Adjustment,
    limit: i64,
) -> Result<bool, AdjustPointsError> {
    let points = adjustment.points.saturating_abs();
    if points > limit {
        return Ok(false);
    }
    let held = store.hold_point_accounts(&[adjustment.account]).await?;
    let account = held.first().ok_or(AdjustPointsError::UnknownAccount)?.account.id;
    let now = environment.now();
    let since = now.checked_sub_signed(ADDED_UP).unwrap_or(now);
    let AdjustedAlone { credited, debited } = store.adjusted_alone(account, actor, since, now).await?;
    let before = if adjustment.points > 0 { credited } else { debited };
    Ok(before.saturating_add(points) <= limit)
}

/// What holds for adjustments of an account.
pub(super) struct AdjustmentTerms {
    /// The version of the programme, which explains what is done now.
    pub(super) programme_version: u32,
    /// The most that one person credits or debits alone.
    limit: Option<i64>,
}

pub(super) async fn terms_of(
    store: &mut dyn AdjustmentStore,
    account: PointAccountId,
) -> Result<AdjustmentTerms, AdjustPointsError> {
    let found = store.find_point_account(account).await?;
    let account = found.ok_or(AdjustPointsError::UnknownAccount)?.account;
    let programme = store.find_programme(account.programme).await?;
    let programme = programme
        .ok_or_else(|| StoreError::inconsistent("point_accounts", "the programme of one is gone"))?;
    let kind = programme.configuration.point_type(&account.point_type);
    Ok(AdjustmentTerms {
        programme_version: programme.version,
        limit: kind.and_then(|kind| kind.adjustment_limit),
    })
}

async fn check(
    store: &mut dyn AdjustmentStore,
    environment: &Environment,
    adjustment: &Adjustment,
) -> Result<(), AdjustPointsError> {
    adjustment.check(environment.now())?;
    let held = store.hold_point_accounts(&[adjustment.account]).await?;
    let found = held.into_iter().next().ok_or(AdjustPointsError::UnknownAccount)?;
    if !store.has_holder(found.account.customer).await? {
        return Err(AdjustPointsError::Erased);
    }
    let available = OpenAccount::settled(found, environment.now()).account.balance.available;
    if adjustment.points.saturating_neg() > available {
        return Err(Insufficient { available }.into());
    }
    Ok(())
}

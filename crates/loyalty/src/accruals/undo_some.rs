//! Takes back from the next members what an accrual gave them.

use std::collections::BTreeMap;

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, PointAccountId, StoreError};

use super::accrual::{AccrualState, PointAccrual};
use super::result::{AccrualOutcome, AccrualReason, AccrualResult};
use super::store::{AccrualStore, NextToUndo};
use crate::ledger::open_account::OpenAccount;
use crate::ledger::operation::Cause;
use crate::ledger::posting::Posting;
use crate::ledger::undo_accrual::{AccruedPoints, UndoneAccrual};

/// Takes back from at most so many credited customers behind the one whose turn was last, as one transaction. Behind the last one
/// the accrual is undone.
pub async fn undo_some(
    store: &mut dyn AccrualStore,
    environment: &Environment,
    accrual: PointAccrual,
    at_most: u32,
) -> Result<PointAccrual, StoreError> {
    let next = store.next_to_undo(&accrual, at_most).await?;
    if next.is_empty() {
        let undone =
            PointAccrual { state: AccrualState::Undone, updated_at: environment.now(), ..accrual.clone() };
        store.update_point_accrual(&undone).await?;
        store.note_if(environment, AuditNote::updated(&accrual, &undone)).await?;
        return Ok(undone);
    }
    let owned = next.iter().filter(|one| one.has_holder);
    let accounts: Vec<PointAccountId> = owned.map(|one| one.account).collect();
    let held = store.hold_point_accounts(&accounts).await?;
    let mut open: BTreeMap<PointAccountId, OpenAccount> =
        held.into_iter().map(|found| (found.account.id, OpenAccount::of(found))).collect();
    let mut results = Vec::with_capacity(next.len());
    for one in &next {
        results.push(take_back(environment, &accrual, one, &mut open)?);
    }
    let postings: Vec<Posting> = open.into_values().filter_map(OpenAccount::into_posting).collect();
    store.post_points(&postings).await?;
    store.write_undone(accrual.id, &results).await?;
    let accrual = accrual.after(&results, environment.now());
    store.update_point_accrual(&accrual).await?;
    Ok(accrual)
}

fn take_back(
    environment: &Environment,
    accrual: &PointAccrual,
    one: &NextToUndo,
    open: &mut BTreeMap<PointAccountId, OpenAccount>,
) -> Result<AccrualResult, StoreError> {
    let conflict = |reason| AccrualResult::plain(one.customer, AccrualOutcome::Conflict, Some(reason));
    if !one.has_holder {
        return Ok(conflict(AccrualReason::Erased));
    }
    let terms = accrual
        .terms
        .ok_or_else(|| StoreError::inconsistent("point_accruals", "one that is undone has not begun"))?;
    // Its customer was merged since it was looked up.
    let account = open.get_mut(&one.account).ok_or(StoreError::Contended)?;
    let accrued = AccruedPoints {
        lot: one.lot,
        points: accrual.points,
        in_lot: one.in_lot,
        expires_at: terms.expires_at,
    };
    let cause = Cause {
        actor: accrual.acting(),
        purchase: None,
        refund: None,
        programme_version: terms.programme_version,
        reason: Some(accrual.reason),
        accrual: Some(accrual.id),
    };
    Ok(match account.undo_accrual(environment, accrued, accrual.spent, cause) {
        UndoneAccrual::Taken { missing, operation } => AccrualResult {
            undone: Some(operation),
            missing,
            ..AccrualResult::plain(one.customer, AccrualOutcome::Undone, None)
        },
        UndoneAccrual::Spent { missing } => AccrualResult { missing, ..conflict(AccrualReason::Spent) },
        UndoneAccrual::Expired => conflict(AccrualReason::Expired),
    })
}

//! Bulk accruals: one that is done and can be undone, two that a colleague has asked for, and one whose time has not come.

use std::sync::Arc;

use chrono::TimeDelta;
use regulars_filters::{BuiltIn, Filter, SegmentReference};
use regulars_flows::{AccrualAudienceStore, WorkOnAccrual, work_on_accrual};
use regulars_jobs::{JobPayload, JobStore, NewJob};
use regulars_kernel::{Actor, CustomerId, Instant, JobId, PointAccrualId, SeededRandom, StoreError};
use regulars_loyalty::{
    AccrualCounts, AccrualForeseen, AccrualSpent, AccrualState, AccrualStore, AdjustmentReason, PointAccrual,
};
use regulars_newsletters::{PickedCustomers, ResolvedAudience};
use regulars_persistence::WriteTx;
use uuid::{Uuid, uuid};

use super::accounts::OWNER;
use super::known_customers::{DRAGAN, JOVAN, MILICA};
use super::merchant::scope;
use super::past::Ground;
use super::programmes::{CLUB, COLLEAGUE, POINTS};
use super::{invalid, label};
use crate::SeedError;

/// The accrual that the examples show and undo: Dragan got it, and Jovan is no member.
const DONE: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c80");
/// The accrual that the examples approve.
const TO_APPROVE: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c81");
/// The accrual that the examples reject.
const TO_REJECT: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c82");
/// The accrual that the examples call off.
const TO_CANCEL: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c83");
/// After how many days its time comes.
const DUE_AFTER: i64 = 3_650;
const SEED: u64 = 20_261_129;

/// Makes them.
pub async fn make_accruals(ground: &Ground<'_>) -> Result<(), SeedError> {
    let now = ground.now;
    let past = ground.past_with(Arc::new(SeededRandom::new(SEED)));
    let given_at = now - TimeDelta::days(10);
    past.go_to(given_at);
    let (environment, calendar) = (past.environment.clone(), ground.calendar);
    let done = PointAccrual { job: Some(JobId::new(DONE)), ..accrual(DONE, "Dobro došli", 25, given_at)? };
    let asked_at = now - TimeDelta::days(1);
    let foreseen = AccrualForeseen { members: 2, ..AccrualForeseen::default() };
    let mut waiting = Vec::new();
    for (id, name, points) in
        [(TO_APPROVE, "Nagrada najvernijima", 2_000), (TO_REJECT, "Praznični poklon", 9_000)]
    {
        let (state, asked_by) = (AccrualState::AwaitingApproval, Actor::User(COLLEAGUE));
        waiting.push(PointAccrual { state, asked_by, foreseen, ..accrual(id, name, points, asked_at)? });
    }
    let run_at = now + TimeDelta::days(DUE_AFTER);
    let verified = Filter::Segment(SegmentReference::BuiltIn(BuiltIn::MembersVerified));
    let later = PointAccrual {
        audience: Some(verified),
        run_at,
        job: Some(JobId::new(TO_CANCEL)),
        ..accrual(TO_CANCEL, "Za deset godina", 10, asked_at)?
    };
    let job = NewJob {
        id: JobId::new(TO_CANCEL),
        kind: WorkOnAccrual::KIND,
        payload: serde_json::to_value(WorkOnAccrual::of(later.id)).map_err(invalid)?,
        run_at,
        created_at: asked_at,
    };
    let (newcomers, best) = (named(&[DRAGAN, JOVAN])?, named(&[MILICA, DRAGAN])?);
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                begin(tx, &done, &newcomers).await?;
                let job = JobId::new(DONE);
                let mut at_work = true;
                while at_work {
                    let after = work_on_accrual(tx, &environment, &calendar, done.id, job, 10).await?;
                    at_work = after.is_some_and(|after| after.is_at_work());
                }
                for accrual in &waiting {
                    begin(tx, accrual, &best).await?;
                }
                tx.insert_point_accrual(&later).await
            })
        })
        .await?;
    ground.database.write(scope(), move |tx| Box::pin(async move { tx.enqueue(&job).await })).await?;
    Ok(())
}

/// Writes one down, with the customers who are named.
async fn begin(tx: &mut WriteTx, accrual: &PointAccrual, named: &ResolvedAudience) -> Result<(), StoreError> {
    tx.insert_point_accrual(accrual).await?;
    tx.freeze_accrual(accrual.id, named).await.map(drop)
}

fn named(customers: &[Uuid]) -> Result<ResolvedAudience, SeedError> {
    let customers = customers.iter().copied().map(CustomerId::new).collect();
    Ok(ResolvedAudience::Customers(PickedCustomers::new(customers).map_err(invalid)?))
}

/// One that begins at once.
fn accrual(id: Uuid, name: &str, points: i64, at: Instant) -> Result<PointAccrual, SeedError> {
    Ok(PointAccrual {
        id: PointAccrualId::new(id),
        programme: CLUB,
        point_type: POINTS.parse().map_err(invalid)?,
        name: label(name)?,
        audience: None,
        points,
        reason: AdjustmentReason::Goodwill,
        expires_at: None,
        run_at: at,
        state: AccrualState::Scheduled,
        halted: None,
        foreseen: AccrualForeseen::default(),
        customers: 0,
        counts: AccrualCounts::default(),
        done: 0,
        total: 0,
        at: None,
        terms: None,
        asked_by: Actor::User(OWNER),
        decided: None,
        undone_by: None,
        spent: AccrualSpent::Left,
        job: None,
        created_at: at,
        updated_at: at,
    })
}

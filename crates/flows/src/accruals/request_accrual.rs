//! Asks for an accrual: what can be known now is checked, and a job begins it when its time has come.

use regulars_audit::AuditNote;
use regulars_filters::Filter;
use regulars_kernel::{Actor, Environment, MerchantCalendar, PointAccrualId};
use regulars_loyalty::{
    AccrualCounts, AccrualForeseen, AccrualSpent, AccrualState, AloneWay, PointAccrual, exceeds_alone,
};
use regulars_newsletters::Audience;

use super::accrual_job::set_to_work;
use super::asked::{NewAccrual, RequestAccrualError, checked};
use super::store::AccrualJobStore;
use crate::newsletters::{bind_audience, resolve_audience};

/// Asks for an accrual of which this was foreseen. Where that is more than one person may credit alone, it waits until somebody else
/// approves it. Named customers are frozen now; who passes a filter or is in a segment is looked up when it begins.
pub async fn request_accrual(
    store: &mut dyn AccrualJobStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    by: Actor,
    new: NewAccrual,
    foreseen: AccrualForeseen,
) -> Result<PointAccrual, RequestAccrualError> {
    let (id, now) = (PointAccrualId::new(environment.new_id()), environment.now());
    // Nobody takes the type of points away meanwhile.
    store.lock_segments().await?;
    let (_, kind) = checked(store, now, &new).await?;
    let acting = new.asked_by(by, now);
    let NewAccrual { programme, point_type, name, mut audience, points, reason, expires_at, run_at } = new;
    bind_audience(store, Some(&mut audience), calendar, now).await?;
    let named = match &audience {
        Audience::Customers(_) => Some(resolve_audience(store, &audience, calendar, now).await?),
        Audience::Segment(_) | Audience::Filter(_) => None,
    };
    let filter = match audience {
        Audience::Customers(_) => None,
        Audience::Segment(segment) => Some(Filter::Segment(segment)),
        Audience::Filter(filter) => Some(filter),
    };
    let (all, limit) = (foreseen.points(points), kind.adjustment_limit);
    let state = match exceeds_alone(store, &acting, AloneWay::Giving, all, limit).await? {
        true => AccrualState::AwaitingApproval,
        false => AccrualState::Scheduled,
    };
    let accrual = PointAccrual {
        id,
        programme,
        point_type,
        name,
        audience: filter,
        points,
        reason,
        expires_at,
        run_at: run_at.unwrap_or(now),
        state,
        halted: None,
        foreseen,
        customers: 0,
        counts: AccrualCounts::default(),
        done: 0,
        total: 0,
        at: None,
        terms: None,
        asked_by: by,
        decided: None,
        undone_by: None,
        spent: AccrualSpent::Left,
        job: None,
        created_at: now,
        updated_at: now,
    };
    let accrual = match state {
        AccrualState::Scheduled => set_to_work(store, environment, accrual).await?,
        _ => accrual,
    };
    store.insert_point_accrual(&accrual).await?;
    if let Some(named) = named {
        store.freeze_accrual(id, &named).await?;
    }
    store.note(environment, AuditNote::created(&accrual)).await?;
    Ok(accrual)
}

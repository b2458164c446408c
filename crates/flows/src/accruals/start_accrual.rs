//! Begins an accrual whose time has come: who is meant is frozen, and what holds for all credits is settled.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, Instant, MerchantCalendar, StoreError};
use regulars_loyalty::{
    AccrualHalt, AccrualState, AccrualTerms, ActingAlone, AloneWay, PointAccrual, ProgrammeState,
    exceeds_alone,
};
use regulars_newsletters::{PickedCustomers, ResolvedAudience};
use regulars_segments::{ResolveFilterError, resolve_filter};

use super::store::{AccrualJobStore, AccrualTarget};

/// The customers who are meant now are meant for good. One that turns out to give more than one person may credit alone, and that
/// nobody has approved, waits for that; one that cannot begin ends, and says why.
pub(super) async fn start_accrual(
    store: &mut dyn AccrualJobStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    accrual: PointAccrual,
) -> Result<PointAccrual, StoreError> {
    let before = accrual.clone();
    let after = match begun(store, environment, calendar, accrual).await? {
        Ok(after) => after,
        Err(halt) => PointAccrual {
            state: AccrualState::Cancelled,
            halted: Some(halt),
            updated_at: environment.now(),
            ..before.clone()
        },
    };
    store.update_point_accrual(&after).await?;
    store.note_if(environment, AuditNote::updated(&before, &after)).await?;
    Ok(after)
}

/// What an accrual begins with.
pub(super) struct Beginning {
    programme_version: u32,
    expires_at: Option<Instant>,
    audience: ResolvedAudience,
    /// The most that one person credits alone.
    limit: Option<i64>,
}

/// What an accrual begins with at that instant, as far as it can be known now, or why it cannot begin.
pub(super) async fn beginning_of(
    store: &mut dyn AccrualJobStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    accrual: &PointAccrual,
    at: Instant,
) -> Result<Result<Beginning, AccrualHalt>, StoreError> {
    let programme = store.find_programme(accrual.programme).await?;
    let Some(programme) = programme.filter(|found| found.state == ProgrammeState::Active) else {
        return Ok(Err(AccrualHalt::ProgrammeNotActive));
    };
    let Some(kind) = programme.configuration.point_type(&accrual.point_type) else {
        return Ok(Err(AccrualHalt::PointTypeGone));
    };
    let expires_at = accrual.expires_at.or_else(|| kind.expiry.of(at, calendar));
    if expires_at.is_some_and(|expires_at| expires_at <= at) {
        return Ok(Err(AccrualHalt::Expired));
    }
    let Some(audience) = audience_of(store, calendar, environment, accrual).await? else {
        return Ok(Err(AccrualHalt::AudienceGone));
    };
    let limit = kind.adjustment_limit;
    Ok(Ok(Beginning { programme_version: programme.version, expires_at, audience, limit }))
}

async fn begun(
    store: &mut dyn AccrualJobStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    accrual: PointAccrual,
) -> Result<Result<PointAccrual, AccrualHalt>, StoreError> {
    let now = environment.now();
    let Beginning { programme_version, expires_at, audience, limit } =
        match beginning_of(store, environment, calendar, &accrual, now).await? {
            Ok(beginning) => beginning,
            Err(halt) => return Ok(Err(halt)),
        };
    if !accrual.is_approved() && limit.is_some() {
        let target = AccrualTarget {
            programme: accrual.programme,
            point_type: accrual.point_type.clone(),
            points: accrual.points,
        };
        let foreseen = store.foresee_accrual(&target, &audience).await?;
        let acting = ActingAlone {
            actor: accrual.asked_by,
            programme: accrual.programme,
            point_type: accrual.point_type.clone(),
            now,
            besides: Some(accrual.id),
        };
        let all = foreseen.points(accrual.points);
        if exceeds_alone(store, &acting, AloneWay::Giving, all, limit).await? {
            let state = AccrualState::AwaitingApproval;
            return Ok(Ok(PointAccrual { state, foreseen, job: None, updated_at: now, ..accrual }));
        }
    }
    let customers = match &audience {
        ResolvedAudience::Filter(_) => store.freeze_accrual(accrual.id, &audience).await?,
        ResolvedAudience::Customers(named) => u64::try_from(named.ids().len()).unwrap_or(u64::MAX),
    };
    Ok(Ok(PointAccrual {
        state: AccrualState::Running,
        customers,
        total: customers,
        terms: Some(AccrualTerms { programme_version, expires_at }),
        updated_at: now,
        ..accrual
    }))
}

/// Who is meant now, unless that cannot be looked up any more.
async fn audience_of(
    store: &mut dyn AccrualJobStore,
    calendar: &MerchantCalendar,
    environment: &Environment,
    accrual: &PointAccrual,
) -> Result<Option<ResolvedAudience>, StoreError> {
    let Some(filter) = &accrual.audience else {
        let most = u32::try_from(PickedCustomers::MOST).unwrap_or(u32::MAX);
        let named = store.customers_of_accrual(accrual.id, most).await?;
        let named =
            PickedCustomers::new(named).map_err(|error| StoreError::inconsistent("point_accruals", error))?;
        return Ok(Some(ResolvedAudience::Customers(named)));
    };
    match resolve_filter(store, filter, calendar, environment.now()).await {
        Ok(resolved) => Ok(Some(ResolvedAudience::Filter(resolved))),
        Err(ResolveFilterError::Filter(_)) => Ok(None),
        Err(ResolveFilterError::NotReady(error)) => Err(StoreError::inconsistent("point_accruals", error)),
        Err(ResolveFilterError::Store(error)) => Err(error),
    }
}

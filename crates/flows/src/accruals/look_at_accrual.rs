//! Looks at what an accrual would give, without giving it.

use regulars_kernel::{Actor, Instant, MerchantCalendar};
use regulars_loyalty::{AccrualForeseen, AloneWay, PointValue, exceeds_alone};
use regulars_newsletters::{Audience, ResolvedAudience};

use super::asked::{NewAccrual, RequestAccrualError, checked};
use super::store::{AccrualLookReads, AccrualTarget};
use crate::newsletters::{bind_references, resolve_audience};

/// What an accrual would give if it began now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccrualLook {
    /// Who would be met.
    pub foreseen: AccrualForeseen,
    /// What all members together would get.
    pub points: i64,
    /// What the merchant would owe more by that, in minor units, rounded down. What pays what members owe adds nothing. None for
    /// points that cannot be spent.
    pub liability: Option<i64>,
    /// When it would expire, where it was given now.
    pub expires_at: Option<Instant>,
    /// Whether it is more than whoever asks may credit alone.
    pub needs_approval: bool,
}

/// What an accrual would give if it was asked for now and began at once.
pub async fn look_at_accrual(
    store: &mut dyn AccrualLookReads,
    calendar: &MerchantCalendar,
    now: Instant,
    by: Actor,
    new: &NewAccrual,
) -> Result<AccrualLook, RequestAccrualError> {
    let (_, kind) = checked(store, now, new).await?;
    let mut asked = new.audience.clone();
    bind_references(store, &mut asked).await?;
    let audience = resolve_audience(store, &asked, calendar, now).await?;
    let target =
        AccrualTarget { programme: new.programme, point_type: new.point_type.clone(), points: new.points };
    let foreseen = store.foresee_accrual(&target, &audience).await?;
    check_named(&new.audience, &audience, foreseen)?;
    let points = foreseen.points(new.points);
    if points > PointValue::MOST_TOLD {
        return Err(RequestAccrualError::TooMuch);
    }
    let more = points - foreseen.pays_owed;
    let worth = kind.value.map(|value| value.amount_of(more).ok_or(RequestAccrualError::TooMuch));
    let liability = worth.transpose()?;
    let begins_at = new.run_at.unwrap_or(now);
    let limit = kind.adjustment_limit;
    let needs_approval =
        exceeds_alone(store, &new.asked_by(by, now), AloneWay::Giving, points, limit).await?;
    Ok(AccrualLook {
        foreseen,
        points,
        liability,
        expires_at: new.expires_at.or_else(|| kind.expiry.of(begins_at, calendar)),
        needs_approval,
    })
}

/// Fails where one of the named customers is not there.
fn check_named(
    asked: &Audience,
    audience: &ResolvedAudience,
    foreseen: AccrualForeseen,
) -> Result<(), RequestAccrualError> {
    let (Audience::Customers(_), ResolvedAudience::Customers(meant)) = (asked, audience) else {
        return Ok(());
    };
    match u64::try_from(meant.ids().len()) {
        Ok(named) if named == foreseen.customers() => Ok(()),
        _ => Err(RequestAccrualError::UnknownCustomers),
    }
}

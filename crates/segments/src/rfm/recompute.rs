//! Scores every customer anew.

use chrono::NaiveTime;
use regulars_kernel::{
    CustomerId, Date, Environment, Instant, MerchantCalendar, RfmMoveId, RfmStanding, StoreError,
};

use crate::rfm::cuts::Cuts;
use crate::rfm::settings::{RfmMethod, RfmSettings};
use crate::rfm::standing::standing_of;
use crate::rfm::store::{RfmFacts, RfmMove, RfmReads, RfmRun, RfmStore};

/// At what time of the merchant's day customers are scored.
const HOUR: NaiveTime = match NaiveTime::from_hms_opt(3, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// How many customers are scored in one transaction.
const CHUNK: u32 = 500;

/// By what a scoring goes, which stays the same while it goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RfmPlan {
    settings: RfmSettings,
    cuts: Cuts,
    today: Date,
    begun_at: Instant,
}

/// Takes the bounds for a scoring of today. Under quantiles it looks at every customer.
pub async fn plan_rfm<Store: RfmReads + ?Sized>(
    store: &mut Store,
    environment: &Environment,
    calendar: &MerchantCalendar,
) -> Result<RfmPlan, StoreError> {
    let begun_at = environment.now();
    let (settings, today) = (store.rfm_settings().await?, calendar.date_of(begun_at));
    let cuts = match settings.method {
        RfmMethod::Fixed(cuts) => cuts,
        RfmMethod::Quantiles => store.rfm_fifths(calendar, today).await?,
    };
    Ok(RfmPlan { settings, cuts, today, begun_at })
}

/// Scores the customers of one chunk and tells who was the last; none when there was nobody. A customer who stands where
/// they stood is not written, so a scoring that broke off can begin again.
pub async fn score_chunk(
    store: &mut dyn RfmStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    plan: &RfmPlan,
    after: Option<CustomerId>,
) -> Result<Option<CustomerId>, StoreError> {
    let RfmPlan { settings, cuts, today, begun_at: _ } = plan;
    let facts = store.rfm_facts_after(calendar, after, CHUNK).await?;
    let (mut standings, mut moves) = (Vec::new(), Vec::new());
    for RfmFacts { customer, buying, standing: before } in &facts {
        let after = buying.and_then(|buying| standing_of(buying, *today, cuts, &settings.grid));
        if after == *before {
            continue;
        }
        let class = |standing: &Option<RfmStanding>| standing.as_ref().map(|standing| standing.class.clone());
        if class(before) != class(&after) {
            let id = RfmMoveId::new(environment.new_id());
            let (from, to) = (class(before), after.clone());
            moves.push(RfmMove { id, customer: *customer, on: *today, from, to });
        }
        standings.push((*customer, after));
    }
    if !standings.is_empty() {
        store.write_rfm_standings(&standings, &moves).await?;
    }
    Ok(facts.last().map(|facts| facts.customer))
}

/// Ends a scoring: the next one is due early on the merchant's next day.
pub async fn end_rfm(
    store: &mut dyn RfmStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    plan: &RfmPlan,
) -> Result<(), StoreError> {
    let next = next_scoring(calendar, plan.today);
    store.end_rfm_run(&RfmRun { ended_at: environment.now(), cuts: plan.cuts }, plan.begun_at, next).await
}

/// When customers are scored next, who have been scored on that day: early on the next one.
pub fn next_scoring(calendar: &MerchantCalendar, day: Date) -> Instant {
    let tomorrow = day.succ_opt().unwrap_or(day);
    calendar.instant_of(tomorrow.and_time(HOUR))
}

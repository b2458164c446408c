//! Takes the grant of the present month.

use regulars_kernel::{Environment, StoreError};

use crate::record::{EntryLine, record};
use crate::{Balance, EntryKind, EntrySource, QuotaMonth, QuotaPlan, QuotaStore};

/// Takes the grant of the present month, if it was not taken before, and gives the month as it stands.
///
/// The grant is the plan's multiplier times the regulars at the end of the previous month, and never changes
/// afterwards. Only a merchant's first month follows the regulars of the moment: each call raises its grant to them.
/// What was granted once is not taken back when there are fewer.
///
/// Every use opens the month by itself. A job that calls this soon after the month's turn makes the count independent
/// of customers who are erased later in the month.
pub async fn open_month(
    store: &mut dyn QuotaStore,
    environment: &Environment,
) -> Result<QuotaMonth, StoreError> {
    let now = environment.now();
    let plan = store.quota_plan().await?;
    let period = plan.period(now);
    let found = store.find_quota_month(period).await?;
    match found {
        Some(month) if !plan.is_first(period) => return Ok(month),
        Some(month) => return raise(store, environment, &plan, month).await,
        None => {}
    }
    let granted = plan.grant(store.count_regulars(plan.regulars_of(period)).await?);
    if store.insert_quota_month(period, granted, now).await? {
        let month = QuotaMonth { period, balance: Balance { granted, used: 0, reserved: 0 } };
        record(store, environment, vec![grant_line(&month, granted)]).await?;
        return Ok(month);
    }
    let missing = || StoreError::inconsistent("quota_months", format_args!("{period} vanished"));
    store.find_quota_month(period).await?.ok_or_else(missing)
}

/// The entry of a grant. Its step is the whole grant after it, which is larger each time.
fn grant_line(month: &QuotaMonth, amount: i64) -> EntryLine {
    let source = EntrySource::Month(month.period);
    EntryLine {
        source,
        step: month.balance.granted,
        kind: EntryKind::Grant,
        counter: month.counter(),
        amount,
    }
}

/// Raises the first month's grant to the regulars of the moment.
async fn raise(
    store: &mut dyn QuotaStore,
    environment: &Environment,
    plan: &QuotaPlan,
    mut month: QuotaMonth,
) -> Result<QuotaMonth, StoreError> {
    let period = month.period;
    let granted = plan.grant(store.count_regulars(plan.regulars_of(period)).await?);
    while month.balance.granted < granted {
        let before = month.balance.granted;
        if store.raise_quota_month(period, before, granted, environment.now()).await? {
            month.balance.granted = granted;
            record(store, environment, vec![grant_line(&month, granted - before)]).await?;
        } else if let Some(raised) = store.find_quota_month(period).await? {
            month = raised;
        }
    }
    Ok(month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory_store::{MemoryStore, World};

    #[tokio::test]
    async fn a_grant_is_taken_once() {
        let world = World::at("2026-11-03T08:00:00Z");
        let mut store = MemoryStore::created("2026-09-01T00:00:00Z");
        store.add_regulars(1_250, "2026-10-31T22:00:00Z");
        assert_eq!(open_month(&mut store, &world.environment).await.unwrap().balance.granted, 2_500);
        store.add_regulars(10, "2026-10-31T22:00:00Z");
        store.plan.multiplier = 3;
        assert_eq!(open_month(&mut store, &world.environment).await.unwrap().balance.granted, 2_500);
        assert_eq!(store.entries.len(), 1);
    }

    #[tokio::test]
    async fn the_first_month_follows_the_regulars_upwards() {
        let world = World::at("2026-11-03T08:00:00Z");
        let mut store = MemoryStore::created("2026-11-02T00:00:00Z");
        assert_eq!(open_month(&mut store, &world.environment).await.unwrap().balance.granted, 0);
        store.add_regulars(4, "2026-11-03T07:00:00Z");
        assert_eq!(open_month(&mut store, &world.environment).await.unwrap().balance.granted, 8);
        store.end_regulars(3, "2026-11-03T07:30:00Z");
        assert_eq!(open_month(&mut store, &world.environment).await.unwrap().balance.granted, 8);
        assert_eq!(store.entries.iter().map(|entry| entry.amount).sum::<i64>(), 8);
    }

    #[tokio::test]
    async fn the_end_of_the_month_is_the_merchant_s_midnight() {
        let world = World::at("2026-12-03T08:00:00Z");
        let mut store = MemoryStore::created("2026-09-01T00:00:00Z");
        store.add_regulars(1, "2026-11-30T22:59:59Z");
        store.add_regulars(2, "2026-11-30T23:00:00Z");
        store.end_regulars(0, "2026-11-30T23:00:00Z");
        assert_eq!(open_month(&mut store, &world.environment).await.unwrap().balance.granted, 2);
    }
}

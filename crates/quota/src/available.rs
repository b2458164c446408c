//! What may be sent just now.

use regulars_kernel::{Date, Environment, Instant, StoreError};

use crate::QuotaReads;

/// What a merchant may send just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AvailableQuota {
    /// The first day of the present month.
    pub period: Date,
    /// The monthly part.
    pub monthly: MonthlyQuota,
    /// Units left in all packs.
    pub packs_left: i64,
    /// Units left in all.
    pub available: i64,
    /// Test sends.
    pub tests: TestQuota,
    /// Units a month for each regular, by the plan as it is now.
    pub multiplier: i64,
}

/// The monthly part of the quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthlyQuota {
    /// The grant.
    pub granted: i64,
    /// Units that messages have used.
    pub used: i64,
    /// Units that are held for messages that have not left yet.
    pub reserved: i64,
    /// Units that nobody holds.
    pub left: i64,
    /// When they expire.
    pub expires_at: Instant,
}

/// The test sends of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TestQuota {
    /// How many the plan allows.
    pub granted: i64,
    /// How many are used.
    pub used: i64,
    /// How many are left.
    pub left: i64,
}

/// Tells what may be sent just now. Changes nothing: a month whose grant was not taken yet is shown with the grant
/// that taking it now would give.
pub async fn available(
    store: &mut dyn QuotaReads,
    environment: &Environment,
) -> Result<AvailableQuota, StoreError> {
    let plan = store.quota_plan().await?;
    let period = plan.period(environment.now());
    let found = store.find_quota_month(period).await?;
    let mut balance = found.map(|month| month.balance).unwrap_or_default();
    if found.is_none() || plan.is_first(period) {
        let grant = plan.grant(store.count_regulars(plan.regulars_of(period)).await?);
        balance.granted = balance.granted.max(grant);
    }
    let packs_left = store.quota_packs_with_room().await?.iter().map(|pack| pack.balance.left()).sum();
    let tests_used = store.count_quota_tests(period).await?;
    Ok(AvailableQuota {
        period,
        monthly: MonthlyQuota {
            granted: balance.granted,
            used: balance.used,
            reserved: balance.reserved,
            left: balance.left(),
            expires_at: plan.expires_at(period),
        },
        packs_left,
        available: balance.left() + packs_left,
        tests: TestQuota {
            granted: plan.tests_per_month,
            used: tests_used,
            left: (plan.tests_per_month - tests_used).max(0),
        },
        multiplier: plan.multiplier,
    })
}

//! Takes test sends.

use regulars_kernel::{Environment, StoreError};

use crate::{QuotaStore, TestQuota};

/// There are too few test sends left this month, and none was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{needed} test sends are needed and {left} of {granted} are left this month")]
pub struct TestSendsExhausted {
    /// How many addresses were to get a test.
    pub needed: i64,
    /// How many tests the month has.
    pub granted: i64,
    /// How many are left.
    pub left: i64,
}

/// Why no test was taken.
#[derive(Debug, thiserror::Error)]
pub enum TakeTestSendsError {
    /// There are too few left.
    #[error(transparent)]
    Exhausted(#[from] TestSendsExhausted),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes one test send of the present month for each of `addresses`, or none. No quota is taken.
pub async fn take_test_sends(
    store: &mut dyn QuotaStore,
    environment: &Environment,
    addresses: u32,
) -> Result<TestQuota, TakeTestSendsError> {
    let plan = store.quota_plan().await?;
    let period = plan.period(environment.now());
    let (needed, granted) = (i64::from(addresses), plan.tests_per_month);
    let taken = if needed == 0 || needed > granted {
        None
    } else {
        store.take_quota_tests(period, needed, granted).await?
    };
    if let Some(used) = taken {
        return Ok(TestQuota { granted, used, left: granted - used });
    }
    let used = store.count_quota_tests(period).await?;
    let left = (granted - used).max(0);
    if needed == 0 {
        return Ok(TestQuota { granted, used, left });
    }
    Err(TestSendsExhausted { needed, granted, left }.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory_store::{MemoryStore, World};

    #[tokio::test]
    async fn the_eleventh_test_is_refused_until_the_next_month() {
        let world = World::at("2026-11-30T22:00:00Z");
        let mut store = MemoryStore::created("2026-09-01T00:00:00Z");
        let seven = take_test_sends(&mut store, &world.environment, 7).await.unwrap();
        assert_eq!(seven, TestQuota { granted: 10, used: 7, left: 3 });
        let refused = take_test_sends(&mut store, &world.environment, 4).await;
        let expected = TestSendsExhausted { needed: 4, granted: 10, left: 3 };
        assert!(matches!(refused, Err(TakeTestSendsError::Exhausted(error)) if error == expected));
        assert_eq!(take_test_sends(&mut store, &world.environment, 3).await.unwrap().left, 0);
        assert!(take_test_sends(&mut store, &world.environment, 1).await.is_err());
        world.clock.set("2026-11-30T23:00:00Z".parse().unwrap());
        assert_eq!(take_test_sends(&mut store, &world.environment, 1).await.unwrap().left, 9);
        assert!(take_test_sends(&mut store, &world.environment, 11).await.is_err());
    }
}

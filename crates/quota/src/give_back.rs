//! Gives reserved units back.

use regulars_kernel::Environment;

use crate::settle::{SettleError, Settled, Settlement, settle};
use crate::{QuotaStore, Spender};

/// Gives `units` of what `spender` holds back to where they came from, those that were taken last first. A monthly unit
/// whose month is over is gone.
pub async fn give_back(
    store: &mut dyn QuotaStore,
    environment: &Environment,
    spender: Spender,
    units: u32,
) -> Result<Settled, SettleError> {
    settle(store, environment, spender, Settlement { used: 0, returned: units }).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory_store::{MemoryStore, World, newsletter};
    use crate::{EntryKind, available, reserve, use_units};

    #[tokio::test]
    async fn a_unit_of_a_month_that_is_over_is_gone() {
        let world = World::at("2026-11-30T22:59:00Z");
        let mut store = MemoryStore::created("2026-09-01T00:00:00Z");
        store.add_regulars(50, "2026-10-01T00:00:00Z");
        reserve(&mut store, &world.environment, newsletter(1), 10).await.unwrap();
        let settled = give_back(&mut store, &world.environment, newsletter(1), 1).await.unwrap();
        assert_eq!(settled, Settled { to_month: 1, to_packs: 0, lapsed: 0 });
        assert_eq!(available(&mut store, &world.environment).await.unwrap().available, 91);
        world.clock.set("2026-11-30T23:00:00Z".parse().unwrap());
        let settled = give_back(&mut store, &world.environment, newsletter(1), 2).await.unwrap();
        assert_eq!(settled, Settled { to_month: 0, to_packs: 0, lapsed: 2 });
        assert_eq!(available(&mut store, &world.environment).await.unwrap().available, 100);
        assert_eq!(store.entries.last().unwrap().kind, EntryKind::Lapse);
    }

    #[tokio::test]
    async fn no_more_comes_back_than_is_held() {
        let world = World::at("2026-11-03T08:00:00Z");
        let mut store = MemoryStore::created("2026-09-01T00:00:00Z");
        store.add_regulars(50, "2026-10-01T00:00:00Z");
        let refused = give_back(&mut store, &world.environment, newsletter(1), 1).await;
        assert!(matches!(refused, Err(SettleError::MoreThanReserved { settled: 1, open: 0 })));
        reserve(&mut store, &world.environment, newsletter(1), 10).await.unwrap();
        use_units(&mut store, &world.environment, newsletter(1), 7).await.unwrap();
        let refused = give_back(&mut store, &world.environment, newsletter(1), 4).await;
        assert!(matches!(refused, Err(SettleError::MoreThanReserved { settled: 4, open: 3 })));
    }
}

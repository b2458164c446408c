//! Reserves units for a send: all that it needs, or none.

use regulars_kernel::{Environment, StoreError};

use crate::open_month::open_month;
use crate::record::{EntryLine, record};
use crate::{Counter, EntryKind, EntrySource, QuotaStore, Spender};

/// Where the reserved units came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reserved {
    /// Units of the present month.
    pub from_month: i64,
    /// Units of packs.
    pub from_packs: i64,
}

/// There is too little, and nothing was reserved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{needed} units are needed and {available} are available: {shortfall} too few")]
pub struct QuotaExhausted {
    /// How many units were asked for.
    pub needed: i64,
    /// How many there are.
    pub available: i64,
    /// How many are missing.
    pub shortfall: i64,
}

/// Why nothing was reserved.
#[derive(Debug, thiserror::Error)]
pub enum ReserveError {
    /// There is too little.
    #[error(transparent)]
    Exhausted(#[from] QuotaExhausted),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reserves `units` for `spender`: monthly units first, then those of the oldest pack, then of the next one. When there
/// is too little, nothing is reserved, and the transaction can go on.
///
/// A spender that reserves again holds more. The counters stay locked until the transaction ends, so a send calls this
/// late: after its audience is written.
pub async fn reserve(
    store: &mut dyn QuotaStore,
    environment: &Environment,
    spender: Spender,
    units: u32,
) -> Result<Reserved, ReserveError> {
    if units == 0 {
        return Ok(Reserved::default());
    }
    let needed = i64::from(units);
    let step = store.grow_reservation(spender, needed, environment.now()).await?;
    let month = open_month(store, environment).await?;
    let taken = take(store, environment, month.counter(), needed).await?;
    let available: i64 = taken.iter().map(|(_, amount)| amount).sum();
    if available < needed {
        for (counter, amount) in taken {
            store.settle_quota(counter, 0, amount, environment.now()).await?;
        }
        store.withdraw_reservation(spender, needed).await?;
        return Err(QuotaExhausted { needed, available, shortfall: needed - available }.into());
    }
    attach(store, spender, step, &taken).await?;
    let source = EntrySource::Spender(spender);
    let line = |&(counter, amount)| EntryLine { source, step, kind: EntryKind::Reserve, counter, amount };
    record(store, environment, taken.iter().map(line).collect()).await?;
    let from_month =
        taken.iter().filter(|(counter, _)| *counter == month.counter()).map(|(_, units)| units).sum();
    Ok(Reserved { from_month, from_packs: needed - from_month })
}

/// Takes up to `needed` units, from the month and then from packs by age.
async fn take(
    store: &mut dyn QuotaStore,
    environment: &Environment,
    month: Counter,
    needed: i64,
) -> Result<Vec<(Counter, i64)>, StoreError> {
    let now = environment.now();
    let mut taken = Vec::new();
    let mut missing = needed;
    let from_month = store.take_quota(month, missing, now).await?;
    if from_month > 0 {
        taken.push((month, from_month));
        missing -= from_month;
    }
    if missing == 0 {
        return Ok(taken);
    }
    for pack in store.quota_packs_with_room().await? {
        let from_pack = store.take_quota(pack.counter(), missing, now).await?;
        if from_pack > 0 {
            taken.push((pack.counter(), from_pack));
            missing -= from_pack;
        }
        if missing == 0 {
            break;
        }
    }
    Ok(taken)
}

/// Writes down which counters the reservation holds units of, in the order in which they were taken.
async fn attach(
    store: &mut dyn QuotaStore,
    spender: Spender,
    step: i64,
    taken: &[(Counter, i64)],
) -> Result<(), StoreError> {
    let last = if step == 1 { None } else { store.reservation_parts(spender).await?.pop() };
    let mut end = last.map(|part| (part.position, part.counter));
    for (counter, amount) in taken {
        let position = match end {
            Some((position, of)) if of == *counter => position,
            Some((position, _)) => position + 1,
            None => 1,
        };
        store.grow_reservation_part(spender, position, *counter, *amount).await?;
        end = Some((position, *counter));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory_store::{MemoryStore, World, newsletter};
    use crate::{PackCount, ReservationReads, grant_packs, reconcile};
    use regulars_kernel::Actor;

    #[tokio::test]
    async fn too_little_reserves_nothing_and_tells_the_shortfall() {
        let world = World::at("2026-11-03T08:00:00Z");
        let mut store = MemoryStore::created("2026-09-01T00:00:00Z");
        store.add_regulars(50, "2026-10-01T00:00:00Z");
        let packs = PackCount::new(2).unwrap();
        grant_packs(&mut store, &world.environment, Actor::System, packs).await.unwrap();
        let refused = reserve(&mut store, &world.environment, newsletter(1), 20_101).await;
        let expected = QuotaExhausted { needed: 20_101, available: 20_100, shortfall: 1 };
        assert!(matches!(refused, Err(ReserveError::Exhausted(error)) if error == expected));
        assert_eq!(store.find_reservation(newsletter(1)).await.unwrap(), None);
        assert_eq!(reconcile(&mut store).await.unwrap(), vec![]);
        let reserved = reserve(&mut store, &world.environment, newsletter(1), 20_100).await.unwrap();
        assert_eq!(reserved, Reserved { from_month: 100, from_packs: 20_000 });
        assert_eq!(store.reservation_parts(newsletter(1)).await.unwrap().len(), 3);
    }

    #[tokio::test]
    async fn a_spender_that_reserves_again_holds_more() {
        let world = World::at("2026-11-30T08:00:00Z");
        let mut store = MemoryStore::created("2026-09-01T00:00:00Z");
        store.add_regulars(50, "2026-10-01T00:00:00Z");
        let spender = Spender::Automation(uuid::Uuid::from_u128(9));
        for _ in 0..3 {
            reserve(&mut store, &world.environment, spender, 1).await.unwrap();
        }
        world.clock.set("2026-12-01T08:00:00Z".parse().unwrap());
        reserve(&mut store, &world.environment, spender, 1).await.unwrap();
        let parts = store.reservation_parts(spender).await.unwrap();
        assert_eq!(parts.iter().map(|part| part.reserved).collect::<Vec<_>>(), vec![3, 1]);
        assert_eq!(store.find_reservation(spender).await.unwrap().unwrap().open(), 4);
        let nothing = reserve(&mut store, &world.environment, newsletter(2), 0).await.unwrap();
        assert_eq!(nothing, Reserved::default());
    }
}

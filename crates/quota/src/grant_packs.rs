//! Grants packs to a merchant.

use regulars_kernel::{Actor, Environment, Instant, QuotaPackId, QuotaPackOrderId, StoreError};

use crate::record::{EntryLine, record};
use crate::{Balance, EntryKind, EntrySource, PACK_SIZE, PackCount, QuotaPack, QuotaPackOrder, QuotaStore};

/// Packs that were granted, and the orders that they went to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GrantedPacks {
    /// The packs.
    pub packs: Vec<QuotaPack>,
    /// Orders that got some of them, as they are now.
    pub orders: Vec<QuotaPackOrder>,
}

/// Grants packs of [`PACK_SIZE`] units. They go to the merchant's open orders, the oldest first; what is granted beyond
/// them needs no order.
pub async fn grant_packs(
    store: &mut dyn QuotaStore,
    environment: &Environment,
    granted_by: Actor,
    packs: PackCount,
) -> Result<GrantedPacks, StoreError> {
    let now = environment.now();
    let (orders, fulfilled) = fulfil_orders(store, i64::from(packs.get()), granted_by, now).await?;
    let mut ids: Vec<_> = (0..packs.get()).map(|_| QuotaPackId::new(environment.new_id())).collect();
    ids.sort_unstable();
    let mut ordered = fulfilled.into_iter();
    let granted: Vec<QuotaPack> = ids
        .into_iter()
        .map(|id| {
            let (order, ordered_at) = ordered.next().unzip();
            let balance = Balance { granted: PACK_SIZE, used: 0, reserved: 0 };
            QuotaPack { id, order, ordered_at, granted_by, granted_at: now, balance }
        })
        .collect();
    store.insert_quota_packs(&granted).await?;
    let lines = granted.iter().map(|pack| EntryLine {
        source: EntrySource::Pack(pack.id),
        step: 0,
        kind: EntryKind::Pack,
        counter: pack.counter(),
        amount: PACK_SIZE,
    });
    record(store, environment, lines.collect()).await?;
    Ok(GrantedPacks { packs: granted, orders })
}

/// The order of one pack, and when it was made.
type OrderOfPack = (QuotaPackOrderId, Instant);

/// Counts up to `packs` as granted for open orders. Gives those orders as they are now, and the order of each pack.
async fn fulfil_orders(
    store: &mut dyn QuotaStore,
    packs: i64,
    granted_by: Actor,
    now: Instant,
) -> Result<(Vec<QuotaPackOrder>, Vec<OrderOfPack>), StoreError> {
    let (mut orders, mut fulfilled) = (Vec::new(), Vec::new());
    let mut rest = packs;
    for order in store.open_quota_pack_orders().await? {
        let share = rest.min(order.waiting());
        if share > 0 && store.fulfil_quota_pack_order(order.id, share, granted_by, now).await? {
            fulfilled.extend((0..share).map(|_| (order.id, order.ordered_at)));
            rest -= share;
            let granted_packs = order.granted_packs + share;
            let (granted_by, granted_at) = (Some(granted_by), Some(now));
            orders.push(QuotaPackOrder { granted_packs, granted_by, granted_at, ..order });
        }
    }
    Ok((orders, fulfilled))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PackReads;
    use crate::memory_store::{MemoryStore, World};
    use crate::order_packs;

    #[tokio::test]
    async fn packs_go_to_open_orders_first() {
        let world = World::at("2026-11-03T08:00:00Z");
        let mut store = MemoryStore::created("2026-09-01T00:00:00Z");
        let count = |packs| PackCount::new(packs).unwrap();
        let first = order_packs(&mut store, &world.environment, Actor::System, count(2)).await.unwrap();
        world.clock.advance(chrono::Duration::seconds(1));
        let second = order_packs(&mut store, &world.environment, Actor::System, count(2)).await.unwrap();
        let granted = grant_packs(&mut store, &world.environment, Actor::System, count(3)).await.unwrap();
        let fulfilled: Vec<_> =
            granted.orders.iter().map(|order| (order.id, order.granted_packs, order.state())).collect();
        assert_eq!(fulfilled, vec![(first.id, 2, "granted"), (second.id, 1, "ordered")]);
        let orders: Vec<_> = granted.packs.iter().map(|pack| pack.order).collect();
        assert_eq!(orders, vec![Some(first.id), Some(first.id), Some(second.id)]);
        let open = store.open_quota_pack_orders().await.unwrap();
        assert_eq!(
            open.iter().map(|order| (order.id, order.waiting())).collect::<Vec<_>>(),
            vec![(second.id, 1)]
        );
        let granted = grant_packs(&mut store, &world.environment, Actor::System, count(2)).await.unwrap();
        assert_eq!(
            granted.packs.iter().map(|pack| pack.order).collect::<Vec<_>>(),
            vec![Some(second.id), None]
        );
        assert_eq!(store.entries.len(), 5);
        assert_eq!((PackCount::new(0), PackCount::new(1_001)), (None, None));
    }
}

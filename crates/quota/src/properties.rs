//! Random sequences of all operations, held against the rules that never break.

use proptest::prelude::*;
use regulars_kernel::Actor;

use crate::memory_store::{MemoryStore, World, newsletter};
use crate::{
    Counter, PackCount, ReserveError, SettleError, Settlement, available, grant_packs, open_month, reconcile,
    reserve, settle, take_test_sends,
};

#[derive(Clone, Debug)]
enum Step {
    Reserve(u128, u32),
    Settle(u128, u32, u32),
    Grant(u16),
    AddRegulars(usize),
    Wait(i64),
    Open,
    Test(u32),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..4_u128, 0..9_000_u32).prop_map(|(spender, units)| Step::Reserve(spender, units)),
        6 => (0..4_u128, 0..3_000_u32, 0..3_000_u32)
            .prop_map(|(spender, used, returned)| Step::Settle(spender, used, returned)),
        1 => (1..3_u16).prop_map(Step::Grant),
        2 => (0..800_usize).prop_map(Step::AddRegulars),
        2 => (0..20_i64).prop_map(Step::Wait),
        1 => Just(Step::Open),
        1 => (0..6_u32).prop_map(Step::Test),
    ]
}

async fn run(steps: Vec<Step>) {
    let world = World::at("2026-10-20T08:00:00Z");
    let mut store = MemoryStore::created("2026-10-02T00:00:00Z");
    for step in steps {
        let before = available(&mut store, &world.environment).await.unwrap();
        match step {
            Step::Reserve(spender, units) => {
                let needed = i64::from(units);
                let answer = reserve(&mut store, &world.environment, newsletter(spender), units).await;
                let after = available(&mut store, &world.environment).await.unwrap();
                match answer {
                    Ok(reserved) => {
                        assert!(needed <= before.available);
                        assert_eq!(reserved.from_month, needed.min(before.monthly.left));
                        assert_eq!(reserved.from_month + reserved.from_packs, needed);
                        assert_eq!(after.available, before.available - needed);
                    }
                    Err(ReserveError::Exhausted(refused)) => {
                        assert_eq!(refused.available, before.available);
                        assert_eq!(refused.shortfall, needed - before.available);
                        assert!(refused.shortfall > 0);
                        assert_eq!(after, before);
                    }
                    Err(error) => panic!("{error}"),
                }
            }
            Step::Settle(spender, used, returned) => {
                let held = store.reservations.get(&newsletter(spender)).map_or(0, |held| held.0.open());
                let settlement = Settlement { used, returned };
                let answer = settle(&mut store, &world.environment, newsletter(spender), settlement).await;
                let after = available(&mut store, &world.environment).await.unwrap();
                match answer {
                    Ok(settled) => {
                        assert_eq!(settled.to_month + settled.to_packs + settled.lapsed, i64::from(returned));
                        assert_eq!(after.available - before.available, settled.to_month + settled.to_packs);
                    }
                    Err(SettleError::MoreThanReserved { settled, open }) => {
                        assert_eq!(open, held);
                        assert!(settled > held);
                        assert_eq!(after, before);
                    }
                    Err(error) => panic!("{error}"),
                }
            }
            Step::Grant(packs) => {
                let packs = PackCount::new(packs).unwrap();
                grant_packs(&mut store, &world.environment, Actor::System, packs).await.unwrap();
            }
            Step::AddRegulars(count) => store.add_regulars(count, &world.environment.now().to_rfc3339()),
            Step::Wait(days) => world.clock.advance(chrono::Duration::days(days)),
            Step::Open => {
                let month = open_month(&mut store, &world.environment).await.unwrap();
                assert_eq!(month.balance.granted, before.monthly.granted);
            }
            Step::Test(addresses) => {
                let taken = take_test_sends(&mut store, &world.environment, addresses).await;
                assert_eq!(taken.is_ok(), i64::from(addresses) <= before.tests.left);
            }
        }
        hold_the_invariants(&mut store).await;
    }
}

/// Ledger, counters and reservations agree; nothing is negative; every unit granted is used, held or left.
async fn hold_the_invariants(store: &mut MemoryStore) {
    assert_eq!(reconcile(store).await.unwrap(), vec![]);
    let months = store.months.iter().map(|(period, balance)| (Counter::Month(*period), *balance));
    let packs = store.packs.iter().map(|pack| (pack.counter(), pack.balance));
    let mut used = 0;
    let mut held = 0;
    for (counter, balance) in months.chain(packs) {
        assert!(balance.used >= 0 && balance.reserved >= 0 && balance.left() >= 0, "{counter}: {balance:?}");
        used += balance.used;
        held += balance.reserved;
    }
    assert_eq!(used, store.reservations.values().map(|held| held.0.used).sum::<i64>());
    assert_eq!(held, store.reservations.values().map(|held| held.0.open()).sum::<i64>());
    assert!(store.tests.values().all(|used| *used <= 10));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_books_balance_after_any_sequence(steps in prop::collection::vec(step(), 1..60)) {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(run(steps));
    }
}

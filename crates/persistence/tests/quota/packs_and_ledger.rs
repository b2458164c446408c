//! Packs, their orders, and the ledger as it is read.

use regulars_kernel::{Actor, PageRequest, PageSize, StoreError, UserId};
use regulars_quota::{EntryKind, PackCount, PackReads, QuotaLedgerReads, order_packs};
use uuid::Uuid;

use crate::fixture::{fixtures, newsletter, scope};

#[tokio::test(flavor = "multi_thread")]
async fn packs_are_ordered_granted_and_listed_and_belong_to_one_merchant() {
    for fixture in fixtures("2026-11-21T09:00:00Z").await {
        let (environment, user) = (fixture.environment.clone(), Actor::User(UserId::new(Uuid::from_u128(5))));
        let order: Result<_, StoreError> = fixture
            .database
            .write(fixture.scope, move |tx| {
                Box::pin(async move { order_packs(tx, &environment, user, PackCount::new(2).unwrap()).await })
            })
            .await;
        let order = order.unwrap();
        fixture.grant(3).await;
        let list: Result<_, StoreError> = fixture
            .database
            .read(fixture.scope, async move |tx| {
                let page = PageRequest { size: PageSize::DEFAULT, after: None };
                let packs = tx.quota_packs_with_room().await?;
                Ok((tx.list_quota_pack_orders(false, page).await?, packs))
            })
            .await;
        let (orders, packs) = list.unwrap();
        assert_eq!(orders.items.len(), 1);
        assert_eq!((orders.items[0].id, orders.items[0].ordered_by), (order.id, user));
        assert_eq!((orders.items[0].state(), orders.items[0].granted_packs), ("granted", 2));
        let of_order: Vec<_> = packs.iter().map(|pack| pack.order).collect();
        assert_eq!(of_order, vec![Some(order.id), Some(order.id), None]);
        assert_eq!(fixture.left().await, (0, 30_000));
        let other = scope(&fixture.environment);
        fixture.add_merchant(other, "2026-09-01T00:00:00Z").await;
        assert_eq!(fixture.available_to(other).await.available, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ledger_is_read_in_pages_from_the_newest() {
    for fixture in fixtures("2026-11-21T09:00:00Z").await {
        fixture.add_regulars(10, "2026-10-31T10:00:00Z", None).await;
        fixture.grant(1).await;
        let spender = newsletter();
        for (step, units) in [(1, 30), (2, 5)] {
            fixture.clock.advance(one_second());
            fixture.reserve(spender, units).await.unwrap_or_else(|error| panic!("{step}: {error}"));
        }
        fixture.clock.advance(one_second());
        assert!(fixture.settle(spender, 21, 3).await);
        let mut kinds = Vec::new();
        let mut after = None;
        loop {
            let page: Result<_, StoreError> = fixture
                .database
                .read(fixture.scope, async move |tx| {
                    let size = PageSize::new(2).unwrap();
                    tx.list_quota_entries(PageRequest { size, after }).await
                })
                .await;
            let page = page.unwrap();
            kinds.extend(page.items.iter().map(|entry| (entry.kind, entry.amount, entry.counter.kind())));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        kinds.reverse();
        let expected = [
            (EntryKind::Pack, 10_000, "pack"),
            (EntryKind::Grant, 20, "month"),
            (EntryKind::Reserve, 20, "month"),
            (EntryKind::Reserve, 10, "pack"),
            (EntryKind::Reserve, 5, "pack"),
            (EntryKind::Use, 20, "month"),
            (EntryKind::Use, 1, "pack"),
            (EntryKind::Return, 3, "pack"),
        ];
        assert_eq!(kinds.len(), expected.len());
        let sorted = |mut kinds: Vec<(EntryKind, i64, &'static str)>| {
            kinds.sort();
            kinds
        };
        // Entries of one second may be of the same millisecond: then their order among each other says nothing.
        assert_eq!(sorted(kinds[1..4].to_vec()), sorted(expected[1..4].to_vec()));
        assert_eq!((kinds[0], kinds[4]), (expected[0], expected[4]));
        assert_eq!(kinds[5..], expected[5..]);
    }
}

fn one_second() -> chrono::Duration {
    chrono::Duration::seconds(1)
}

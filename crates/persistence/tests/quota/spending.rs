//! What is reserved, used and given back, and that the books balance.

use regulars_kernel::StoreError;
use regulars_quota::{ReserveError, Reserved, Settled, reserve};

use crate::fixture::{fixtures, newsletter};

#[tokio::test(flavor = "multi_thread")]
async fn the_example_of_the_rules_holds_step_by_step() {
    for fixture in fixtures("2026-11-21T09:00:00Z").await {
        fixture.add_regulars(1_250, "2026-10-31T10:00:00Z", None).await;
        fixture.grant(1).await;
        assert_eq!(fixture.left().await, (2_500, 10_000));
        let (first, second) = (newsletter(), newsletter());
        fixture.reserve(first, 2_000).await.unwrap();
        assert_eq!(fixture.left().await, (500, 10_000));
        fixture.use_units(first, 1_999).await;
        assert_eq!(fixture.left().await, (500, 10_000));
        let reserved = fixture.reserve(second, 3_000).await.unwrap();
        assert_eq!(reserved, Reserved { from_month: 500, from_packs: 2_500 });
        assert_eq!(fixture.left().await, (0, 7_500));
        fixture.use_units(second, 1_000).await;
        let settled = fixture.give_back(second, 2_000).await;
        assert_eq!(settled, Settled { to_month: 0, to_packs: 2_000, lapsed: 0 });
        assert_eq!(fixture.left().await, (0, 9_500));
        fixture.add_regulars(50, "2026-11-30T22:59:59.999999Z", None).await;
        fixture.at("2026-11-30T23:00:00Z");
        assert_eq!(fixture.left().await, (2_600, 9_500));
        assert_eq!(fixture.available_to(fixture.scope).await.available, 12_100);
        let settled = fixture.give_back(first, 1).await;
        assert_eq!(settled, Settled { to_month: 0, to_packs: 0, lapsed: 1 });
        assert_eq!(fixture.left().await, (2_600, 9_500));
        assert_eq!(fixture.available_to(fixture.scope).await.available, 12_100);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn too_little_changes_nothing_even_when_the_transaction_goes_on() {
    for fixture in fixtures("2026-11-21T09:00:00Z").await {
        fixture.add_regulars(10, "2026-10-31T10:00:00Z", None).await;
        fixture.grant(2).await;
        let spender = newsletter();
        let environment = fixture.environment.clone();
        let refused: Result<_, StoreError> = fixture
            .database
            .write(fixture.scope, move |tx| {
                Box::pin(async move { Ok(reserve(tx, &environment, spender, 20_021).await.unwrap_err()) })
            })
            .await;
        let ReserveError::Exhausted(refused) = refused.unwrap() else { panic!("the store failed") };
        assert_eq!((refused.needed, refused.available, refused.shortfall), (20_021, 20_020, 1));
        assert_eq!(fixture.left().await, (20, 20_000));
        let environment = fixture.environment.clone();
        let undone: Result<(), ReserveError> = fixture
            .database
            .write(fixture.scope, move |tx| {
                Box::pin(async move {
                    reserve(tx, &environment, spender, 20_020).await?;
                    Err(StoreError::Contended.into())
                })
            })
            .await;
        assert!(undone.is_err());
        assert_eq!(fixture.left().await, (20, 20_000));
        assert!(!fixture.settle(spender, 1, 0).await);
        fixture.reserve(spender, 20_020).await.unwrap();
        assert_eq!(fixture.left().await, (0, 0));
        assert_eq!(fixture.give_back(spender, 10_005).await.to_packs, 10_005);
        assert_eq!(fixture.left().await, (0, 10_005));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_books_balance_after_a_long_random_sequence() {
    for fixture in fixtures("2026-10-20T09:00:00Z").await {
        fixture.add_regulars(400, "2026-09-30T10:00:00Z", None).await;
        let spenders: Vec<_> = (0..5).map(|_| newsletter()).collect();
        let mut state: u64 = 42;
        let mut next = move |below: u32| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from((state >> 33) % u64::from(below)).unwrap()
        };
        for _ in 0..250 {
            let spender = spenders[usize::try_from(next(5)).unwrap()];
            match next(12) {
                0 => fixture.grant(1).await,
                1 => fixture.clock.advance(chrono::Duration::days(i64::from(next(9)))),
                2..=5 => {
                    let before = fixture.left().await;
                    let units = next(6_000);
                    let reserved = fixture.reserve(spender, units).await;
                    assert_eq!(reserved.is_ok(), i64::from(units) <= before.0 + before.1);
                }
                _ => {
                    fixture.settle(spender, next(1_500), next(1_500)).await;
                }
            }
        }
        let (month, packs) = fixture.left().await;
        assert!(month >= 0 && packs >= 0);
    }
}

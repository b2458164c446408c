//! Many at the same time spend no unit twice.

use regulars_quota::{ReserveError, Spender, TakeTestSendsError, take_test_sends};
use uuid::Uuid;

use crate::fixture::{fixtures, newsletter};

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_racing_senders_spend_all_and_not_one_more() {
    for fixture in fixtures("2026-11-21T09:00:00Z").await {
        fixture.add_regulars(100, "2026-10-31T10:00:00Z", None).await;
        fixture.grant(1).await;
        let senders: Vec<_> = (0..64_u32)
            .map(|sender| {
                let fixture = fixture.clone();
                tokio::spawn(async move {
                    let mut reserved = 0;
                    for _ in 0..4 {
                        let spender = newsletter();
                        match fixture.reserve(spender, 50).await {
                            Ok(_) if sender % 2 == 0 => {
                                reserved += 50;
                                fixture.use_units(spender, 50).await;
                            }
                            Ok(_) => reserved += 50,
                            Err(ReserveError::Exhausted(refused)) => {
                                assert_eq!((refused.needed, refused.available), (50, 0));
                            }
                            Err(error) => panic!("{error}"),
                        }
                    }
                    reserved
                })
            })
            .collect();
        let mut reserved = 0;
        for sender in senders {
            reserved += sender.await.unwrap();
        }
        assert_eq!(reserved, 10_200);
        assert_eq!(fixture.left().await, (0, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn racing_senders_of_uneven_sizes_never_overspend() {
    for fixture in fixtures("2026-11-21T09:00:00Z").await {
        fixture.add_regulars(30, "2026-10-31T10:00:00Z", None).await;
        fixture.grant(2).await;
        let shared = Spender::Automation(Uuid::from_u128(1));
        let senders: Vec<_> = (0..64_u32)
            .map(|sender| {
                let fixture = fixture.clone();
                tokio::spawn(async move {
                    let mut open = 0;
                    for round in 0..3_u32 {
                        let own = newsletter();
                        let (spender, units) =
                            if sender % 4 == 0 { (shared, 7) } else { (own, 97 * (sender % 7 + 1) + round) };
                        if fixture.reserve(spender, units).await.is_ok() {
                            assert!(fixture.settle(spender, units / 2, units / 3).await);
                            open += i64::from(units - units / 3);
                        }
                    }
                    open
                })
            })
            .collect();
        let mut taken = 0;
        for sender in senders {
            taken += sender.await.unwrap();
        }
        let (month, packs) = fixture.left().await;
        assert_eq!(month + packs + taken, 20_060);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn racing_settlements_of_one_newsletter_settle_each_unit_once() {
    for fixture in fixtures("2026-11-21T09:00:00Z").await {
        fixture.add_regulars(100, "2026-10-31T10:00:00Z", None).await;
        fixture.grant(1).await;
        let spender = newsletter();
        fixture.reserve(spender, 500).await.unwrap();
        let batches: Vec<_> = (0..64)
            .map(|_| {
                let fixture = fixture.clone();
                tokio::spawn(async move { fixture.settle(spender, 6, 4).await })
            })
            .collect();
        let mut settled = 0;
        for batch in batches {
            settled += i64::from(batch.await.unwrap());
        }
        assert_eq!(settled, 50);
        assert_eq!(fixture.left().await, (0, 9_900));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_tests_a_month_and_not_one_more() {
    for fixture in fixtures("2026-11-21T09:00:00Z").await {
        let tests: Vec<_> = (0..64)
            .map(|_| {
                let (fixture, environment) = (fixture.clone(), fixture.environment.clone());
                tokio::spawn(async move {
                    let work = fixture.database.write(fixture.scope, move |tx| {
                        Box::pin(async move { take_test_sends(tx, &environment, 1).await })
                    });
                    match work.await {
                        Ok(_) => 1,
                        Err(TakeTestSendsError::Exhausted(refused)) => {
                            assert_eq!(refused.left, 0);
                            0
                        }
                        Err(error) => panic!("{error}"),
                    }
                })
            })
            .collect();
        let mut taken = 0;
        for test in tests {
            taken += test.await.unwrap();
        }
        assert_eq!(taken, 10);
        assert_eq!(fixture.available_to(fixture.scope).await.tests.left, 0);
        fixture.at("2026-11-30T23:00:00Z");
        assert_eq!(fixture.available_to(fixture.scope).await.tests.left, 10);
    }
}

//! What a month has, and when it begins.

use regulars_kernel::{Instant, StoreError};
use regulars_quota::open_month;

use crate::fixture::{fixtures, newsletter};

#[tokio::test(flavor = "multi_thread")]
async fn a_month_is_opened_once_and_counts_its_regulars_at_belgrade_s_midnight() {
    for fixture in fixtures("2026-11-01T00:00:00Z").await {
        fixture.add_regulars(5, "2026-10-31T22:59:59.5Z", None).await;
        fixture.add_regulars(7, "2026-10-31T23:00:00Z", None).await;
        fixture.add_regulars(11, "2026-10-01T00:00:00Z", Some("2026-10-31T22:59:59Z")).await;
        fixture.add_regulars(13, "2026-10-01T00:00:00Z", Some("2026-10-31T23:00:00Z")).await;
        assert_eq!(fixture.left().await, (36, 0));
        let opened: Vec<_> = (0..16)
            .map(|_| {
                let (fixture, environment) = (fixture.clone(), fixture.environment.clone());
                tokio::spawn(async move {
                    let opened: Result<_, StoreError> = fixture
                        .database
                        .write(fixture.scope, move |tx| {
                            Box::pin(async move { open_month(tx, &environment).await })
                        })
                        .await;
                    opened.unwrap().balance.granted
                })
            })
            .collect();
        for granted in opened {
            assert_eq!(granted.await.unwrap(), 36);
        }
        fixture.add_regulars(1, "2026-10-15T00:00:00Z", None).await;
        assert_eq!(fixture.left().await, (36, 0));
        // Summer time began on 29 March 2026 and ended on 25 October 2026.
        for (last, first, expires_at) in [
            ("2027-02-28T22:59:59Z", "2027-02-28T23:00:00Z", "2027-03-31T22:00:00Z"),
            ("2027-03-31T21:59:59Z", "2027-03-31T22:00:00Z", "2027-04-30T22:00:00Z"),
            ("2027-10-31T22:59:59Z", "2027-10-31T23:00:00Z", "2027-11-30T23:00:00Z"),
        ] {
            fixture.at(last);
            let before = fixture.available_to(fixture.scope).await;
            fixture.at(first);
            let after = fixture.available_to(fixture.scope).await;
            assert_eq!(before.monthly.expires_at, first.parse::<Instant>().unwrap());
            assert_eq!(after.monthly.expires_at, expires_at.parse::<Instant>().unwrap());
            assert!(before.period < after.period);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_month_uses_the_regulars_of_the_moment() {
    for fixture in fixtures("2026-09-15T09:00:00Z").await {
        assert_eq!(fixture.left().await, (0, 0));
        assert!(fixture.reserve(newsletter(), 1).await.is_err());
        fixture.add_regulars(3, "2026-09-15T09:00:00Z", None).await;
        assert_eq!(fixture.left().await, (6, 0));
        fixture.reserve(newsletter(), 4).await.unwrap();
        fixture.add_regulars(2, "2026-09-15T09:00:00Z", None).await;
        assert_eq!(fixture.left().await, (6, 0));
        fixture.reserve(newsletter(), 6).await.unwrap();
        assert_eq!(fixture.left().await, (0, 0));
        fixture.at("2026-10-05T09:00:00Z");
        assert_eq!(fixture.left().await, (10, 0));
        fixture.reserve(newsletter(), 1).await.unwrap();
        fixture.add_regulars(2, "2026-09-15T09:00:00Z", None).await;
        assert_eq!(fixture.left().await, (9, 0));
    }
}

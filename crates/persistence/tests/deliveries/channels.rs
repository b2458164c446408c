//! One customer gets one newsletter over two channels, and each delivery goes its own way.

use chrono::Duration;
use regulars_kernel::{Channel, StoreError};
use regulars_newsletters::{
    CampaignReads, DeliveryClaim, DeliveryCursor, DeliveryKey, DeliveryOutcome, DeliveryStore, DeliveryTally,
    NewsletterAudienceStore, SettledDelivery,
};

use crate::fixture::{
    EMAIL, Fixture, LEASE, NEWSLETTER, OTHER_NEWSLETTER, PHONE, SMS, now, on_each_database,
};

fn failed(key: DeliveryKey) -> SettledDelivery {
    let outcome = DeliveryOutcome::Failed { reason: "no such address".to_owned(), bad_address: true };
    SettledDelivery { key, outcome }
}

const fn sent(key: DeliveryKey) -> SettledDelivery {
    SettledDelivery { key, outcome: DeliveryOutcome::Sent }
}

async fn settle(fixture: &Fixture, settled: Vec<SettledDelivery>) -> DeliveryTally {
    fixture
        .write(move |tx| {
            Box::pin(async move {
                let tally = tx.settle(NEWSLETTER, LEASE, &settled, now()).await?;
                tx.roll_up(NEWSLETTER, tally).await?;
                Ok(tally)
            })
        })
        .await
}

#[tokio::test]
async fn a_claim_takes_the_deliveries_of_its_channel() {
    on_each_database(async |fixture: Fixture| {
        let claimed = fixture.claim(Channel::Sms).await;
        assert_eq!(claimed.iter().map(|one| one.cursor.key).collect::<Vec<_>>(), [SMS]);
        assert_eq!(fixture.states().await, ["email queued", "sms leased"]);
        let claimed = fixture.claim(Channel::Email).await;
        assert_eq!(claimed.iter().map(|one| one.cursor.key).collect::<Vec<_>>(), [EMAIL]);
        assert_eq!(claimed[0].address.expose(), "Ana@example.com");
        assert_eq!(fixture.states().await, ["email leased", "sms leased"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_due_on_one_channel_is_not_due_on_the_other_by_that() {
    on_each_database(async |fixture: Fixture| {
        let later = now() + Duration::hours(1);
        fixture
            .run(
                "UPDATE deliveries SET next_attempt_at = $3 WHERE merchant_id = $1 AND channel = 'email' AND $2 = $2",
                [later.into()],
            )
            .await;
        assert_eq!(fixture.claim(Channel::Email).await.len(), 0);
        assert_eq!(fixture.claim(Channel::Sms).await.len(), 1);
        assert_eq!(fixture.states().await, ["email queued", "sms leased"]);
    })
    .await;
}

#[tokio::test]
async fn a_place_in_one_queue_is_none_in_another() {
    on_each_database(async |fixture: Fixture| {
        let claim = |after: DeliveryKey| DeliveryClaim {
            newsletter: NEWSLETTER,
            channel: Channel::Sms,
            lease: LEASE,
            until: now() + Duration::minutes(1),
            merchant_now: now(),
            after: Some(DeliveryCursor { next_attempt_at: now(), key: after }),
            limit: 10,
            attributes: Vec::new(),
        };
        let (behind_itself, behind_the_other) = (claim(SMS), claim(EMAIL));
        let claimed = fixture.write(move |tx| Box::pin(async move { tx.claim(&behind_itself).await })).await;
        assert_eq!(claimed.len(), 0);
        let claimed =
            fixture.write(move |tx| Box::pin(async move { tx.claim(&behind_the_other).await })).await;
        assert_eq!(claimed.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn one_delivery_begins_and_the_other_does_not() {
    for (begun, states) in [(EMAIL, ["email sending", "sms leased"]), (SMS, ["email leased", "sms sending"])]
    {
        on_each_database(async |fixture: Fixture| {
            fixture.claim(Channel::Email).await;
            fixture.claim(Channel::Sms).await;
            let told = fixture
                .write(move |tx| {
                    Box::pin(async move { tx.begin_sending(NEWSLETTER, LEASE, &[begun], now()).await })
                })
                .await;
            assert_eq!(
                told.iter().map(|one| (one.key, one.excluded.is_none())).collect::<Vec<_>>(),
                [(begun, true)]
            );
            assert_eq!(fixture.states().await, states);
        })
        .await;
    }
}

#[tokio::test]
async fn each_delivery_has_the_outcome_of_its_own_channel() {
    for (one, other, [first, second]) in [
        (EMAIL, SMS, [["email sent", "sms sending"], ["email sent", "sms failed"]]),
        (SMS, EMAIL, [["email sending", "sms sent"], ["email failed", "sms sent"]]),
    ] {
        on_each_database(async |fixture: Fixture| {
            fixture.begin_both().await;
            let tally = settle(&fixture, vec![sent(one)]).await;
            assert_eq!((tally.sent, tally.failed), (1, 0));
            assert_eq!(fixture.states().await, first);
            let tally = settle(&fixture, vec![failed(other)]).await;
            assert_eq!((tally.sent, tally.failed), (0, 1));
            assert_eq!(fixture.states().await, second);
            let suppressed = fixture
                .rows("SELECT channel || ' ' || address FROM suppressions WHERE merchant_id = $1")
                .await;
            let expected =
                if other == SMS { format!("sms {PHONE}") } else { "email ana@example.com".to_owned() };
            assert_eq!(suppressed, [expected]);
        })
        .await;
    }
}

#[tokio::test]
async fn the_outcomes_of_both_in_one_commit_stay_apart_and_are_counted_as_two() {
    on_each_database(async |fixture: Fixture| {
        fixture.begin_both().await;
        let later = DeliveryOutcome::Deferred {
            next_attempt_at: now() + Duration::hours(1),
            reason: "later".to_owned(),
        };
        let settled = [SettledDelivery { key: EMAIL, outcome: later }, failed(SMS)];
        let begun = fixture
            .write(move |tx| {
                Box::pin(async move { tx.settle_and_begin(NEWSLETTER, LEASE, &settled, &[], now()).await })
            })
            .await;
        assert_eq!(begun, []);
        assert_eq!(fixture.states().await, ["email deferred", "sms failed"]);
        let counted = "SELECT CAST(sent + unknown AS TEXT) || ' ' || CAST(failed AS TEXT) FROM newsletters
             WHERE merchant_id = $1 ORDER BY 1";
        assert_eq!(fixture.rows(counted).await, ["0 0", "0 1"]);
        fixture.run("UPDATE deliveries SET next_attempt_at = $2 WHERE merchant_id = $1", []).await;
        fixture.claim(Channel::Email).await;
        fixture
            .write(|tx| Box::pin(async move { tx.begin_sending(NEWSLETTER, LEASE, &[EMAIL], now()).await }))
            .await;
        settle(&fixture, vec![sent(EMAIL)]).await;
        let counted = "SELECT CAST(sent AS TEXT) || ' ' || CAST(failed AS TEXT) FROM newsletters
             WHERE merchant_id = $1 ORDER BY 1";
        assert_eq!(fixture.rows(counted).await, ["0 0", "1 1"]);
    })
    .await;
}

#[tokio::test]
async fn what_a_lost_worker_held_is_taken_back_delivery_by_delivery() {
    on_each_database(async |fixture: Fixture| {
        fixture.claim(Channel::Email).await;
        fixture.claim(Channel::Sms).await;
        let tally = fixture
            .write(|tx| {
                Box::pin(async move {
                    tx.begin_sending(NEWSLETTER, LEASE, &[SMS], now()).await?;
                    tx.recover(NEWSLETTER, now() + Duration::hours(1), &[], now()).await
                })
            })
            .await;
        assert_eq!(tally, DeliveryTally { unknown: 1, ..DeliveryTally::default() });
        assert_eq!(fixture.states().await, ["email queued", "sms unknown"]);
    })
    .await;
}

#[tokio::test]
async fn cancelling_ends_what_waits_on_every_channel_and_leaves_what_is_held() {
    on_each_database(async |fixture: Fixture| {
        fixture.claim(Channel::Sms).await;
        let cancelled = fixture
            .write(|tx| Box::pin(async move { tx.cancel_waiting_deliveries(NEWSLETTER, now()).await }))
            .await;
        assert_eq!(cancelled, 1);
        assert_eq!(fixture.states().await, ["email cancelled", "sms leased"]);
    })
    .await;
}

#[tokio::test]
async fn a_newsletter_ends_when_the_last_channel_has() {
    on_each_database(async |fixture: Fixture| {
        let finish =
            async || fixture.write(|tx| Box::pin(async move { tx.finish(NEWSLETTER, now()).await })).await;
        fixture.begin_both().await;
        settle(&fixture, vec![sent(EMAIL)]).await;
        assert!(!finish().await);
        settle(&fixture, vec![sent(SMS)]).await;
        assert!(finish().await);
    })
    .await;
}

#[tokio::test]
async fn a_newsletter_is_due_when_the_first_of_any_channel_is() {
    for channel in Channel::ALL {
        on_each_database(async |fixture: Fixture| {
            for newsletter in [NEWSLETTER, OTHER_NEWSLETTER] {
                fixture.add_delivery(newsletter, Channel::Push).await;
                fixture.add_delivery(newsletter, Channel::Telegram).await;
            }
            let later = now() + Duration::days(1);
            fixture
                .run(
                    "UPDATE deliveries SET next_attempt_at = $3 WHERE merchant_id = $1 AND channel <> $4 AND $2 = $2",
                    [later.into(), channel.name().into()],
                )
                .await;
            let due = async || {
                let read: Result<Vec<_>, StoreError> = fixture
                    .database
                    .read(fixture.scope, async |tx| tx.dispatchable(now()).await)
                    .await;
                read.unwrap()
            };
            assert_eq!(due().await, [NEWSLETTER, OTHER_NEWSLETTER], "{channel}");
            fixture
                .run("UPDATE deliveries SET next_attempt_at = $3 WHERE merchant_id = $1 AND $2 = $2", [
                    later.into()
                ])
                .await;
            assert_eq!(due().await, [], "{channel}");
        })
        .await;
    }
}

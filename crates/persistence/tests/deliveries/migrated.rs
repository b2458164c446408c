//! What was sent before deliveries had a channel.

use regulars_kernel::Channel;
use regulars_migrations::Migrator;
use regulars_newsletters::{DeliveryOutcome, DeliveryStore, SettledDelivery};
use regulars_persistence::Database;
use sea_orm::Value;
use sea_orm_migration::MigratorTrait;
use uuid::Uuid;

use crate::fixture::{
    CUSTOMER, EMAIL, Fixture, LEASE, NEWSLETTER, OTHER_NEWSLETTER, now, on_each_empty_database,
};

const STEP: &str = "m0025_deliveries_by_channel";

/// What the program of the release before writes.
const OLD_INSERT: &str =
    "INSERT INTO deliveries (merchant_id, newsletter_id, customer_id, address, state, attempts,
         next_attempt_at, lease_id, leased_until, settled_at)
     VALUES ($1, $3, $4, 'Ana@example.com', $5, 3, $2, $6, $7, $8)";

fn old_delivery(newsletter: Uuid, (state, lease, settled): (&str, Option<Uuid>, bool)) -> [Value; 6] {
    [
        newsletter.into(),
        CUSTOMER.value().into(),
        state.into(),
        lease.into(),
        lease.map(|_| now()).into(),
        settled.then(now).into(),
    ]
}

#[tokio::test]
async fn what_was_there_is_e_mail_and_goes_on() {
    on_each_empty_database(async |settings, folder| {
        let raw = Database::connect_for_migration(&settings).await.unwrap();
        let steps = Migrator::migrations();
        let before = steps.iter().position(|step| step.name() == STEP).unwrap();
        Migrator::up(&raw, Some(u32::try_from(before).unwrap())).await.unwrap();
        let fixture = Fixture::on(&settings, raw, folder).await;
        let (newsletter, other) = (NEWSLETTER.value(), OTHER_NEWSLETTER.value());
        let sending = old_delivery(newsletter, ("sending", Some(LEASE.value()), false));
        fixture.run(OLD_INSERT, sending).await;
        fixture.run(OLD_INSERT, old_delivery(other, ("sent", None, true))).await;
        fixture
            .run(
                "INSERT INTO newsletter_hits (merchant_id, newsletter_id, id, customer_id, kind, position, verdict,
                     reason, occurred_at)
                 VALUES ($1, $3, $3, $4, 'open', 0, 'human', 'reader', $2)",
                [newsletter.into(), CUSTOMER.value().into()],
            )
            .await;
        let unsubscribe = "INSERT INTO newsletter_unsubscribes (merchant_id, newsletter_id, customer_id, occurred_at)
             VALUES ($1, $3, $4, $2) ON CONFLICT (merchant_id, newsletter_id, customer_id) DO NOTHING";
        fixture.run(unsubscribe, [newsletter.into(), CUSTOMER.value().into()]).await;
        Migrator::up(&fixture.raw, None).await.unwrap();

        let kept = fixture
            .rows(
                "SELECT channel || ' ' || state || ' ' || address || ' ' || CAST(attempts AS TEXT) || ' '
                     || CASE WHEN lease_id IS NULL THEN '-' ELSE 'held' END || ' '
                     || CASE WHEN settled_at IS NULL THEN '-' ELSE 'settled' END
                 FROM deliveries WHERE merchant_id = $1 ORDER BY state",
            )
            .await;
        assert_eq!(kept, [
            "email sending Ana@example.com 3 held -",
            "email sent Ana@example.com 3 - settled"
        ]);
        for table in ["newsletter_hits", "newsletter_unsubscribes"] {
            let channels = format!("SELECT channel FROM {table} WHERE merchant_id = $1");
            assert_eq!(fixture.rows(&channels).await, ["email"], "{table}");
        }

        // What was on its way is settled, and the same customer may get the newsletter over another channel.
        fixture.add_delivery(NEWSLETTER, Channel::Sms).await;
        let settled = [SettledDelivery { key: EMAIL, outcome: DeliveryOutcome::Sent }];
        let tally = fixture
            .write(move |tx| Box::pin(async move { tx.settle(NEWSLETTER, LEASE, &settled, now()).await }))
            .await;
        assert_eq!(tally.sent, 1);
        let twice = fixture.try_run(OLD_INSERT, old_delivery(newsletter, ("queued", None, false))).await;
        assert!(twice.is_err(), "a second e-mail to one customer");

        // The program of the release before goes on writing meanwhile.
        fixture.run("DELETE FROM deliveries WHERE merchant_id = $1 AND $2 = $2", []).await;
        fixture.run(OLD_INSERT, old_delivery(newsletter, ("queued", None, false))).await;
        fixture.run(unsubscribe, [newsletter.into(), CUSTOMER.value().into()]).await;
        assert_eq!(fixture.rows("SELECT channel FROM deliveries WHERE merchant_id = $1").await, ["email"]);
    })
    .await;
}

#[tokio::test]
async fn every_channel_is_taken_and_nothing_else() {
    crate::fixture::on_each_database(async |fixture: Fixture| {
        for table in ["deliveries", "newsletter_hits", "newsletter_unsubscribes"] {
            for channel in Channel::ALL {
                let change = format!("UPDATE {table} SET channel = $3 WHERE merchant_id = $1 AND $2 < $2");
                fixture.run(&change, [channel.name().into()]).await;
            }
        }
        fixture
            .run("DELETE FROM deliveries WHERE merchant_id = $1 AND channel = 'sms' AND $2 = $2", [])
            .await;
        for channel in Channel::ALL {
            let change = "UPDATE deliveries SET channel = $3 WHERE merchant_id = $1 AND $2 = $2";
            fixture.run(change, [channel.name().into()]).await;
        }
        let change = "UPDATE deliveries SET channel = 'fax' WHERE merchant_id = $1 AND $2 = $2";
        let refused = fixture.try_run(change, []).await.unwrap_err().to_string();
        assert!(refused.contains("deliveries_channel"), "{refused}");
    })
    .await;
}

#[tokio::test]
async fn a_delivery_still_changes_its_state_in_place() {
    crate::fixture::on_each_database(async |fixture: Fixture| {
        let conditions = if fixture.is_sqlite() {
            "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'deliveries' AND sql IS NOT NULL
                 AND $1 = $1 ORDER BY name"
        } else {
            "SELECT indexdef FROM pg_indexes WHERE tablename = 'deliveries' AND $1::uuid IS NOT NULL ORDER BY indexname"
        };
        let conditions = fixture.rows(conditions).await;
        assert!(conditions.len() >= 3, "{conditions:?}");
        assert!(conditions.iter().all(|index| !index.contains("state")), "{conditions:?}");
        if !fixture.is_sqlite() {
            let options = "SELECT array_to_string(reloptions, ' ') FROM pg_class
                 WHERE relname = 'deliveries' AND $1::uuid IS NOT NULL";
            assert_eq!(fixture.rows(options).await, ["fillfactor=80"]);
        }
    })
    .await;
}

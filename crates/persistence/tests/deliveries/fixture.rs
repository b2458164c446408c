//! A merchant with one customer and one newsletter that is being sent, on a database of its own.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use regulars_kernel::{
    Actor, Channel, CustomerId, Environment, Instant, LeaseId, MerchantId, NewsletterId, Scope, StoreError,
};
use regulars_migrations::Migrator;
use regulars_newsletters::{ClaimedDelivery, DeliveryClaim, DeliveryKey, DeliveryStore};
use regulars_persistence::{Database, DatabaseSettings, WriteTx};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, Value};
use sea_orm_migration::MigratorTrait;
use tempfile::TempDir;
use uuid::Uuid;

pub const NEWSLETTER: NewsletterId =
    NewsletterId::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001));
pub const CUSTOMER: CustomerId = CustomerId::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0002));
/// Another newsletter and customer of the same merchant, whose deliveries stay as they are in every test.
pub const OTHER_NEWSLETTER: NewsletterId =
    NewsletterId::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0003));
pub const LEASE: LeaseId = LeaseId::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0004));
pub const EMAIL: DeliveryKey = DeliveryKey { channel: Channel::Email, customer: CUSTOMER };
pub const SMS: DeliveryKey = DeliveryKey { channel: Channel::Sms, customer: CUSTOMER };
pub const PHONE: &str = "+381641234567";
const MERCHANT: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0005);

pub fn now() -> Instant {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

#[derive(Clone)]
pub struct Fixture {
    pub database: Database,
    /// Reaches past the wall.
    pub raw: DatabaseConnection,
    pub scope: Scope,
    _folder: Arc<TempDir>,
}

/// Runs a test on each database at hand, which has no schema yet.
pub async fn on_each_empty_database(test: impl AsyncFn(DatabaseSettings, Arc<TempDir>)) {
    let folder = Arc::new(TempDir::new().unwrap());
    let settings =
        |url| DatabaseSettings { url, connections: 4, read_deadline: DatabaseSettings::READ_DEADLINE };
    let url = format!("sqlite:{}", folder.path().join("deliveries.db").display());
    test(settings(url), Arc::clone(&folder)).await;
    let Ok(server) = std::env::var("TEST_DATABASE_URL") else { return };
    let name = format!("deliveries_{}", Environment::system().new_id().simple());
    let admin = sea_orm::Database::connect(&server).await.unwrap();
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    test(settings(format!("{base}/{name}")), folder).await;
    admin.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
}

/// Runs a test on each database at hand, in which the customer waits for the newsletter by e-mail and by SMS.
pub async fn on_each_database(test: impl AsyncFn(Fixture)) {
    on_each_empty_database(async |settings, folder| {
        let raw = Database::connect_for_migration(&settings).await.unwrap();
        Migrator::up(&raw, None).await.unwrap();
        let fixture = Fixture::on(&settings, raw, folder).await;
        for channel in [Channel::Email, Channel::Sms] {
            fixture.add_delivery(NEWSLETTER, channel).await;
            fixture.add_delivery(OTHER_NEWSLETTER, channel).await;
        }
        test(fixture).await;
    })
    .await;
}

#[expect(clippy::disallowed_methods, reason = "the test is the caller")]
fn scope() -> Scope {
    Scope::of_authenticated_caller(MerchantId::new(MERCHANT), Actor::System)
}

impl Fixture {
    /// On a database that has a schema, perhaps an older one.
    pub async fn on(settings: &DatabaseSettings, raw: DatabaseConnection, folder: Arc<TempDir>) -> Self {
        let database = Database::open(settings).await.unwrap();
        let fixture = Self { database, raw, scope: scope(), _folder: folder };
        fixture.add_merchant_and_customer().await;
        fixture.add_newsletter(NEWSLETTER).await;
        fixture.add_newsletter(OTHER_NEWSLETTER).await;
        fixture
    }

    pub fn is_sqlite(&self) -> bool {
        self.raw.get_database_backend() == DbBackend::Sqlite
    }

    /// Runs a statement; `$1` is the merchant and `$2` the time.
    pub async fn run(&self, text: &str, more: impl IntoIterator<Item = Value>) {
        self.try_run(text, more).await.unwrap();
    }

    pub async fn try_run(
        &self,
        text: &str,
        more: impl IntoIterator<Item = Value>,
    ) -> Result<(), sea_orm::DbErr> {
        let values = [Value::from(MERCHANT), Value::from(now())].into_iter().chain(more);
        let statement = Statement::from_sql_and_values(self.raw.get_database_backend(), text, values);
        self.raw.execute_raw(statement).await.map(drop)
    }

    /// The first column of every row, as text; `$1` is the merchant.
    pub async fn rows(&self, text: &str) -> Vec<String> {
        let backend = self.raw.get_database_backend();
        let statement = Statement::from_sql_and_values(backend, text, [MERCHANT.into()]);
        let rows = self.raw.query_all_raw(statement).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect()
    }

    async fn add_merchant_and_customer(&self) {
        self.run(
            "INSERT INTO merchants (id, name, mode, status, time_zone, currency, locale, tracking, quota_multiplier,
                 tests_per_month, created_at, updated_at)
             VALUES ($1, 'Pekara', 'live', 'active', 'Europe/Belgrade', 'RSD', 'sr', 'individual', 2, 10, $2, $2)",
            [],
        )
        .await;
        // On a schema before the step of settings there is nowhere to put them; the step itself does.
        let _ = regulars_persistence::adopt_merchants(&self.raw).await;
        let json = if self.is_sqlite() { "'{}'" } else { "'{}'::jsonb" };
        self.run(
            &format!(
                "INSERT INTO customers (merchant_id, id, customer_type, email, email_folded, email_verified_at, phone,
                     attributes, created_by, search_text, created_at, updated_at)
                 VALUES ($1, $3, 'non_member', 'Ana@example.com', 'ana@example.com', $2, '{PHONE}', {json}, 'test', '',
                     $2, $2)"
            ),
            [CUSTOMER.value().into()],
        )
        .await;
        for (number, purpose, channel, address) in [
            (1_u8, "advertising", "email", Some("ana@example.com")),
            (2, "advertising", "sms", Some(PHONE)),
            (3, "profiling", "", None),
        ] {
            let event = Value::from(Uuid::from_u128(u128::from(number)));
            let told = [
                event.clone(),
                Value::from(CUSTOMER.value()),
                Value::from(purpose),
                Value::from(channel),
                Value::from(address),
                Value::from(vec![number]),
                Value::from(i64::from(number)),
            ];
            self.run(
                "INSERT INTO consent_events (merchant_id, id, customer_id, sequence, purpose, channel, state, address,
                     source, actor_kind, occurred_at, recorded_at, commitment, previous_hash, hash)
                 VALUES ($1, $3, $4, $9, $5, $6, 'granted', $7, 'test', 'system', $2, $2, $8, $8, $8)",
                told,
            )
            .await;
            let stands = [
                Value::from(CUSTOMER.value()),
                Value::from(purpose),
                Value::from(channel),
                Value::from(address),
                event,
            ];
            self.run(
                "INSERT INTO consent_states (merchant_id, customer_id, purpose, channel, state, address, since, source,
                     event_id)
                 VALUES ($1, $3, $4, $5, 'granted', $6, $2, 'test', $7)",
                stands,
            )
            .await;
        }
    }

    async fn add_newsletter(&self, id: NewsletterId) {
        let (blocks, none) = if self.is_sqlite() {
            ("'{\"blocks\": []}'", "'[]'")
        } else {
            ("'{\"blocks\": []}'::jsonb", "'[]'::jsonb")
        };
        self.run(
            &format!(
                "INSERT INTO newsletters (merchant_id, id, name, subject, intro, state, template_id, content, locale,
                     tracking, frozen_at, excluded, recipients, sent, failed, unknown, excluded_later, cancelled,
                     created_at, updated_at)
                 VALUES ($1, $3, 'News', 'News', '', 'sending', $3, {blocks}, 'sr', 'individual', $2, {none}, 2, 0, 0, 0,
                     0, 0, $2, $2)"
            ),
            [id.value().into()],
        )
        .await;
    }

    /// A delivery that waits, over any channel: what the freeze cannot write yet.
    pub async fn add_delivery(&self, newsletter: NewsletterId, channel: Channel) {
        let address = if channel == Channel::Email { "Ana@example.com" } else { PHONE };
        self.run(
            "INSERT INTO deliveries (merchant_id, newsletter_id, channel, customer_id, address, state, attempts,
                 next_attempt_at)
             VALUES ($1, $3, $4, $5, $6, 'queued', 0, $2)",
            [
                newsletter.value().into(),
                channel.name().into(),
                CUSTOMER.value().into(),
                address.into(),
            ],
        )
        .await;
    }

    /// Where the newsletter's deliveries stand, and that those of the other newsletter wait as at first.
    pub async fn states(&self) -> Vec<String> {
        let states = async |newsletter: NewsletterId| {
            let id = newsletter.value().simple();
            let id = if self.is_sqlite() { format!("x'{id}'") } else { format!("'{id}'::uuid") };
            self.rows(&format!(
                "SELECT channel || ' ' || state FROM deliveries WHERE merchant_id = $1 AND newsletter_id = {id} ORDER BY 1"
            ))
            .await
        };
        assert_eq!(states(OTHER_NEWSLETTER).await, ["email queued", "sms queued"]);
        states(NEWSLETTER).await
    }

    /// Does `work` in one transaction, which is kept.
    pub async fn write<T, Work>(&self, work: Work) -> T
    where
        T: Send + 'static,
        Work: for<'t> FnOnce(&'t mut WriteTx) -> BoxFuture<'t, Result<T, StoreError>> + Send + 'static,
    {
        self.database.write(self.scope, work).await.unwrap()
    }

    /// Claims what is due on a channel, under the one lease.
    pub async fn claim(&self, channel: Channel) -> Vec<ClaimedDelivery> {
        let claim = DeliveryClaim {
            newsletter: NEWSLETTER,
            channel,
            lease: LEASE,
            until: now() + chrono::Duration::minutes(1),
            merchant_now: now(),
            after: None,
            limit: 10,
            attributes: Vec::new(),
        };
        self.write(move |tx| Box::pin(async move { tx.claim(&claim).await })).await
    }

    /// Claims and marks both of the customer's deliveries, under the one lease.
    pub async fn begin_both(&self) {
        self.claim(Channel::Email).await;
        self.claim(Channel::Sms).await;
        let begun = self
            .write(|tx| {
                Box::pin(async move { tx.begin_sending(NEWSLETTER, LEASE, &[EMAIL, SMS], now()).await })
            })
            .await;
        assert!(begun.iter().all(|begun| begun.excluded.is_none()), "{begun:?}");
        assert_eq!(self.states().await, ["email sending", "sms sending"]);
    }
}

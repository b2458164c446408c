//! Newsletters that were frozen, put into the database by hand, and workers to send them.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use regulars_channels::{PoolLimits, SmtpPool, SmtpRelay, SmtpTimeouts};
use regulars_kernel::{
    Actor, CustomerId, Environment, ManualClock, MediaId, MerchantId, NewsletterId, Scope, StoreError,
    SystemRandom,
};
use regulars_newsletters::{LinkKind, LinkOwner, LinkSigner};
use regulars_persistence::Database;
use regulars_quota::{PackCount, Spender, available, grant_packs, reserve};
use regulars_server::open_database;
use regulars_smtp_server::{Script, ScriptedSmtpServer};
use regulars_tests::{TestDatabase, is_postgres, watch_statements};
use regulars_worker::{MailRoutes, OneRelay, Worker, WorkerParts, WorkerSettings};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use uuid::Uuid;

pub const BEGINNING: &str = "2026-11-21T10:00:00+00:00";

static NUMBER: AtomicU64 = AtomicU64::new(1);

/// A database with a clock that stands until it is moved.
pub struct Fixture {
    pub database: TestDatabase,
    pub store: Database,
    pub clock: Arc<ManualClock>,
    pub connection: DatabaseConnection,
}

/// Links whose parts can be read.
pub struct SpelledLinks;

impl LinkSigner for SpelledLinks {
    fn link(&self, kind: LinkKind, owner: &LinkOwner<'_>) -> String {
        let customer = owner.customer.map_or_else(|| "nobody".to_owned(), |customer| customer.to_string());
        let kind = match kind {
            LinkKind::Unsubscribe => "u".to_owned(),
            LinkKind::Preferences => "p".to_owned(),
            LinkKind::ViewInBrowser => "w".to_owned(),
            LinkKind::Click { position } => format!("l-{position}"),
            LinkKind::Open => "o".to_owned(),
            LinkKind::Survey { survey } => format!("f-{survey}"),
        };
        format!("{}/{kind}/{customer}", owner.origin)
    }

    fn media(&self, _: MerchantId, origin: &str, media: MediaId) -> String {
        format!("{origin}/m/{media}")
    }
}

pub fn id(id: Uuid) -> String {
    if is_postgres() { format!("'{id}'::uuid") } else { format!("x'{}'", id.simple()) }
}

#[expect(clippy::disallowed_methods, reason = "a test mints a scope")]
pub fn scope(merchant: MerchantId) -> Scope {
    Scope::of_authenticated_caller(merchant, Actor::System)
}

fn byte() -> &'static str {
    if is_postgres() { "'\\x00'::bytea" } else { "x'00'" }
}

fn next_id() -> Uuid {
    Uuid::from_u128(
        0x0192_0000_0000_7000_8000_0000_0000_0000 + u128::from(NUMBER.fetch_add(1, Ordering::Relaxed)),
    )
}

impl Fixture {
    pub async fn set() -> Self {
        watch_statements();
        let database = TestDatabase::create().await;
        let store = open_database(&database.settings()).await.unwrap();
        let connection = sea_orm::Database::connect(&database.url).await.unwrap();
        let clock = Arc::new(ManualClock::at(BEGINNING.parse().unwrap()));
        Self { database, store, clock, connection }
    }

    pub async fn run(&self, sql: &str) {
        self.connection.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    pub async fn merchant(&self, mode: &str) -> MerchantId {
        let merchant = next_id();
        self.run(&format!(
            "INSERT INTO merchants (id, name, mode, status, time_zone, currency, locale, sender_email, tracking,
                 quota_multiplier, tests_per_month, created_at, updated_at)
             VALUES ({}, 'Cvećara Ruža', '{mode}', 'active', 'Europe/Belgrade', 'RSD', 'sr-RS',
                 'novosti@cvecara.example', 'individual', 2, 10, '{BEGINNING}', '{BEGINNING}')",
            id(merchant)
        ))
        .await;
        regulars_persistence::adopt_merchants(&self.connection).await.unwrap();
        MerchantId::new(merchant)
    }

    /// A newsletter that is being sent.
    pub async fn newsletter(&self, merchant: MerchantId) -> NewsletterId {
        let newsletter = next_id();
        let content = r#"{"blocks": [{"type": "text", "text": "Dragi {{ first_name | default('') }}, [ponuda](https://shop.example/a)"},
            {"type": "button", "label": "Kupi", "url": "https://shop.example/kupi"}]}"#
            .replace('\'', "''");
        self.run(&format!(
            "INSERT INTO newsletters (merchant_id, id, name, subject, intro, state, template_id, locale, content,
                 frozen_at, excluded, recipients, sent, failed, unknown, excluded_later, cancelled, created_at, updated_at)
             VALUES ({}, {}, 'Proleće', '{{{{ greeting }}}}', 'Stiglo je proleće.', 'sending', {}, 'sr-RS',
                 '{content}',
                 '{BEGINNING}',
                 '[]', 0, 0, 0, 0, 0, 0, '{BEGINNING}', '{BEGINNING}')",
            id(merchant.value()),
            id(newsletter),
            id(regulars_newsletters::built_in_template_id(regulars_newsletters::Layout::Classic).value())
        ))
        .await;
        NewsletterId::new(newsletter)
    }

    /// A customer who may get advertising at an address.
    pub async fn customer(&self, merchant: MerchantId, address: &str) -> CustomerId {
        let (merchant, customer, zero) = (id(merchant.value()), next_id(), byte());
        let row = id(customer);
        for sql in [
            format!(
                "INSERT INTO customers (merchant_id, id, customer_type, gender, first_name, last_name, email, email_folded,
                     email_verified_at, attributes, created_by, search_text, created_at, updated_at)
                 VALUES ({merchant}, {row}, 'non_member', 'male', 'Petar', 'Petrović', '{address}', '{}', '{BEGINNING}', '{{}}',
                     'system', '', '{BEGINNING}', '{BEGINNING}')",
                address.to_lowercase()
            ),
            format!(
                "INSERT INTO consent_events (merchant_id, id, customer_id, sequence, purpose, channel, state, address,
                     source, actor_kind, occurred_at, recorded_at, commitment, previous_hash, hash)
                 VALUES ({merchant}, {row}, {row}, 1, 'advertising', 'email', 'granted', '{}', 'test', 'system',
                     '{BEGINNING}', '{BEGINNING}', {zero}, {zero}, {zero})",
                address.to_lowercase()
            ),
            format!(
                "INSERT INTO consent_states (merchant_id, customer_id, purpose, channel, state, address, since, source,
                     event_id)
                 VALUES ({merchant}, {row}, 'advertising', 'email', 'granted', '{}', '{BEGINNING}', 'test', {row})",
                address.to_lowercase()
            ),
        ] {
            self.run(&sql).await;
        }
        CustomerId::new(customer)
    }

    /// A newsletter that is being sent to these addresses.
    pub async fn newsletter_to(&self, merchant: MerchantId, addresses: &[&str]) -> NewsletterId {
        let newsletter = self.newsletter(merchant).await;
        for address in addresses {
            let customer = self.customer(merchant, address).await;
            self.deliver(merchant, newsletter, customer, address).await;
        }
        newsletter
    }

    pub async fn deliver(
        &self,
        merchant: MerchantId,
        newsletter: NewsletterId,
        customer: CustomerId,
        address: &str,
    ) {
        let (merchant, newsletter) = (id(merchant.value()), id(newsletter.value()));
        self.run(&format!(
            "INSERT INTO deliveries (merchant_id, newsletter_id, channel, customer_id, address, state, attempts,
                 next_attempt_at)
             VALUES ({merchant}, {newsletter}, 'email', {}, '{address}', 'queued', 0, '{BEGINNING}')",
            id(customer.value())
        ))
        .await;
        self.run(&format!(
            "UPDATE newsletters SET recipients = recipients + 1
             WHERE merchant_id = {merchant} AND id = {newsletter}"
        ))
        .await;
    }

    /// Gives the merchant packs of quota, and reserves units for a newsletter.
    pub async fn reserve(&self, merchant: MerchantId, newsletter: NewsletterId, units: u32) {
        let environment = self.environment();
        self.store
            .write(scope(merchant), move |tx| {
                Box::pin(async move {
                    let packs = u16::try_from(units.div_ceil(10_000)).ok().and_then(PackCount::new).unwrap();
                    grant_packs(tx, &environment, Actor::System, packs).await?;
                    reserve(tx, &environment, Spender::Newsletter(newsletter), units).await.unwrap();
                    Ok::<_, StoreError>(())
                })
            })
            .await
            .unwrap();
    }

    /// Units that may be spent just now.
    pub async fn available(&self, merchant: MerchantId) -> i64 {
        let environment = self.environment();
        let quota = self.store.read(scope(merchant), async move |tx| available(tx, &environment).await);
        quota.await.unwrap().available
    }

    /// How many deliveries are in which state.
    pub async fn states(&self, newsletter: NewsletterId) -> BTreeMap<String, i64> {
        self.expect_leases_as_the_states_have_them().await;
        let rows = self
            .all(&format!(
                "SELECT state, COUNT(*) AS number FROM deliveries WHERE newsletter_id = {} GROUP BY state",
                id(newsletter.value())
            ))
            .await;
        rows.iter()
            .map(|row| (row.try_get("", "state").unwrap(), row.try_get("", "number").unwrap()))
            .collect()
    }

    /// What is asked of the indexes in place of the states: a lease while it is held, an end when it is final.
    async fn expect_leases_as_the_states_have_them(&self) {
        let strays = self
            .all(
                "SELECT DISTINCT state FROM deliveries
                 WHERE (state IN ('leased', 'sending')) <> (lease_id IS NOT NULL AND leased_until IS NOT NULL)
                     OR (state IN ('queued', 'deferred', 'leased', 'sending')) <> (settled_at IS NULL)",
            )
            .await;
        let strays: Vec<String> = strays.iter().map(|row| row.try_get("", "state").unwrap()).collect();
        assert!(strays.is_empty(), "a lease or an end that its state does not have: {strays:?}");
    }

    /// The reasons of the deliveries in a state.
    pub async fn reasons(&self, newsletter: NewsletterId, state: &str) -> Vec<Option<String>> {
        let rows = self
            .all(&format!(
                "SELECT reason FROM deliveries WHERE newsletter_id = {} AND state = '{state}' ORDER BY address",
                id(newsletter.value())
            ))
            .await;
        rows.iter().map(|row| row.try_get("", "reason").unwrap()).collect()
    }

    pub async fn newsletter_state(&self, newsletter: NewsletterId) -> String {
        self.text(&format!("SELECT state AS value FROM newsletters WHERE id = {}", id(newsletter.value())))
            .await
    }

    /// Sent, failed, unknown, excluded and cancelled, as the newsletter counts them.
    pub async fn counters(&self, newsletter: NewsletterId) -> [i64; 5] {
        let rows = self
            .all(&format!(
                "SELECT sent, failed, unknown, excluded_later, cancelled FROM newsletters WHERE id = {}",
                id(newsletter.value())
            ))
            .await;
        ["sent", "failed", "unknown", "excluded_later", "cancelled"]
            .map(|column| rows[0].try_get("", column).unwrap())
    }

    pub async fn text(&self, sql: &str) -> String {
        self.all(sql).await[0].try_get("", "value").unwrap()
    }

    pub async fn number(&self, sql: &str) -> i64 {
        self.all(sql).await[0].try_get("", "value").unwrap()
    }

    async fn all(&self, sql: &str) -> Vec<sea_orm::QueryResult> {
        let statement =
            sea_orm::Statement::from_string(self.connection.get_database_backend(), sql.to_owned());
        self.connection.query_all_raw(statement).await.unwrap_or_else(|error| panic!("{sql}: {error}"))
    }

    pub fn environment(&self) -> Environment {
        Environment::new(self.clock.clone(), Arc::new(SystemRandom))
    }

    pub fn parts(&self, routes: impl MailRoutes + 'static) -> WorkerParts {
        WorkerParts {
            database: self.store.clone(),
            environment: self.environment(),
            settings: WorkerSettings {
                public_url: "https://news.example".to_owned(),
                ..WorkerSettings::default()
            },
            routes: Arc::new(routes),
            signer: Arc::new(SpelledLinks),
            scheduled: None,
            handlers: Vec::new(),
        }
    }

    /// A worker that sends through a server.
    pub fn worker(&self, server: &ScriptedSmtpServer) -> Worker {
        Worker::new(self.parts(relay(server, 10)))
    }

    /// A server in fair weather, and a worker that sends through it.
    pub async fn fair_weather(&self) -> (ScriptedSmtpServer, Worker) {
        self.weather(Script::default()).await
    }

    pub async fn weather(&self, script: Script) -> (ScriptedSmtpServer, Worker) {
        let server = ScriptedSmtpServer::start(script).await.unwrap();
        let worker = self.worker(&server);
        (server, worker)
    }
}

/// Every merchant's mail leaves through a server, over so many connections.
pub fn relay(server: &ScriptedSmtpServer, connections: usize) -> OneRelay {
    let relay: SmtpRelay = server.url().parse().unwrap();
    let relay = relay.with_timeouts(SmtpTimeouts::uniform(Duration::from_secs(3)));
    let limits = PoolLimits { connections, ..PoolLimits::default() };
    OneRelay::new(Arc::new(SmtpPool::new(relay, limits)), connections)
}

/// A count by state, written down.
pub fn states(pairs: &[(&str, i64)]) -> BTreeMap<String, i64> {
    pairs.iter().map(|(state, number)| ((*state).to_owned(), *number)).collect()
}

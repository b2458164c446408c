//! A fresh database with a merchant and a customer, a clock that is moved by hand, and keys.

use std::sync::Arc;

use chrono::DateTime;
use regulars_consent::{
    ConfirmError, Confirmation, ConfirmationHash, ConsentActor, ConsentEvent, Contact, ContactReads,
    IssuedConfirmation, LedgerAccess, LinkKeys, NewConsent, RecordConsentError, RecordedConsent,
    RequestOptInError, SealingKeys, confirm_opt_in, record_consent, request_opt_in,
};
use regulars_kernel::{
    Actor, Channel, ConsentState, CustomerId, Environment, Instant, ManualClock, MerchantId, Purpose, Scope,
    StoreError, SystemRandom,
};
use regulars_migrations::Migrator;
use regulars_persistence::{Database, DatabaseSettings};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, Value};
use sea_orm_migration::MigratorTrait;
use tempfile::TempDir;

/// Cheap to clone: a piece of work takes its own.
#[derive(Clone)]
pub struct Fixture {
    pub database: Database,
    /// Reaches past the wall, as a person with the database's password would.
    pub raw: DatabaseConnection,
    pub clock: Arc<ManualClock>,
    pub environment: Environment,
    pub sealing: SealingKeys,
    pub links: LinkKeys,
    pub merchant: MerchantId,
    pub customer: CustomerId,
    /// Where the SQLite file is, as long as anybody uses it.
    pub _folder: Arc<TempDir>,
}

/// Runs a test on each database at hand.
pub async fn on_each_database(test: impl AsyncFn(Fixture)) {
    let folder = Arc::new(TempDir::new().unwrap());
    let url = format!("sqlite:{}/regulars.db", folder.path().display());
    test(Fixture::open(url, Arc::clone(&folder)).await).await;
    let Ok(server) = std::env::var("TEST_DATABASE_URL") else {
        return;
    };
    let name = format!("regulars_consent_{}", Environment::system().new_id().simple());
    let settings = |url: String| DatabaseSettings {
        url,
        connections: 8,
        read_deadline: DatabaseSettings::READ_DEADLINE,
    };
    let admin = Database::connect_for_migration(&settings(server.clone())).await.unwrap();
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    let (server_part, _) = server.rsplit_once('/').unwrap();
    let fixture = Fixture::open(format!("{server_part}/{name}"), folder).await;
    test(fixture).await;
    admin.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
}

impl Fixture {
    async fn open(url: String, folder: Arc<TempDir>) -> Self {
        let settings =
            DatabaseSettings { url, connections: 8, read_deadline: DatabaseSettings::READ_DEADLINE };
        let raw = Database::connect_for_migration(&settings).await.unwrap();
        Migrator::up(&raw, None).await.unwrap();
        let clock = Arc::new(ManualClock::at(DateTime::from_timestamp(1_795_000_000, 0).unwrap()));
        let environment = Environment::new(clock.clone(), Arc::new(SystemRandom));
        let mut fixture = Self {
            database: Database::open(&settings).await.unwrap().with_sealing(SealingKeys::new(b"sealing")),
            raw,
            clock,
            merchant: MerchantId::new(environment.new_id()),
            customer: CustomerId::new(environment.new_id()),
            environment,
            sealing: SealingKeys::new(b"sealing"),
            links: LinkKeys::new(b"links"),
            _folder: folder,
        };
        fixture.merchant = fixture.add_merchant().await;
        fixture.customer = fixture.add_customer(fixture.merchant, "Ana@Example.com").await;
        fixture
    }

    pub async fn raw(&self, text: &str, values: Vec<Value>) -> u64 {
        let backend = self.raw.get_database_backend();
        let done = self.raw.execute_raw(Statement::from_sql_and_values(backend, text, values)).await;
        done.unwrap().rows_affected()
    }

    pub async fn add_merchant(&self) -> MerchantId {
        let id = MerchantId::new(self.environment.new_id());
        self.raw(
            "INSERT INTO merchants (id, name, mode, status, time_zone, currency, locale, tracking,
                 quota_multiplier, tests_per_month, created_at, updated_at)
             VALUES ($1, 'Shop', 'live', 'active', 'Europe/Belgrade', 'RSD', 'sr', 'off', 2, 10, $2, $2)",
            vec![id.value().into(), self.now().into()],
        )
        .await;
        regulars_persistence::adopt_merchants(&self.raw).await.unwrap();
        id
    }

    pub async fn add_customer(&self, merchant: MerchantId, email: &str) -> CustomerId {
        let id = CustomerId::new(self.environment.new_id());
        let attributes =
            if self.raw.get_database_backend() == DbBackend::Sqlite { "'{}'" } else { "'{}'::jsonb" };
        self.raw(
            &format!(
                "INSERT INTO customers (merchant_id, id, customer_type, email, email_folded, phone, attributes,
                     created_by, search_text, created_at, updated_at)
                 VALUES ($1, $2, 'non_member', $3, $4, '+381641234567', {attributes}, 'test', '', $5, $5)"
            ),
            vec![
                merchant.value().into(),
                id.value().into(),
                email.into(),
                email.to_lowercase().into(),
                self.now().into(),
            ],
        )
        .await;
        id
    }

    pub async fn set_email(&self, email: &str) {
        self.raw(
            "UPDATE customers SET email = $3, email_folded = $3 WHERE merchant_id = $1 AND id = $2",
            vec![self.merchant.value().into(), self.customer.value().into(), email.into()],
        )
        .await;
    }

    pub fn now(&self) -> Instant {
        self.environment.now()
    }

    #[expect(clippy::disallowed_methods, reason = "the test is the caller")]
    pub fn scope(&self) -> Scope {
        Scope::of_authenticated_caller(self.merchant, Actor::System)
    }

    pub fn recording(&self) -> LedgerAccess<'_> {
        LedgerAccess {
            environment: &self.environment,
            sealing: &self.sealing,
            merchant: self.merchant,
            actor: ConsentActor::System,
        }
    }

    pub async fn record(&self, new: NewConsent) -> Result<RecordedConsent, RecordConsentError> {
        let fixture = self.clone();
        self.database
            .write(self.scope(), move |tx| {
                Box::pin(async move { record_consent(tx, fixture.recording(), fixture.customer, new).await })
            })
            .await
    }

    pub async fn request(&self) -> Result<IssuedConfirmation, RequestOptInError> {
        let fixture = self.clone();
        self.database
            .write(self.scope(), move |tx| {
                Box::pin(async move {
                    let Fixture { environment, links, merchant, customer, .. } = &fixture;
                    request_opt_in(tx, environment, links, *merchant, *customer, Channel::Email, None).await
                })
            })
            .await
    }

    pub async fn confirm(
        &self,
        hash: &ConfirmationHash,
    ) -> Result<(Confirmation, ConsentEvent), ConfirmError> {
        let (fixture, hash) = (self.clone(), hash.clone());
        self.database
            .write(self.scope(), move |tx| {
                Box::pin(async move { confirm_opt_in(tx, fixture.recording(), &hash, None).await })
            })
            .await
    }

    pub async fn contact(&self, channel: Channel) -> Option<(Contact, bool)> {
        let (customer, now) = (self.customer, self.now());
        let found: Result<_, StoreError> = self
            .database
            .read(self.scope(), async move |tx| tx.find_contact(customer, channel, now).await)
            .await;
        found.unwrap()
    }
}

/// A statement made now.
pub fn statement(purpose: Purpose, channel: Option<Channel>, state: ConsentState) -> NewConsent {
    NewConsent {
        purpose,
        channel,
        state,
        source: "till".parse().unwrap(),
        text_version: None,
        text_locale: None,
        occurred_at: None,
        evidence: None,
    }
}

/// A statement about advertising by e-mail, made now.
pub fn e_mail(state: ConsentState) -> NewConsent {
    statement(Purpose::Advertising, Some(Channel::Email), state)
}

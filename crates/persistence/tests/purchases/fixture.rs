//! What a test stands on: a database of its own, a merchant with a terminal, and members with cards.

use std::sync::Arc;

use chrono::Duration;
use regulars_flows::{BatchItem, ItemError, ItemOutcome, SaleRefund, settle_refund_of_sale, upload_item};
use regulars_kernel::{
    Actor, Environment, Instant, Label, Language, ManualClock, MerchantCalendar, MerchantId, Quantity, Scope,
    StoreError, StoreId, SystemRandom, TerminalId,
};
use regulars_migrations::Migrator;
use regulars_persistence::{Database, DatabaseSettings};
use regulars_purchases::{
    Identify, LineKind, NewPurchase, NewRefund, PurchaseAnswer, PurchaseName, PurchaseReads, ReceiptLine,
    ReceiptReference, RecordPurchaseError, RecordRefundError, RefundLine, RefundOutcome, Till,
    record_purchase,
};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, Value};
use sea_orm_migration::MigratorTrait;
use uuid::Uuid;

/// A database of its own, and a merchant in it.
#[derive(Clone)]
pub struct Fixture {
    pub database: Database,
    pub raw: DatabaseConnection,
    pub environment: Environment,
    pub scope: Scope,
    pub till: Till,
    pub store: StoreId,
}

/// Runs `test` on a fresh database and removes it afterwards.
pub async fn on_fresh_database<F: Future<Output = ()>>(test: impl FnOnce(Fixture) -> F) {
    on_empty_database(|settings| async move {
        let raw = Database::connect_for_migration(&settings).await.unwrap();
        Migrator::up(&raw, None).await.unwrap();
        test(Fixture::on(&settings, raw).await).await;
    })
    .await;
}

/// Runs `test` on a database without a schema and removes it afterwards.
pub async fn on_empty_database<F: Future<Output = ()>>(test: impl FnOnce(DatabaseSettings) -> F) {
    let settings =
        |url| DatabaseSettings { url, connections: 16, read_deadline: DatabaseSettings::READ_DEADLINE };
    match std::env::var("TEST_DATABASE_URL") {
        Ok(server) => {
            let (host, _) = server.rsplit_once('/').unwrap();
            let name = format!("purchases_{}", Environment::system().new_id().simple());
            let maintenance = sea_orm::Database::connect(&server).await.unwrap();
            maintenance.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
            test(settings(format!("{host}/{name}"))).await;
            maintenance.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
        }
        Err(_) => {
            let directory = tempfile::tempdir().unwrap();
            let path = directory.path().join("regulars.db");
            test(settings(format!("sqlite:{}", path.display()))).await;
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a test authenticates nobody")]
fn scope(merchant: MerchantId, actor: Actor) -> Scope {
    Scope::of_authenticated_caller(merchant, actor)
}

pub fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}

impl Fixture {
    /// A merchant on a database that has a schema.
    pub async fn on(settings: &DatabaseSettings, raw: DatabaseConnection) -> Self {
        let clock = ManualClock::at(instant("2026-11-21T12:00:00Z"));
        let fixture = Self {
            database: Database::open(settings).await.unwrap(),
            raw,
            environment: Environment::new(Arc::new(clock), Arc::new(SystemRandom)),
            scope: scope(MerchantId::new(Uuid::nil()), Actor::System),
            till: Till {
                calendar: MerchantCalendar::of_zone("Europe/Belgrade").unwrap(),
                currency: "RSD".parse().unwrap(),
                language: Language::English,
                actor: Actor::System,
                programmes: false,
                campaigns: false,
            },
            store: StoreId::new(Uuid::nil()),
        };
        fixture.another_merchant().await
    }

    pub async fn execute(&self, text: &str, values: Vec<Value>) {
        let statement = Statement::from_sql_and_values(self.backend(), text, values);
        self.raw.execute_raw(statement).await.unwrap();
    }

    /// The rows of a query of the one merchant, each as text.
    pub async fn rows(&self, text: &str) -> Vec<String> {
        let merchant = self.scope.merchant().value();
        let statement = Statement::from_sql_and_values(self.backend(), text, [merchant.into()]);
        let rows = self.raw.query_all_raw(statement).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect()
    }

    pub fn backend(&self) -> DbBackend {
        self.raw.get_database_backend()
    }

    /// A merchant in the same database, with a store and a terminal in it.
    pub async fn another_merchant(&self) -> Self {
        let (merchant, store, terminal) =
            (self.environment.new_id(), self.environment.new_id(), self.environment.new_id());
        let now = self.environment.now();
        self.execute(
            "INSERT INTO merchants (id, name, mode, status, time_zone, currency, locale, tracking,
                 quota_multiplier, tests_per_month, created_at, updated_at)
             VALUES ($1, 'Kod Ane', 'live', 'active', 'Europe/Belgrade', 'RSD', 'sr-RS', 'off', 2, 10, $2, $2)",
            vec![merchant.into(), now.into()],
        )
        .await;
        // On a schema before the step of settings there is nowhere to put them; the step itself does.
        let _ = regulars_persistence::adopt_merchants(&self.raw).await;
        self.execute(
            "INSERT INTO stores (merchant_id, id, name, created_at, updated_at) VALUES ($1, $2, 'Centar', $3, $3)",
            vec![merchant.into(), store.into(), now.into()],
        )
        .await;
        self.execute(
            "INSERT INTO terminals (merchant_id, id, name, store_id, created_at, updated_at)
             VALUES ($1, $2, 'Kasa 1', $3, $4, $4)",
            vec![merchant.into(), terminal.into(), store.into(), now.into()],
        )
        .await;
        let actor = Actor::Terminal(TerminalId::new(terminal));
        Self {
            scope: scope(MerchantId::new(merchant), actor),
            till: Till { actor, ..self.till },
            store: StoreId::new(store),
            ..self.clone()
        }
    }

    /// A member of the network with a card of that status.
    pub async fn member(&self, card: &str, status: &str) -> Uuid {
        let (id, now, merchant) =
            (self.environment.new_id(), self.environment.now(), self.scope.merchant().value());
        self.execute(
            "INSERT INTO members (id, registered_by, created_at) VALUES ($1, $2, $3)",
            vec![id.into(), merchant.into(), now.into()],
        )
        .await;
        self.execute(
            "INSERT INTO cards (number, member_id, status, issued_by, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $5)",
            vec![card.into(), id.into(), status.into(), merchant.into(), now.into()],
        )
        .await;
        id
    }

    /// A customer of the merchant with that phone number.
    pub async fn customer(&self, phone: &str) -> Uuid {
        let (id, now) = (self.environment.new_id(), self.environment.now());
        let attributes = if self.backend() == DbBackend::Sqlite { "'{}'" } else { "'{}'::jsonb" };
        self.execute(
            &format!(
                "INSERT INTO customers (merchant_id, id, customer_type, first_name, phone, attributes, created_by,
                     search_text, created_at, updated_at)
                 VALUES ($1, $2, 'regular', 'Ana', $3, {attributes}, 'staff', '', $4, $4)"
            ),
            vec![self.scope.merchant().value().into(), id.into(), phone.into(), now.into()],
        )
        .await;
        id
    }

    pub async fn record(&self, new: NewPurchase) -> Result<PurchaseAnswer, RecordPurchaseError> {
        let (environment, till) = (self.environment.clone(), self.till);
        self.database
            .write(self.scope, move |tx| {
                Box::pin(async move { record_purchase(tx, &environment, &till, new).await })
            })
            .await
    }

    /// What a caller does with each item of a batch.
    pub async fn upload(&self, item: BatchItem) -> Result<ItemOutcome, ItemError> {
        let (environment, till) = (self.environment.clone(), self.till);
        let outcome = self
            .database
            .write(self.scope, move |tx| {
                Box::pin(async move { upload_item(tx, &environment, &till, item).await })
            })
            .await?;
        let ItemOutcome::Refund(SaleRefund { outcome: RefundOutcome::Waiting { refund, replayed }, .. }) =
            &outcome
        else {
            return Ok(outcome);
        };
        let (waiting, replayed) = (refund.as_ref().clone(), *replayed);
        let (environment, till) = (self.environment.clone(), self.till);
        let settled: Result<_, RecordRefundError> = self
            .database
            .write(self.scope, move |tx| {
                Box::pin(
                    async move { settle_refund_of_sale(tx, &environment, &till, waiting, replayed).await },
                )
            })
            .await;
        match settled {
            Ok(settled) => Ok(ItemOutcome::Refund(settled)),
            Err(error) => Err(ItemError::Refund(error)),
        }
    }

    pub async fn refund(&self, new: NewRefund) -> Result<RefundOutcome, ItemError> {
        match self.upload(BatchItem::Refund(new)).await? {
            ItemOutcome::Refund(refund) => Ok(refund.outcome),
            ItemOutcome::Purchase(_) => unreachable!("a refund gave a purchase"),
        }
    }

    pub async fn purchase(&self, name: PurchaseName) -> Option<regulars_purchases::Purchase> {
        let found: Result<_, StoreError> =
            self.database.read(self.scope, async move |tx| tx.find(&name).await).await;
        found.unwrap()
    }

    /// Every customer's totals, by card or name.
    pub async fn totals(&self) -> Vec<String> {
        self.rows(
            "SELECT coalesce(cards.number, customers.first_name) || ' ' || totals.purchase_count || ' '
                 || totals.purchase_total || ' ' || coalesce(CAST(totals.first_purchase_at AS TEXT), '-') || ' '
                 || coalesce(CAST(totals.last_purchase_at AS TEXT), '-')
             FROM customer_totals AS totals
             JOIN customers ON customers.merchant_id = totals.merchant_id AND customers.id = totals.customer_id
             LEFT JOIN cards ON cards.member_id = customers.member_id
             WHERE totals.merchant_id = $1 ORDER BY 1",
        )
        .await
    }
}

pub fn item(sku: &str, quantity: &str, unit_price: i64, total: i64) -> ReceiptLine {
    ReceiptLine {
        kind: LineKind::Item,
        sku: Some(sku.parse().unwrap()),
        name: Some("Hleb".parse().unwrap()),
        category: None,
        quantity: quantity.parse().unwrap(),
        unit: None,
        unit_price,
        discount: 0,
        total,
    }
}

/// A receipt of three loaves and a kilogram of apples at noon of the day, rounded down by one.
pub fn receipt(number: &str, identify: Option<Identify>) -> NewPurchase {
    NewPurchase {
        id: None,
        source: None,
        receipt_number: number.parse().unwrap(),
        business_date: None,
        occurred_at: instant("2026-11-21T11:00:00Z"),
        historic: false,
        sent_at: None,
        store: None,
        identify,
        currency: "RSD".parse().unwrap(),
        lines: vec![
            item("100", "3", 100, 300),
            item("200", "1.005", 1000, 1005),
            ReceiptLine { ..ReceiptLine::rounding(-5) },
        ],
        total: 1300,
        tenders: vec![
            regulars_purchases::Tender::Money { amount: 1200, method: Some("cash".parse().unwrap()) },
            regulars_purchases::Tender::Points { amount: 100, points: 10 },
        ],
        coupons: vec!["HLEB10".parse::<Label>().unwrap()],
        cart: None,
    }
}

pub fn card(number: &str) -> Option<Identify> {
    Some(Identify::Card(number.parse().unwrap()))
}

pub fn part(line: u32, quantity: &str) -> RefundLine {
    RefundLine { line, quantity: quantity.parse::<Quantity>().unwrap() }
}

/// A refund of the same till, an hour after its receipt.
pub fn refund(number: &str, receipt: &NewPurchase, lines: Vec<RefundLine>) -> NewRefund {
    NewRefund {
        receipt: ReceiptReference::Receipt {
            source: None,
            number: receipt.receipt_number.clone(),
            business_date: None,
            occurred_at: Some(receipt.occurred_at),
        },
        source: None,
        refund_number: number.parse().unwrap(),
        business_date: None,
        occurred_at: receipt.occurred_at + Duration::hours(1),
        lines,
    }
}

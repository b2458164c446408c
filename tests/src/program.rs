//! The real program, started by a test on a free port, with a clock that the test moves.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use regulars_api::Application;
use regulars_identity::{NewUser, Password, PasswordHasher, Role, create_operator};
use regulars_kernel::{Clock, Environment, Instant, ManualClock, SystemRandom};
use regulars_server::{Settings, open_database, open_secrets, start, worker};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use crate::client::Client;
use crate::database::TestDatabase;
use crate::watch::watch_statements;

/// A running program.
pub struct Program {
    /// Where it is reached, without a credential.
    pub client: Client,
    /// Its clock; it stands until it is moved.
    pub clock: Arc<ManualClock>,
    /// Its database.
    pub database: TestDatabase,
    prepared: Mutex<Vec<PreparedMerchant>>,
    settings: Settings,
    application: Arc<Application>,
    opened: regulars_persistence::Database,
    handles: Vec<ending::Ending>,
}

/// A merchant that was made when the template of the database was, by the program and as a test would make it: that takes
/// four passwords, each of which is slow on purpose.
#[derive(Clone)]
pub(crate) struct PreparedMerchant {
    id: String,
    owner_email: String,
    /// The owner's session goes on with it.
    refresh_token: String,
}

/// The most merchants that a usual test asks for.
const PREPARED: usize = 2;

/// A merchant of the program, seen by its owner.
pub struct Merchant {
    /// Its id.
    pub id: String,
    /// Signed in as its owner.
    pub owner: Client,
    /// What the owner signs in with.
    pub owner_email: String,
    program: Client,
}

/// The password of every account in the tests.
pub const PASSWORD: &str = "a-long-password";
/// The instant at which every test begins.
pub const BEGINNING: &str = "2026-11-21T10:00:00Z";

static COUNT: AtomicU32 = AtomicU32::new(0);

mod ending {
    use crate::watch::fail_on_findings;

    /// Stops the program when the test ends, and fails the test when a statement broke through the wall.
    pub struct Ending(pub Option<Box<dyn FnOnce() + Send>>);

    impl Drop for Ending {
        fn drop(&mut self) {
            if let Some(stop) = self.0.take() {
                stop();
            }
            if !std::thread::panicking() {
                fail_on_findings();
            }
        }
    }
}

impl Program {
    /// Starts the program on a fresh database.
    pub async fn start() -> Self {
        Self::start_on(TestDatabase::create_with_merchants().await).await
    }

    /// Starts the program on a given database.
    pub async fn start_on(database: TestDatabase) -> Self {
        Self::start_with(database, |_| {}).await
    }

    /// Starts the program on a given database, with settings of its own.
    pub async fn start_with(database: TestDatabase, change: impl FnOnce(&mut Settings)) -> Self {
        watch_statements();
        let clock = Arc::new(ManualClock::at(BEGINNING.parse().unwrap()));
        let mut settings = database.settings();
        change(&mut settings);
        let (url, ending, application, opened) = serve(&settings, &clock).await;
        Self {
            client: Client::new(&url),
            clock,
            prepared: Mutex::new(database.merchants.clone()),
            database,
            settings,
            application,
            opened,
            handles: vec![ending],
        }
    }

    /// Starts the program a second time on the same database and with the same clock, as a second machine would, and
    /// tells how to reach it.
    pub async fn another_process(&mut self) -> Client {
        let mut settings = self.database.settings();
        settings.public_url = Some(self.client.base().to_owned());
        let (url, ending, ..) = serve(&settings, &self.clock).await;
        self.handles.push(ending);
        Client::new(&url)
    }

    /// Runs a worker until it finds nothing that is due.
    pub async fn work(&self) {
        let settings = &self.settings;
        let environment = Environment::new(self.clock.clone(), Arc::new(SystemRandom));
        let database = open_database(settings).await.unwrap();
        let secrets = open_secrets(&settings.secret_file, &database, &environment).await.unwrap();
        let worker = worker(settings, database, environment, &secrets, self.client.base());
        worker.run_until_idle().await.unwrap();
    }

    /// Writes down the opens and clicks that have arrived.
    pub async fn record_hits(&self) {
        self.application.record_hits_until(self.clock.now()).await;
    }

    /// Makes the threads that compute all busy, as long as what this gives is held.
    pub async fn occupy_processors(&self) -> Vec<regulars_kernel::HeldPlace> {
        self.application.occupy_processors().await.unwrap()
    }

    /// How many heavy reads the program could begin now.
    pub fn free_heavy_reads(&self) -> usize {
        self.opened.free_heavy_reads()
    }

    /// Runs SQL past the wall, as a person with the database's password would.
    pub async fn run_sql(&self, sql: &str) {
        let connection = sea_orm::Database::connect(&self.database.url).await.unwrap();
        connection.execute_unprepared(sql).await.unwrap();
        connection.close().await.unwrap();
    }

    /// Stops the program and keeps its database.
    pub fn stop(mut self) -> TestDatabase {
        self.handles.clear();
        self.database.merchants = self.prepared.into_inner().unwrap();
        self.database
    }

    /// A fresh operator, signed in.
    pub async fn operator(&self) -> Client {
        let email = unique_email("operator");
        let environment = Environment::system();
        let password = Password::new(PASSWORD.to_owned()).unwrap();
        let new = NewUser {
            email: email.parse().unwrap(),
            name: "Olga".parse().unwrap(),
            role: Role::Operator,
            password: PasswordHasher::new(1).hash(&environment, password).await.unwrap(),
        };
        let database = open_database(&self.database.settings()).await.unwrap();
        database
            .write_platform(move |system| {
                Box::pin(async move { create_operator(system, &environment, new).await })
            })
            .await
            .unwrap();
        self.sign_in(&email).await
    }

    /// A fresh sandbox merchant in Belgrade that sells in dinars, seen by its owner.
    pub async fn merchant(&self) -> Merchant {
        // One that was made at the beginning would be too old after it.
        let is_beginning = self.clock.now() == BEGINNING.parse::<Instant>().unwrap();
        let prepared = self.prepared.lock().unwrap().pop();
        match prepared.filter(|_| is_beginning) {
            Some(merchant) => self.take(merchant).await,
            None => self.merchant_with(json!({})).await,
        }
    }

    async fn take(&self, merchant: PreparedMerchant) -> Merchant {
        let PreparedMerchant { id, owner_email, refresh_token } = merchant;
        let body = json!({"grant_type": "refresh_token", "refresh_token": refresh_token});
        let tokens = self.client.post("/v1/auth/token", &body).await.expect(200).json();
        let owner = self.client.with_bearer(tokens["access_token"].as_str().unwrap());
        Merchant { id, owner, owner_email, program: self.client.clone() }
    }

    /// A fresh merchant that differs from [`Self::merchant`] in these fields.
    pub async fn merchant_with(&self, fields: Value) -> Merchant {
        self.create_merchant(fields).await.0
    }

    /// Makes merchants for tests that will begin on copies of this program's database.
    pub(crate) async fn prepare_merchants(&self) -> Vec<PreparedMerchant> {
        let mut prepared = Vec::new();
        for _ in 0..PREPARED {
            let (Merchant { id, owner_email, .. }, tokens) = self.create_merchant(json!({})).await;
            let refresh_token = tokens["refresh_token"].as_str().unwrap().to_owned();
            prepared.push(PreparedMerchant { id, owner_email, refresh_token });
        }
        // The first one is taken first.
        prepared.reverse();
        prepared
    }

    /// The merchant, and the tokens of its owner.
    async fn create_merchant(&self, fields: Value) -> (Merchant, Value) {
        let owner_email = unique_email("owner");
        let mut body = json!({
            "name": "Pekara", "mode": "sandbox", "time_zone": "Europe/Belgrade", "currency": "RSD", "locale": "sr-RS",
            "owner": {"email": owner_email, "password": PASSWORD, "name": "Vesna"}
        });
        for (name, value) in fields.as_object().unwrap() {
            body[name] = value.clone();
        }
        let created = self.operator().await.post("/v1/merchants", &body).await.expect(201).json();
        let id = created["id"].as_str().unwrap().to_owned();
        let tokens = tokens_of(&self.client, &owner_email).await;
        let owner = self.client.with_bearer(tokens["access_token"].as_str().unwrap());
        // Whatever sends needs an address to send from.
        let sender = json!({"sender": {"email": "novosti@pekara.example"}});
        owner.patch("/v1/merchant", &sender).await.expect(200);
        (Merchant { id, owner, owner_email, program: self.client.clone() }, tokens)
    }

    /// A client that has signed in with that address and the password of the tests.
    pub async fn sign_in(&self, email: &str) -> Client {
        sign_in(&self.client, email).await
    }
}

/// Serves with these settings and tells where.
async fn serve(
    settings: &Settings,
    clock: &Arc<ManualClock>,
) -> (String, ending::Ending, Arc<Application>, regulars_persistence::Database) {
    let environment = Environment::new(clock.clone(), Arc::new(SystemRandom));
    let running = start(settings, environment).await.expect("the program starts");
    let handle = running.handle.clone();
    tokio::spawn(running.server);
    let stop = move || drop(handle.stop(false));
    let ending = ending::Ending(Some(Box::new(stop)));
    (format!("http://{}", running.address), ending, running.application, running.database)
}

async fn tokens_of(client: &Client, email: &str) -> Value {
    let body = json!({"grant_type": "password", "username": email, "password": PASSWORD});
    client.post("/v1/auth/token", &body).await.expect(200).json()
}

async fn sign_in(client: &Client, email: &str) -> Client {
    let tokens = tokens_of(client, email).await;
    client.with_bearer(tokens["access_token"].as_str().unwrap())
}

impl Merchant {
    /// Somebody of the staff in that role, signed in.
    pub async fn staff(&self, role: &str) -> Client {
        let email = unique_email(role);
        let body = json!({"email": email, "password": PASSWORD, "name": "Ana", "role": role});
        self.owner.post("/v1/users", &body).await.expect(201);
        sign_in(&self.program, &email).await
    }

    /// A paired terminal.
    pub async fn terminal(&self) -> Client {
        let offered = self
            .owner
            .post("/v1/terminals/pairing-codes", &json!({"name": "Kasa 1"}))
            .await
            .expect(201)
            .json();
        let paired = self
            .program
            .post("/v1/terminals/pair", &json!({"code": offered["code"]}))
            .await
            .expect(200)
            .json();
        self.program.with_bearer(paired["api_key"].as_str().unwrap())
    }

    /// An integrator with these scopes.
    pub async fn integrator(&self, scopes: &[&str]) -> Client {
        let body = json!({"name": "Integration", "scopes": scopes});
        let issued = self.owner.post("/v1/api-keys", &body).await.expect(201).json();
        self.program.with_bearer(issued["secret"].as_str().unwrap())
    }
}

/// An address that no other test uses.
pub fn unique_email(name: &str) -> String {
    format!("{name}-{}@example.com", COUNT.fetch_add(1, Ordering::Relaxed))
}

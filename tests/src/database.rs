//! A database for each test: a copy of a template that was migrated once.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use regulars_kernel::{Environment, ManualClock, SystemRandom};
use regulars_server::{Settings, migrate_up, seed_demo};
use sea_orm::{ConnectionTrait, Database};
use tempfile::TempDir;

use crate::program::{BEGINNING, PreparedMerchant, Program};
use crate::test_times::TestTime;

/// Whether the tests run on PostgreSQL: `TEST_DATABASE_URL` names the server.
pub fn is_postgres() -> bool {
    server_url().is_some()
}

fn server_url() -> Option<String> {
    std::env::var("TEST_DATABASE_URL").ok().filter(|url| !url.is_empty())
}

/// A database that goes away with the test.
pub struct TestDatabase {
    /// Where it is.
    pub url: String,
    /// A folder of the test's own, beside the database.
    pub folder: TempDir,
    /// Merchants that are in it already.
    pub(crate) merchants: Vec<PreparedMerchant>,
    name: Option<String>,
    _time: Option<TestTime>,
}

struct Template {
    /// The migrated file, or the name of the migrated database.
    source: String,
    url: String,
    folder: TempDir,
    merchants: Vec<PreparedMerchant>,
}

impl Template {
    fn secret(&self) -> PathBuf {
        self.folder.path().join("secret")
    }
}

static TEMPLATE: OnceLock<Template> = OnceLock::new();
static WITH_MERCHANTS: OnceLock<Template> = OnceLock::new();
static DEMO: OnceLock<Template> = OnceLock::new();
static COUNT: AtomicU32 = AtomicU32::new(0);

impl TestDatabase {
    /// A fresh, migrated database.
    pub async fn create() -> Self {
        let template =
            tokio::task::spawn_blocking(|| TEMPLATE.get_or_init(|| make_template("template"))).await.unwrap();
        Self::copy_of(template).await
    }

    /// A fresh database in which there are merchants for those whom a test asks for.
    pub async fn create_with_merchants() -> Self {
        let template =
            tokio::task::spawn_blocking(|| WITH_MERCHANTS.get_or_init(make_with_merchants)).await.unwrap();
        Self::copy_with_secret(template).await
    }

    /// A fresh database with the demo in it.
    pub async fn create_demo() -> Self {
        let template = tokio::task::spawn_blocking(|| DEMO.get_or_init(make_demo)).await.unwrap();
        Self::copy_with_secret(template).await
    }

    async fn copy_with_secret(template: &Template) -> Self {
        let copy = Self::copy_of(template).await;
        std::fs::copy(template.secret(), copy.folder.path().join("secret")).unwrap();
        copy
    }

    async fn copy_of(template: &Template) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let merchants = template.merchants.clone();
        if server_url().is_some() {
            let name = format!("test_{}_{number}", std::process::id());
            execute(&format!("CREATE DATABASE {name} TEMPLATE {}", template.source)).await;
            Self::at(url_of(&name), folder, Some(name), merchants)
        } else {
            let path = folder.path().join("test.db");
            std::fs::copy(&template.source, &path).unwrap();
            Self::at(format!("sqlite://{}", path.display()), folder, None, merchants)
        }
    }

    fn at(url: String, folder: TempDir, name: Option<String>, merchants: Vec<PreparedMerchant>) -> Self {
        Self { url, folder, merchants, name, _time: Some(TestTime::begin()) }
    }

    /// A fresh database without a schema.
    pub async fn create_empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        if server_url().is_some() {
            let name = format!("empty_{}_{number}", std::process::id());
            execute(&format!("CREATE DATABASE {name}")).await;
            Self::at(url_of(&name), folder, Some(name), Vec::new())
        } else {
            let path = folder.path().join("empty.db");
            Self::at(format!("sqlite://{}", path.display()), folder, None, Vec::new())
        }
    }

    /// Settings for a program on this database that listens on a free port.
    pub fn settings(&self) -> Settings {
        let secret = self.folder.path().join("secret").display().to_string();
        settings(&self.url, &secret)
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Some(name) = self.name.take() {
            let dropped = std::thread::spawn(move || {
                runtime().block_on(execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")));
            });
            dropped.join().unwrap();
        }
    }
}

fn settings(database: &str, secret: &str) -> Settings {
    Settings::read(|name| {
        Some(match name {
            "REGULARS_DATABASE_URL" => database.to_owned(),
            "REGULARS_DATABASE_CONNECTIONS" => "8".to_owned(),
            "REGULARS_BIND" => "127.0.0.1:0".to_owned(),
            "REGULARS_SECRET_FILE" => secret.to_owned(),
            "REGULARS_RATE_LIMIT" | "REGULARS_PAGE_LIMIT" => "100000".to_owned(),
            _ => return None,
        })
    })
    .unwrap()
}

fn make_template(kind: &str) -> Template {
    runtime().block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let (source, url) = if is_postgres() {
            let name = format!("{kind}_{}", std::process::id());
            execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
            execute(&format!("CREATE DATABASE {name}")).await;
            (name.clone(), url_of(&name))
        } else {
            let path: PathBuf = folder.path().join("template.db");
            (path.display().to_string(), format!("sqlite://{}", path.display()))
        };
        migrate_up(&settings(&url, "unused")).await.expect("the schema can be made");
        Template { source, url, folder, merchants: Vec::new() }
    })
}

fn make_demo() -> Template {
    let template = make_template("demo");
    runtime().block_on(async {
        let clock = Arc::new(ManualClock::at(BEGINNING.parse().unwrap()));
        let environment = Environment::new(clock, Arc::new(SystemRandom));
        let settings = settings(&template.url, &template.secret().display().to_string());
        seed_demo(&settings, environment).await.expect("the demo can be made");
        settle(&template).await;
    });
    template
}

/// Makes the merchants by the program itself.
fn make_with_merchants() -> Template {
    let template = make_template("with_merchants");
    runtime().block_on(async {
        let Template { source, url, folder, .. } = template;
        let place = TestDatabase { url: url.clone(), folder, merchants: Vec::new(), name: None, _time: None };
        let program = Program::start_on(place).await;
        let merchants = program.prepare_merchants().await;
        let mut place = program.stop();
        let folder = std::mem::replace(&mut place.folder, tempfile::tempdir().unwrap());
        let template = Template { source, url, folder, merchants };
        settle(&template).await;
        template
    })
}

/// Brings a template to a state in which it can be copied.
async fn settle(template: &Template) {
    if template.url.starts_with("sqlite:") {
        // What is still in the log beside the file would not be copied with it.
        let connection = Database::connect(&template.url).await.unwrap();
        connection.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await.unwrap();
        connection.close().await.unwrap();
    } else {
        // Nobody may be connected to what is copied.
        let name = &template.source;
        let others =
            format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        execute(&others).await;
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

fn url_of(name: &str) -> String {
    let server = server_url().unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    format!("{base}/{name}")
}

async fn execute(sql: &str) {
    let connection = Database::connect(server_url().unwrap()).await.unwrap();
    connection.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    connection.close().await.unwrap();
}

//! A database for each test: a copy of a template that was migrated once.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use regulars_server::{Settings, migrate_up};
use sea_orm::{ConnectionTrait, Database};
use tempfile::TempDir;

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
    name: Option<String>,
}

struct Template {
    /// The migrated file, or the name of the migrated database.
    source: String,
    _folder: Option<TempDir>,
}

static TEMPLATE: OnceLock<Template> = OnceLock::new();
static COUNT: AtomicU32 = AtomicU32::new(0);

impl TestDatabase {
    /// A fresh, migrated database.
    pub async fn create() -> Self {
        let template = tokio::task::spawn_blocking(|| TEMPLATE.get_or_init(make_template)).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        if server_url().is_some() {
            let name = format!("test_{}_{number}", std::process::id());
            execute(&format!("CREATE DATABASE {name} TEMPLATE {}", template.source)).await;
            Self { url: url_of(&name), folder, name: Some(name) }
        } else {
            let path = folder.path().join("test.db");
            std::fs::copy(&template.source, &path).unwrap();
            Self { url: format!("sqlite://{}", path.display()), folder, name: None }
        }
    }

    /// A fresh database without a schema.
    pub async fn create_empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        if server_url().is_some() {
            let name = format!("empty_{}_{number}", std::process::id());
            execute(&format!("CREATE DATABASE {name}")).await;
            Self { url: url_of(&name), folder, name: Some(name) }
        } else {
            let path = folder.path().join("empty.db");
            Self { url: format!("sqlite://{}", path.display()), folder, name: None }
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
            "REGULARS_RATE_LIMIT" => "100000".to_owned(),
            _ => return None,
        })
    })
    .unwrap()
}

fn make_template() -> Template {
    runtime().block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let (source, url) = if is_postgres() {
            let name = format!("template_{}", std::process::id());
            execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
            execute(&format!("CREATE DATABASE {name}")).await;
            (name.clone(), url_of(&name))
        } else {
            let path: PathBuf = folder.path().join("template.db");
            (path.display().to_string(), format!("sqlite://{}", path.display()))
        };
        migrate_up(&settings(&url, "unused")).await.expect("the schema can be made");
        Template { source, _folder: Some(folder) }
    })
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

//! Watches what the program says of itself while the tests run: every statement is held against the wall between
//! merchants, and every event and span is searched for private data that a test has planted.

mod canaries;
mod scoping;

use std::collections::BTreeSet;
use std::sync::{Mutex, OnceLock, PoisonError};

use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};

pub use canaries::{Canary, leaks_of, plant};
pub use scoping::Finding;

static SEEN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
static FOUND: Mutex<Vec<String>> = Mutex::new(Vec::new());
static STARTED: OnceLock<()> = OnceLock::new();

/// Begins to watch, once for the whole process.
pub fn watch_statements() {
    STARTED.get_or_init(|| {
        let subscriber =
            tracing_subscriber::registry().with(Statements).with(canaries::Canaries).with(Errors);
        tracing::subscriber::set_global_default(subscriber).expect("no other subscriber is set");
    });
}

/// Fails the test when any statement so far was not tied to its merchant.
///
/// The statement runs in a thread of the program, where a panic would be answered with 500 and forgotten. So every
/// program that ends from then on fails its test, with the statement: the one that ran it is among them.
pub fn fail_on_findings() {
    let found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(found.is_empty(), "THE WALL BETWEEN MERCHANTS HAS A HOLE:\n{}", found.join("\n\n"));
}

/// Prints what the program calls an error: a test that is answered with 500 can then be understood.
struct Errors;

impl<S: Subscriber> Layer<S> for Errors {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if *event.metadata().level() == tracing::Level::ERROR {
            let mut fields = canaries::Fields::default();
            event.record(&mut fields);
            eprintln!("ERROR {}{}", event.metadata().target(), fields.0);
        }
    }
}

struct Statements;

impl<S: Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() != "regulars::sql" {
            return;
        }
        let mut statement = Statement::default();
        event.record(&mut statement);
        let new = SEEN.lock().unwrap_or_else(PoisonError::into_inner).insert(statement.0.clone());
        if new && let Err(finding) = scoping::check(&statement.0) {
            let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
            found.push(format!("{finding}\n{}", statement.0));
        }
    }
}

#[derive(Default)]
struct Statement(String);

impl Visit for Statement {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if field.name() == "statement" {
            self.0 = format!("{value:?}");
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "statement" {
            self.0 = value.to_owned();
        }
    }
}

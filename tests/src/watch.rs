//! Watches every statement that the tests run, and holds each against the wall between merchants.

mod scoping;

use std::collections::BTreeSet;
use std::sync::{Mutex, OnceLock};

use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};

pub use scoping::Finding;

static SEEN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
static STARTED: OnceLock<()> = OnceLock::new();

/// Begins to watch, once for the whole process. From then on a statement that is not tied to its merchant ends the
/// process of the tests with what is wrong, whichever test ran it.
pub fn watch_statements() {
    STARTED.get_or_init(|| {
        let subscriber = tracing_subscriber::registry().with(Watch);
        tracing::subscriber::set_global_default(subscriber).expect("no other subscriber is set");
    });
}

struct Watch;

impl<S: Subscriber> Layer<S> for Watch {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() != "regulars::sql" {
            return;
        }
        let mut statement = Statement::default();
        event.record(&mut statement);
        let new = SEEN.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(statement.0.clone());
        if new && let Err(finding) = scoping::check(&statement.0) {
            eprintln!("THE WALL BETWEEN MERCHANTS: {finding}\n{}", statement.0);
            std::process::abort();
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

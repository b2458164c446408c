//! Searches every event and span, of every target at every level, for private data that a test has planted.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

/// A piece of private data that must never be seen in the log.
#[derive(Clone, Debug)]
pub struct Canary {
    /// What it is, for the message of a failing test.
    pub what: &'static str,
    /// Its text. Case is ignored.
    pub text: String,
}

static PLANTED: Mutex<Vec<Canary>> = Mutex::new(Vec::new());
static LEAKS: Mutex<Vec<(String, String)>> = Mutex::new(Vec::new());
static ANY: AtomicBool = AtomicBool::new(false);

/// From now on every event and span is searched for this text.
pub fn plant(what: &'static str, text: &str) {
    let canary = Canary { what, text: text.to_lowercase() };
    PLANTED.lock().unwrap_or_else(PoisonError::into_inner).push(canary);
    ANY.store(true, Ordering::Release);
}

/// Where this text was seen.
pub fn leaks_of(text: &str) -> Vec<String> {
    let leaks = LEAKS.lock().unwrap_or_else(PoisonError::into_inner);
    let text = text.to_lowercase();
    leaks.iter().filter(|(leaked, _)| *leaked == text).map(|(_, place)| place.clone()).collect()
}

/// The layer that searches.
pub struct Canaries;

impl<S: Subscriber + for<'span> LookupSpan<'span>> Layer<S> for Canaries {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        search(attributes.metadata(), |fields| attributes.record(fields));
    }

    fn on_record(&self, span: &Id, values: &Record<'_>, context: Context<'_, S>) {
        if let Some(metadata) = context.metadata(span) {
            search(metadata, |fields| values.record(fields));
        }
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        search(event.metadata(), |fields| event.record(fields));
    }
}

fn search(metadata: &Metadata<'_>, record: impl FnOnce(&mut Fields)) {
    if !ANY.load(Ordering::Acquire) {
        return;
    }
    let mut fields = Fields::default();
    record(&mut fields);
    let lower = fields.0.to_lowercase();
    let planted = PLANTED.lock().unwrap_or_else(PoisonError::into_inner);
    for canary in planted.iter().filter(|canary| lower.contains(&canary.text)) {
        let place =
            format!("{} in {} {}:{}", canary.what, metadata.level(), metadata.target(), fields.0.trim());
        LEAKS.lock().unwrap_or_else(PoisonError::into_inner).push((canary.text.clone(), place));
    }
}

/// The fields of an event or a span as text.
#[derive(Default)]
pub struct Fields(pub String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.0.push_str(&format!(" {}={value:?}", field.name()));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.push_str(&format!(" {}={value}", field.name()));
    }
}

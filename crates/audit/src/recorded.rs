//! What is noted of a resource.

use chrono::SecondsFormat;
use regulars_kernel::Instant;
use serde_json::Value;

use crate::AuditSubject;

/// The fields of a resource with their values.
pub type Fields = Vec<(String, Value)>;

/// A resource whose changes are noted.
pub trait Recorded {
    /// Which resource it is.
    fn subject(&self) -> AuditSubject;
    /// Its fields as the API names them, those inside another with a full stop between (`address.city`), without its id and
    /// the instants of its record. No secret is among them.
    fn fields(&self) -> Fields;
}

/// Gathers the fields of a resource.
#[derive(Default)]
pub struct FieldList(Fields);

impl FieldList {
    /// Adds a value.
    #[must_use]
    pub fn value(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }

    /// Adds a text that may be absent.
    #[must_use]
    pub fn text(self, name: impl Into<String>, text: Option<&str>) -> Self {
        self.value(name, text)
    }

    /// Adds an instant that may be absent (RFC 3339, UTC).
    #[must_use]
    pub fn instant(self, name: impl Into<String>, instant: Option<Instant>) -> Self {
        self.value(name, instant.map(|instant| instant.to_rfc3339_opts(SecondsFormat::AutoSi, true)))
    }

    /// The fields.
    pub fn into_fields(self) -> Fields {
        self.0
    }
}

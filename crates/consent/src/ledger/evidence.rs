//! What proves a statement.

use regulars_kernel::Personal;
use serde_json::{Map, Value};

/// What proves a statement, such as the internet address and the browser that a form was sent from, or the number of a
/// paper form. It is kept sealed. `Debug` prints it redacted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence(Personal<Map<String, Value>>);

/// The evidence is larger than is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be at most {} bytes of JSON", Evidence::MAX_LENGTH)]
pub struct EvidenceTooLarge;

impl Evidence {
    /// The most bytes of JSON.
    pub const MAX_LENGTH: usize = 16 * 1024;

    /// Takes a JSON object.
    pub fn new(object: Map<String, Value>) -> Result<Self, EvidenceTooLarge> {
        let evidence = Self(Personal::new(object));
        if evidence.to_bytes().len() > Self::MAX_LENGTH { Err(EvidenceTooLarge) } else { Ok(evidence) }
    }

    /// The object itself, for the customer's export and for the staff member who must prove the consent.
    pub fn expose(&self) -> &Map<String, Value> {
        self.0.expose()
    }

    /// The bytes that are sealed.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        Value::Object(self.0.expose().clone()).to_string().into_bytes()
    }

    /// Reads opened bytes.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().map(|object| Self(Personal::new(object)))
    }
}

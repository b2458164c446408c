//! What a use case notes of its change.

use data_encoding::HEXLOWER;
use regulars_kernel::CustomerId;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{AuditAction, AuditSubject, FieldChange, Recorded, changes_between};

/// One change, without who made it and when: that is known where it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditNote {
    /// What was done.
    pub action: AuditAction,
    /// To what.
    pub subject: AuditSubject,
    /// The customer whom the values are about. They are sealed with that customer's key.
    pub about: Option<CustomerId>,
    /// What changed.
    pub changes: Vec<FieldChange>,
}

impl AuditNote {
    /// A resource was made.
    pub fn created(after: &impl Recorded) -> Self {
        let changes = bounded(changes_between(Vec::new(), after.fields()));
        Self { action: AuditAction::Created, subject: after.subject(), about: None, changes }
    }

    /// A resource was changed. None when nothing of it is different.
    pub fn updated<R: Recorded>(before: &R, after: &R) -> Option<Self> {
        let changes = bounded(changes_between(before.fields(), after.fields()));
        (!changes.is_empty()).then(|| Self {
            action: AuditAction::Updated,
            subject: after.subject(),
            about: None,
            changes,
        })
    }

    /// A resource is gone.
    pub fn deleted(before: &impl Recorded) -> Self {
        let changes = bounded(changes_between(before.fields(), Vec::new()));
        Self { action: AuditAction::Deleted, subject: before.subject(), about: None, changes }
    }

    /// The same, or what there is not yet of a note, with a secret that is another one now. It is told that it changed, and
    /// nothing of it.
    #[must_use]
    pub fn with_new_secret(note: Option<Self>, subject: &impl Recorded, field: &str) -> Self {
        let mut note = note.unwrap_or_else(|| Self {
            action: AuditAction::Updated,
            subject: subject.subject(),
            about: None,
            changes: Vec::new(),
        });
        let secret = || Value::String("***".to_owned());
        note.changes.push(FieldChange { field: field.to_owned(), before: secret(), after: secret() });
        note
    }

    /// The same about a customer.
    #[must_use]
    pub fn about(self, customer: CustomerId) -> Self {
        Self { about: Some(customer), ..self }
    }
}

/// The longest value that is noted as it is, in bytes of JSON.
const LONGEST: usize = 16 * 1024;

/// The changes, with the length and the SHA-256 digest in the place of values that are longer than [`LONGEST`].
fn bounded(changes: Vec<FieldChange>) -> Vec<FieldChange> {
    let short = |value: Value| {
        let text = value.to_string();
        if text.len() <= LONGEST {
            return value;
        }
        let digest = HEXLOWER.encode(&Sha256::digest(text.as_bytes()));
        json!({"bytes": text.len(), "sha256": digest})
    };
    let bound = |FieldChange { field, before, after }| FieldChange {
        field,
        before: short(before),
        after: short(after),
    };
    changes.into_iter().map(bound).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_value_is_noted_by_its_digest() {
        let change = |text: String| FieldChange {
            field: "content".to_owned(),
            before: Value::Null,
            after: text.into(),
        };
        let noted = bounded(vec![change("x".repeat(20_000)), change("x".repeat(100))]);
        assert_eq!(noted[0].after["bytes"], 20_002);
        assert_eq!(noted[0].after["sha256"].as_str().unwrap().len(), 64);
        assert_eq!((&noted[0].before, noted[1].after.as_str().unwrap().len()), (&Value::Null, 100));
    }
}

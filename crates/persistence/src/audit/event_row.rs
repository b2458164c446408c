//! One event of the trail as a row, and what is sealed in it.

use regulars_audit::{AuditEvent, AuditSubject, FieldChange, NotedChanges};
use regulars_consent::{CustomerKey, SealedKey, SealingKeys};
use regulars_kernel::{AuditEventId, CustomerId, Instant, MerchantId, StoreError};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::actor::actor_of;
use crate::error::inconsistent;
use crate::wall::FromRow;

pub(super) const TABLE: &str = "audit_events";

#[derive(FromRow)]
pub(super) struct EventRow {
    pub(super) id: Uuid,
    occurred_at: Instant,
    actor: String,
    action: String,
    subject_kind: String,
    subject_id: Uuid,
    customer_id: Option<Uuid>,
    changes: Option<Value>,
    sealed_changes: Option<Vec<u8>>,
    /// The key of the customer, as long as there is one.
    sealed_key: Option<Vec<u8>>,
}

impl EventRow {
    /// The event. What the customer's key sealed is told as long as there is that key.
    pub(super) fn opened(self, keys: &SealingKeys, merchant: MerchantId) -> Result<AuditEvent, StoreError> {
        let about = self.customer_id.map(CustomerId::new);
        let changes = match (about, self.sealed_changes, self.sealed_key) {
            (Some(customer), Some(sealed), Some(key)) => {
                let key = keys.open_customer_key(merchant, customer, &SealedKey(key)).map_err(wrong)?;
                let text = key.open(self.id.as_bytes(), &sealed).map_err(wrong)?;
                NotedChanges::Fields(read(&serde_json::from_slice(&text).map_err(wrong)?)?)
            }
            (Some(_), _, _) => NotedChanges::Erased,
            (None, _, _) => NotedChanges::Fields(read(&self.changes.unwrap_or_default())?),
        };
        Ok(AuditEvent {
            id: AuditEventId::new(self.id),
            at: self.occurred_at,
            actor: actor_of(TABLE, &self.actor)?,
            action: self.action.parse().map_err(wrong)?,
            subject: AuditSubject { kind: self.subject_kind.parse().map_err(wrong)?, id: self.subject_id },
            about,
            changes,
        })
    }
}

/// The changes as JSON: `[{"field": …, "before": …, "after": …}]`.
pub(super) fn written(changes: &[FieldChange]) -> Value {
    let written = changes.iter().map(
        |FieldChange { field, before, after }| json!({"field": field, "before": before, "after": after}),
    );
    written.collect()
}

fn read(changes: &Value) -> Result<Vec<FieldChange>, StoreError> {
    let changes = changes.as_array().ok_or_else(|| wrong("the changes are no list"))?;
    let read = changes.iter().map(|change| {
        let field = change["field"].as_str().ok_or_else(|| wrong("a change of no field"))?;
        Ok(FieldChange {
            field: field.to_owned(),
            before: change["before"].clone(),
            after: change["after"].clone(),
        })
    });
    read.collect()
}

/// The names of the fields that changed, of the sealed changes of an event.
pub(crate) fn fields_changed(
    key: &CustomerKey,
    event: Uuid,
    sealed: &[u8],
) -> Result<Vec<String>, StoreError> {
    let text = key.open(event.as_bytes(), sealed).map_err(wrong)?;
    let changes = read(&serde_json::from_slice(&text).map_err(wrong)?)?;
    Ok(changes.into_iter().map(|change| change.field).collect())
}

/// Seals the changes so that they open in that event only.
pub(super) fn sealed(
    key: &CustomerKey,
    environment: &regulars_kernel::Environment,
    event: Uuid,
    changes: &[FieldChange],
) -> Result<Vec<u8>, StoreError> {
    key.seal(environment, event.as_bytes(), written(changes).to_string().as_bytes()).map_err(wrong)
}

pub(crate) fn wrong(error: impl std::fmt::Display) -> StoreError {
    inconsistent(TABLE, error)
}

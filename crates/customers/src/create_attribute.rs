//! Defines a custom attribute.

use regulars_audit::AuditNote;
use regulars_kernel::{AttributeId, AttributeKind, Environment, Label, StoreError};

use crate::{AttributeDefinition, AttributeKey, AttributeLimits, AttributeRule, AttributeStore, FaultyLimit};

/// An attribute to be defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAttribute {
    /// By which requests name it.
    pub key: AttributeKey,
    /// What people call it.
    pub name: Label,
    /// The type of its values.
    pub kind: AttributeKind,
    /// What its values are limited by.
    pub limits: AttributeLimits,
    /// Where it stands in forms; behind all others when there is none.
    pub position: Option<u16>,
}

/// Why an attribute was not defined.
#[derive(Debug, thiserror::Error)]
pub enum CreateAttributeError {
    /// A limit does not fit.
    #[error(transparent)]
    Limit(#[from] FaultyLimit),
    /// The merchant has an attribute of that key.
    #[error("there is an attribute of that key")]
    KeyTaken,
    /// The merchant has as many as it may have.
    #[error("a merchant has at most {} attributes", AttributeDefinition::MAX_COUNT)]
    TooMany,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Defines an attribute. No customer has a value yet.
pub async fn create_attribute(
    store: &mut dyn AttributeStore,
    environment: &Environment,
    new: NewAttribute,
) -> Result<AttributeDefinition, CreateAttributeError> {
    let NewAttribute { key, name, kind, limits, position } = new;
    let rule = AttributeRule::of_kind(kind, limits)?;
    let others = store.list_attributes().await?;
    if others.len() >= AttributeDefinition::MAX_COUNT {
        return Err(CreateAttributeError::TooMany);
    }
    let last = others.iter().map(|other| other.position).max().unwrap_or_default();
    let behind = last.saturating_add(1).min(AttributeDefinition::LAST_POSITION);
    let now = environment.now();
    let definition = AttributeDefinition {
        id: AttributeId::new(environment.new_id()),
        key,
        name,
        rule,
        position: position.unwrap_or(behind),
        created_at: now,
        updated_at: now,
    };
    if !store.insert_attribute(&definition).await? {
        return Err(CreateAttributeError::KeyTaken);
    }
    store.note(environment, AuditNote::created(&definition)).await?;
    Ok(definition)
}

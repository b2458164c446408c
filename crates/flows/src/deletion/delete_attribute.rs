//! Deletes a custom attribute.

use regulars_audit::AuditNote;
use regulars_customers::AttributeStore;
use regulars_jobs::{JobPayload, JobStore, NewJob};
use regulars_kernel::{AttributeId, Environment, StoreError, UsedBy};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::usage::{DeletionStore, users_of_attribute};

/// Takes the values of a deleted attribute away, some customers at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForgetAttribute {
    /// The attribute.
    pub attribute: Uuid,
}

impl JobPayload for ForgetAttribute {
    const KIND: &'static str = "forget_attribute";
}

/// How many customers are written in one transaction: tens of milliseconds on the one writer of SQLite.
const CUSTOMERS: u16 = 200;

/// Why an attribute was not deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeleteAttributeError {
    /// The merchant has no such attribute.
    #[error("there is no such attribute")]
    UnknownAttribute,
    /// Filters compare it, views show it, or newsletters name it.
    #[error("the attribute is used")]
    InUse(Vec<UsedBy>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Deletes an attribute that no segment and no newsletter compares, and no newsletter names in a text. It and its values are hidden at once, and taken away
/// by a job of the same transaction.
pub async fn delete_attribute<Store: DeletionStore + AttributeStore + JobStore>(
    store: &mut Store,
    environment: &Environment,
    id: AttributeId,
) -> Result<(), DeleteAttributeError> {
    store.lock_segments().await?;
    let before = store.find_attribute(id).await?.ok_or(DeleteAttributeError::UnknownAttribute)?;
    let users = users_of_attribute(store, &before).await?;
    if !users.is_empty() {
        return Err(DeleteAttributeError::InUse(users));
    }
    if !store.hide_attribute(id, environment.now()).await? {
        return Err(DeleteAttributeError::UnknownAttribute);
    }
    store.note(environment, AuditNote::deleted(&before)).await?;
    let job = NewJob::now(environment, &ForgetAttribute { attribute: id.value() });
    store.enqueue(&job.map_err(|error| StoreError::inconsistent("jobs", error))?).await?;
    Ok(())
}

/// Does the next piece of the work. False when there is nothing left to do; done twice it changes nothing.
pub async fn forget_some(
    store: &mut dyn AttributeStore,
    payload: &ForgetAttribute,
) -> Result<bool, StoreError> {
    store.forget_values(AttributeId::new(payload.attribute), CUSTOMERS).await
}

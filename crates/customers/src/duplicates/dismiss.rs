//! Remembers that customers are not the same person, and forgets it.

use std::collections::BTreeSet;

use regulars_audit::{AuditAction, AuditNote, AuditSubject, AuditTrail, FieldChange, SubjectKind};
use regulars_kernel::{CustomerId, DismissalId, Environment, StoreError};
use serde_json::{Value, json};

use crate::duplicates::store::{Dismissal, DuplicateStore};

/// What dismissing needs: the dismissals, and the trail.
pub trait DismissStore: DuplicateStore + AuditTrail {}

impl<Store: DuplicateStore + AuditTrail> DismissStore for Store {}

/// Why nothing was dismissed.
#[derive(Debug, thiserror::Error)]
pub enum DismissError {
    /// These are fewer than two customers, or too many.
    #[error("must be 2 to {} different customers", Dismissal::MOST)]
    Count,
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer(CustomerId),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Remembers that no two of these customers are one person. They are no longer told as duplicates of each other.
pub async fn dismiss_duplicates(
    store: &mut dyn DismissStore,
    environment: &Environment,
    customers: &[CustomerId],
) -> Result<Dismissal, DismissError> {
    let customers: Vec<CustomerId> = customers.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    if customers.len() < 2 || customers.len() > Dismissal::MOST {
        return Err(DismissError::Count);
    }
    let found = store.find_customers(&customers).await?;
    if let Some(missing) = customers.iter().find(|id| !found.iter().any(|one| one.customer.id == **id)) {
        return Err(DismissError::UnknownCustomer(*missing));
    }
    let dismissal =
        Dismissal { id: DismissalId::new(environment.new_id()), customers, dismissed_at: environment.now() };
    store.insert_dismissal(&dismissal).await?;
    note(store, environment, &dismissal, true).await?;
    Ok(dismissal)
}

/// Takes a dismissal back. False when there is none with that id.
pub async fn take_back_dismissal(
    store: &mut dyn DismissStore,
    environment: &Environment,
    id: DismissalId,
) -> Result<bool, StoreError> {
    let Some(dismissal) = store.find_dismissal(id).await? else { return Ok(false) };
    let is_gone = store.delete_dismissal(id).await?;
    note(store, environment, &dismissal, false).await?;
    Ok(is_gone)
}

/// Each customer has a note of whom it is not. Whose record is gone by now has none.
async fn note(
    store: &mut dyn DismissStore,
    environment: &Environment,
    dismissal: &Dismissal,
    is_new: bool,
) -> Result<(), StoreError> {
    let there: Vec<CustomerId> =
        store.find_customers(&dismissal.customers).await?.into_iter().map(|one| one.customer.id).collect();
    for id in there {
        let others: Vec<String> =
            dismissal.customers.iter().filter(|other| **other != id).map(CustomerId::to_string).collect();
        let (before, after) =
            if is_new { (Value::Null, json!(others)) } else { (json!(others), Value::Null) };
        let note = AuditNote {
            action: AuditAction::Updated,
            subject: AuditSubject { kind: SubjectKind::Customer, id: id.value() },
            about: Some(id),
            changes: vec![FieldChange { field: "not_the_same_as".to_owned(), before, after }],
        };
        store.note(environment, note).await?;
    }
    Ok(())
}

//! Restricts processing of a customer's data (GDPR, article 18).

use regulars_audit::{AuditAction, AuditNote, AuditSubject, FieldChange, SubjectKind};
use regulars_kernel::{CustomerId, Environment, Instant, StoreError};

use crate::ledger::access::locked_subject;
use crate::store::ConsentStore;

/// Why nothing was restricted.
#[derive(Debug, thiserror::Error)]
pub enum RestrictError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Restricts processing, or ends the restriction, and tells since when it is restricted. While it lasts, no message leaves to
/// the customer. Asked for twice it is as it was the first time.
pub async fn restrict(
    store: &mut dyn ConsentStore,
    environment: &Environment,
    customer: CustomerId,
    restricted: bool,
) -> Result<Option<Instant>, RestrictError> {
    let before = locked_subject(store, customer).await?.ok_or(RestrictError::UnknownCustomer)?;
    if before.restricted_at.is_some() == restricted {
        return Ok(before.restricted_at);
    }
    let now = environment.now();
    if !store.set_restricted(customer, restricted, now).await? {
        return Err(RestrictError::UnknownCustomer);
    }
    let note = AuditNote {
        action: AuditAction::Updated,
        subject: AuditSubject { kind: SubjectKind::Customer, id: customer.value() },
        about: Some(customer),
        changes: vec![FieldChange {
            field: "restricted".to_owned(),
            before: (!restricted).into(),
            after: restricted.into(),
        }],
    };
    store.note(environment, note).await?;
    Ok(restricted.then_some(now))
}

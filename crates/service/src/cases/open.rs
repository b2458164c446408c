//! Puts a case on record.

use regulars_audit::AuditNote;
use regulars_kernel::{
    Actor, CaseMessageId, CaseState, CustomerId, Date, Environment, Label, Personal, ServiceCaseId,
    StoreError, UserId,
};

use super::case::ServiceCase;
use super::message::{CaseMessage, NewCaseMessage};
use super::store::CaseStore;

/// A case to be put on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCase {
    /// Whose it is.
    pub customer: CustomerId,
    /// What it is about.
    pub subject: Personal<Label>,
    /// The person in charge.
    pub assignee: Option<UserId>,
    /// The day by which it is to be resolved.
    pub due_on: Option<Date>,
    /// What was said first.
    pub message: Option<NewCaseMessage>,
}

/// Why a case was not put on record.
#[derive(Debug, thiserror::Error)]
pub enum OpenCaseError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The merchant's staff has nobody of that id who may sign in.
    #[error("there is no such user")]
    UnknownAssignee,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Opens a case of a customer, as `actor` tells it.
pub async fn open_case(
    store: &mut dyn CaseStore,
    environment: &Environment,
    actor: Actor,
    new: NewCase,
) -> Result<ServiceCase, OpenCaseError> {
    let NewCase { customer, subject, assignee, due_on, message } = new;
    if !store.hold_customer(customer).await? {
        return Err(OpenCaseError::UnknownCustomer);
    }
    if let Some(user) = assignee
        && !store.is_active_staff(user).await?
    {
        return Err(OpenCaseError::UnknownAssignee);
    }
    let now = environment.now();
    let case = ServiceCase {
        id: ServiceCaseId::new(environment.new_id()),
        customer,
        subject,
        state: CaseState::Open,
        assignee,
        due_on,
        opened_by: actor,
        resolved_at: None,
        closed_at: None,
        created_at: now,
        updated_at: now,
    };
    store.insert_case(&case).await?;
    store.note(environment, AuditNote::created(&case).about(customer)).await?;
    if let Some(message) = message {
        write_message(store, environment, actor, &case, message).await?;
    }
    Ok(case)
}

/// Writes a message of a case whose customer is held.
pub(super) async fn write_message(
    store: &mut dyn CaseStore,
    environment: &Environment,
    actor: Actor,
    case: &ServiceCase,
    new: NewCaseMessage,
) -> Result<CaseMessage, StoreError> {
    let message = CaseMessage {
        id: CaseMessageId::new(environment.new_id()),
        case: case.id,
        kind: new.kind,
        text: new.text,
        recorded_by: actor,
        created_at: environment.now(),
    };
    store.insert_case_message(&message).await?;
    store.note(environment, AuditNote::created(&message).about(case.customer)).await?;
    Ok(message)
}

//! Puts on record what was said about a case.

use regulars_kernel::{Actor, CaseState, Environment, ServiceCaseId, StoreError};

use super::change::find_case_for_change;
use super::message::{CaseMessage, NewCaseMessage};
use super::open::write_message;
use super::store::CaseStore;

/// Why a message was not put on record.
#[derive(Debug, thiserror::Error)]
pub enum AddCaseMessageError {
    /// The merchant has no such case.
    #[error("there is no such case")]
    UnknownCase,
    /// The case is closed.
    #[error("the case is closed; open it again first")]
    Closed,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds a message to a case that is not closed.
pub async fn add_case_message(
    store: &mut dyn CaseStore,
    environment: &Environment,
    actor: Actor,
    case: ServiceCaseId,
    new: NewCaseMessage,
) -> Result<CaseMessage, AddCaseMessageError> {
    let case = find_case_for_change(store, case).await?.ok_or(AddCaseMessageError::UnknownCase)?;
    if case.state == CaseState::Closed {
        return Err(AddCaseMessageError::Closed);
    }
    Ok(write_message(store, environment, actor, &case, new).await?)
}

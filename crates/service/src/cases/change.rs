//! Changes a case: where it stands, who is in charge, and when it is due.

use regulars_audit::AuditNote;
use regulars_kernel::{
    CaseState, Change, Date, Environment, Label, Personal, ServiceCaseId, StoreError, UserId,
};

use super::case::ServiceCase;
use super::store::CaseStore;

/// What changes; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CasePatch {
    /// What it is about.
    pub subject: Option<Personal<Label>>,
    /// Where it stands.
    pub state: Option<CaseState>,
    /// The person in charge.
    pub assignee: Change<UserId>,
    /// The day by which it is to be resolved.
    pub due_on: Change<Date>,
}

/// Why a case was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeCaseError {
    /// It cannot come into that state from the one that it is in.
    #[error("a case that is {from} cannot become {to}")]
    IllegalMove {
        /// The state that it is in and stays in.
        from: CaseState,
        /// The state that was asked for.
        to: CaseState,
    },
    /// The merchant's staff has nobody of that id who may sign in.
    #[error("there is no such user")]
    UnknownAssignee,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The case with its customer, whom nobody else changes until the transaction ends: whoever notes a change of one holds that
/// one. The customer is held first, as everywhere else, so that two never wait for each other.
pub async fn find_case_for_change(
    store: &mut dyn CaseStore,
    id: ServiceCaseId,
) -> Result<Option<ServiceCase>, StoreError> {
    let Some(customer) = store.customer_of_case(id).await? else { return Ok(None) };
    if !store.hold_customer(customer).await? {
        return Ok(None);
    }
    store.find_case(id).await
}

/// Changes a case that was found for change.
pub async fn change_case(
    store: &mut dyn CaseStore,
    environment: &Environment,
    before: ServiceCase,
    patch: CasePatch,
) -> Result<ServiceCase, ChangeCaseError> {
    let CasePatch { subject, state, assignee, due_on } = patch;
    let state = state.unwrap_or(before.state);
    if !before.state.may_become(state) {
        return Err(ChangeCaseError::IllegalMove { from: before.state, to: state });
    }
    if let Change::Set(user) = assignee
        && before.assignee != Some(user)
        && !store.is_active_staff(user).await?
    {
        return Err(ChangeCaseError::UnknownAssignee);
    }
    let now = environment.now();
    let is_done = matches!(state, CaseState::Resolved | CaseState::Closed);
    let mut after = ServiceCase {
        subject: subject.unwrap_or_else(|| before.subject.clone()),
        state,
        assignee: assignee.apply(before.assignee),
        due_on: due_on.apply(before.due_on),
        resolved_at: is_done.then(|| before.resolved_at.unwrap_or(now)),
        closed_at: (state == CaseState::Closed).then(|| before.closed_at.unwrap_or(now)),
        ..before.clone()
    };
    let Some(note) = AuditNote::updated(&before, &after) else { return Ok(before) };
    after.updated_at = now;
    store.update_case(&after).await?;
    store.note(environment, note.about(after.customer)).await?;
    Ok(after)
}

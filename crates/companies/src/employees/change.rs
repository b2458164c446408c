//! Changes what a customer does at a company, and since when until when.

use regulars_kernel::{Change, Date, EmployeeRole, Environment, Label, Personal, StoreError};

use super::employment::{Employment, EmploymentFault};
use super::store::EmployeeStore;

/// What changes; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmploymentPatch {
    /// What the customer does there.
    pub role: Option<EmployeeRole>,
    /// What that is called there.
    pub job_title: Change<Personal<Label>>,
    /// The first day.
    pub since: Change<Date>,
    /// The last day.
    pub until: Change<Date>,
    /// Whether it is the customer's main company from now on.
    pub is_main: Option<bool>,
}

/// Why an employment was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeEmployeeError {
    /// It would make no sense.
    #[error(transparent)]
    Fault(#[from] EmploymentFault),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes an employment that was found for change.
pub async fn change_employee(
    store: &mut dyn EmployeeStore,
    environment: &Environment,
    before: Employment,
    patch: EmploymentPatch,
) -> Result<Employment, ChangeEmployeeError> {
    let EmploymentPatch { role, job_title, since, until, is_main } = patch;
    let now = environment.now();
    let mut after = Employment {
        role: role.unwrap_or(before.role),
        job_title: job_title.apply(before.job_title.clone()),
        since: since.apply(before.since),
        until: until.apply(before.until),
        main_at: match is_main {
            None => before.main_at,
            Some(false) => Employment::NEVER_MAIN,
            Some(true) => now,
        },
        ..before.clone()
    };
    after.check()?;
    let Some(note) = after.note_updated(&before) else { return Ok(before) };
    after.updated_at = now;
    store.update_employment(&after).await?;
    store.note(environment, note).await?;
    Ok(after)
}

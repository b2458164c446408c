//! That a customer works for a company.

use regulars_kernel::{CompanyId, CustomerId, Date, EmployeeRole, Instant, Label, Personal};

/// That a customer works for a company, or did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employment {
    /// For which company.
    pub company: CompanyId,
    /// Who.
    pub customer: CustomerId,
    /// What the customer does there.
    pub role: EmployeeRole,
    /// What that is called there.
    pub job_title: Option<Personal<Label>>,
    /// The first day.
    pub since: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// When it was said last that this is the customer's main company; before everything else where it was not.
    pub main_at: Instant,
    /// When it was put on record.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// What is wrong with an employment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmploymentFault {
    /// It ends before it begins.
    #[error("must not be before `since`")]
    EndsBeforeItBegins,
}

impl Employment {
    /// The `main_at` of an employment of which nobody said that it is the main one.
    pub const NEVER_MAIN: Instant = Instant::UNIX_EPOCH;
    /// How many employees a company can have on record.
    pub const MOST: i64 = 1_000;

    /// Whether the customer works there on that day.
    pub fn is_current(&self, today: Date) -> bool {
        self.since.is_none_or(|since| since <= today) && self.until.is_none_or(|until| today <= until)
    }

    pub(super) fn check(&self) -> Result<(), EmploymentFault> {
        match (self.since, self.until) {
            (Some(since), Some(until)) if until < since => Err(EmploymentFault::EndsBeforeItBegins),
            _ => Ok(()),
        }
    }
}

/// An employee with what the customer is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employee {
    /// The employment.
    pub employment: Employment,
    /// What the customer is called, where that is known.
    pub display_name: Option<Personal<String>>,
    /// Whether it is the customer's main company: of those for which the customer works still, the one of which that was said
    /// last. The only one is the main one.
    pub is_main: bool,
}

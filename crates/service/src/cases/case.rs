//! A complaint or a request of a customer, from its beginning to its end.

use regulars_kernel::{Actor, CaseState, CustomerId, Date, Instant, Label, Personal, ServiceCaseId, UserId};

/// A case that is on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceCase {
    /// Its id.
    pub id: ServiceCaseId,
    /// Whose it is.
    pub customer: CustomerId,
    /// What it is about.
    pub subject: Personal<Label>,
    /// Where it stands.
    pub state: CaseState,
    /// The person of the staff who is in charge.
    pub assignee: Option<UserId>,
    /// The day by which it is to be resolved, in the merchant's time zone.
    pub due_on: Option<Date>,
    /// Who put it on record.
    pub opened_by: Actor,
    /// Since when it is resolved.
    pub resolved_at: Option<Instant>,
    /// Since when it is closed.
    pub closed_at: Option<Instant>,
    /// When it was put on record.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

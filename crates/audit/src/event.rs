//! What the trail tells.

use regulars_kernel::{Actor, AuditEventId, CustomerId, Instant};
use uuid::Uuid;

use crate::{AuditAction, AuditSubject, FieldChange, SubjectKind};

/// One change that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEvent {
    /// Its id; later events have larger ones.
    pub id: AuditEventId,
    /// When.
    pub at: Instant,
    /// Who.
    pub actor: Actor,
    /// What was done.
    pub action: AuditAction,
    /// To what.
    pub subject: AuditSubject,
    /// The customer whom the values are about.
    pub about: Option<CustomerId>,
    /// What changed.
    pub changes: NotedChanges,
}

/// What changed, as far as it can still be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotedChanges {
    /// These fields.
    Fields(Vec<FieldChange>),
    /// The customer was erased, and the values with them.
    Erased,
}

/// Which events are wanted; what is absent does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditQuery {
    /// By whom: the id of a user, a terminal or a key.
    pub actor: Option<Uuid>,
    /// To resources of that kind.
    pub subject_kind: Option<SubjectKind>,
    /// To the resource with that id.
    pub subject: Option<Uuid>,
    /// About that customer.
    pub about: Option<CustomerId>,
    /// This was done.
    pub action: Option<AuditAction>,
    /// From that instant on.
    pub from: Option<Instant>,
    /// Before that instant.
    pub to: Option<Instant>,
}

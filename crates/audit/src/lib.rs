//! The audit trail: of each change who made it, when, and what stood there before and after.
//!
//! A use case notes its change in the transaction that makes it ([`AuditTrail::note`]), so that there is neither a change
//! without its note nor a note of what was given up. What is noted of a customer is sealed by the store with a key of that
//! customer's own, which erasure destroys.

mod action;
mod event;
mod field_change;
mod note;
mod recorded;
mod subject;
mod trail;

pub use action::{AuditAction, UnknownAction};
pub use event::{AuditEvent, AuditQuery, NotedChanges};
pub use field_change::{FieldChange, changes_between};
pub use note::AuditNote;
pub use recorded::{FieldList, Fields, Recorded};
pub use subject::{AuditSubject, SubjectKind, UnknownSubjectKind};
pub use trail::{AuditTrail, AuditTrailReads};

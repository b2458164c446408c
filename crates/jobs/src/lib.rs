//! Durable jobs. What must happen after a commit is a row of the same transaction (an outbox): a [`NewJob`] that the
//! transaction's [`JobStore`] keeps. A worker claims it under a lease, runs it, and writes down how it ended. A worker
//! that dies loses its lease, and another one runs the job again: whoever handles a job must be able to run twice.

mod due_work;
mod job;
mod payload;
mod record;
mod retry_policy;
mod service_mail;
mod store;

pub use due_work::{DueKind, DueWork, DueWorkStore, OwnDueWorkReads};
pub use job::{Interruption, Job, NewJob};
pub use payload::{InvalidPayload, JobPayload};
pub use record::{InvalidJobState, JobRecord, JobState};
pub use retry_policy::RetryPolicy;
pub use service_mail::ServiceMail;
pub use store::{JobClaim, JobReads, JobStore};

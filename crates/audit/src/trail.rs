//! What use cases need from whatever keeps the trail.

use async_trait::async_trait;
use regulars_kernel::{AuditEventId, Environment, Page, PageRequest, StoreError};

use crate::{AuditEvent, AuditNote, AuditQuery};

/// The trail of one merchant, as it is written: in the transaction of the change that is noted.
#[async_trait]
pub trait AuditTrail: Send {
    /// Notes a change, by whoever acts in this transaction.
    async fn note(&mut self, environment: &Environment, note: AuditNote) -> Result<(), StoreError>;

    /// Notes a change that may have been none.
    async fn note_if(
        &mut self,
        environment: &Environment,
        note: Option<AuditNote>,
    ) -> Result<(), StoreError> {
        match note {
            Some(note) => self.note(environment, note).await,
            None => Ok(()),
        }
    }
}

/// The trail of one merchant, as it is read.
#[async_trait]
pub trait AuditTrailReads: Send {
    /// Events, the newest first.
    async fn list_audit_events(
        &mut self,
        query: &AuditQuery,
        page: PageRequest<AuditEventId>,
    ) -> Result<Page<AuditEvent, AuditEventId>, StoreError>;
}

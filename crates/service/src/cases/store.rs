//! What the use cases of service cases need from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{
    CaseMessageId, CaseState, CustomerId, Date, Instant, Page, PageRequest, ServiceCaseId, StoreError, UserId,
};

use super::case::ServiceCase;
use super::message::CaseMessage;
use crate::held_customer::HoldsCustomers;

/// Which cases; what is absent does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseQuery {
    /// In one of these states; in any when there is none.
    pub states: Vec<CaseState>,
    /// Of that customer.
    pub customer: Option<CustomerId>,
    /// With that person in charge.
    pub assignee: Option<UserId>,
    /// Due from that day on.
    pub due_from: Option<Date>,
    /// Due before that day.
    pub due_before: Option<Date>,
}

/// Where a case stands in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CasePosition {
    /// When it was put on record.
    pub created_at: Instant,
    /// Its id.
    pub id: ServiceCaseId,
}

/// The cases of one merchant, as they are read.
#[async_trait]
pub trait CaseReads: Send {
    /// The case with that id. Inside a write nobody else changes it until that write ends.
    async fn find_case(&mut self, id: ServiceCaseId) -> Result<Option<ServiceCase>, StoreError>;
    /// Cases, the newest first.
    async fn list_cases(
        &mut self,
        query: &CaseQuery,
        page: PageRequest<CasePosition>,
    ) -> Result<Page<ServiceCase, CasePosition>, StoreError>;
    /// The messages of a case, the oldest first.
    async fn list_case_messages(
        &mut self,
        case: ServiceCaseId,
        page: PageRequest<CaseMessageId>,
    ) -> Result<Page<CaseMessage, CaseMessageId>, StoreError>;
    /// Whether that is somebody of the merchant's staff who may sign in.
    async fn is_active_staff(&mut self, user: UserId) -> Result<bool, StoreError>;
}

/// The cases of one merchant.
#[async_trait]
pub trait CaseStore: CaseReads + AuditTrail + HoldsCustomers {
    /// Whose case that is. It never changes.
    async fn customer_of_case(&mut self, id: ServiceCaseId) -> Result<Option<CustomerId>, StoreError>;
    /// Adds a case.
    async fn insert_case(&mut self, case: &ServiceCase) -> Result<(), StoreError>;
    /// Writes a case.
    async fn update_case(&mut self, case: &ServiceCase) -> Result<(), StoreError>;
    /// Adds a message.
    async fn insert_case_message(&mut self, message: &CaseMessage) -> Result<(), StoreError>;
}

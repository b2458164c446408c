//! What the use cases of agreed prices need from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{CompanyId, Page, PageRequest, PriceAgreementId, StoreError};

use super::agreement::PriceAgreement;
use super::in_force::PriceQuestion;

/// The prices that were agreed upon with one merchant's companies, as they are read.
#[async_trait]
pub trait PriceReads: Send {
    /// The agreement of that company. Inside a write nobody else changes it until that write ends.
    async fn find_agreement(
        &mut self,
        company: CompanyId,
        id: PriceAgreementId,
    ) -> Result<Option<PriceAgreement>, StoreError>;
    /// The agreements of a company, the newest first.
    async fn list_agreements(
        &mut self,
        company: CompanyId,
        page: PageRequest<PriceAgreementId>,
    ) -> Result<Page<PriceAgreement, PriceAgreementId>, StoreError>;
    /// The agreements of a company for the goods that hold on the day, from whatever quantity on.
    async fn agreements_for(
        &mut self,
        company: CompanyId,
        asked: &PriceQuestion,
    ) -> Result<Vec<PriceAgreement>, StoreError>;
}

/// The prices that were agreed upon with one merchant's companies.
#[async_trait]
pub trait PriceStore: PriceReads + AuditTrail {
    /// Holds a company until this transaction ends. False when there is none with that id.
    async fn hold_company_of_prices(&mut self, company: CompanyId) -> Result<bool, StoreError>;
    /// How many agreements there are with the company, which is held.
    async fn count_agreements(&mut self, company: CompanyId) -> Result<i64, StoreError>;
    /// Another agreement of the company for the same goods from the same quantity on that holds on one of its days.
    async fn overlapping_agreement(
        &mut self,
        agreement: &PriceAgreement,
    ) -> Result<Option<PriceAgreementId>, StoreError>;
    /// Adds an agreement.
    async fn insert_agreement(&mut self, agreement: &PriceAgreement) -> Result<(), StoreError>;
    /// Writes an agreement.
    async fn update_agreement(&mut self, agreement: &PriceAgreement) -> Result<(), StoreError>;
    /// Deletes an agreement.
    async fn delete_agreement(&mut self, company: CompanyId, id: PriceAgreementId) -> Result<(), StoreError>;
}

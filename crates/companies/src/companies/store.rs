//! What the use cases of companies need from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{CompanyId, Date, Page, PageRequest, PurchaseTotals, StoreError, UsedBy};

use super::company::Company;
use crate::TaxNumber;

/// Which companies; what is absent does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompanyQuery {
    /// In the text of which each of these terms is found, in one of its spellings. They are folded.
    pub terms: Vec<Vec<String>>,
    /// Whether those that are out of use are meant, and no others.
    pub archived: bool,
}

/// What stands behind a company.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CompanyFigures {
    /// How many customers work for it.
    pub employees: i64,
    /// What they have bought, before they worked there too.
    pub purchases: PurchaseTotals,
}

/// The companies of one merchant, as they are read.
#[async_trait]
pub trait CompanyReads: Send {
    /// The company with that id. Inside a write nobody else changes it until that write ends.
    async fn find_company(&mut self, id: CompanyId) -> Result<Option<Company>, StoreError>;
    /// Whose tax number that is.
    async fn company_of_tax_number(&mut self, number: &TaxNumber) -> Result<Option<CompanyId>, StoreError>;
    /// Companies, the newest first.
    async fn list_companies(
        &mut self,
        query: &CompanyQuery,
        page: PageRequest<CompanyId>,
    ) -> Result<Page<Company, CompanyId>, StoreError>;
    /// What stands behind a company on a day.
    async fn company_figures(&mut self, id: CompanyId, today: Date) -> Result<CompanyFigures, StoreError>;
    /// What refers to a company: the first few of each kind.
    async fn users_of_company(&mut self, id: CompanyId) -> Result<Vec<UsedBy>, StoreError>;
}

/// The companies of one merchant.
#[async_trait]
pub trait CompanyStore: CompanyReads + AuditTrail {
    /// Adds a company.
    async fn insert_company(&mut self, company: &Company) -> Result<(), StoreError>;
    /// Writes a company.
    async fn update_company(&mut self, company: &Company) -> Result<(), StoreError>;
    /// Deletes a company to which nothing refers.
    async fn delete_company(&mut self, id: CompanyId) -> Result<(), StoreError>;
}

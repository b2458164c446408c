//! What the use cases of employees need from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{
    CompanyId, CustomerId, Date, EmployeeRole, Label, Page, PageRequest, Personal, StoreError,
};

use super::employment::{Employee, Employment};

/// Which employees of a company; what is absent does not narrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmployeeQuery {
    /// Of which company.
    pub company: CompanyId,
    /// With that role.
    pub role: Option<EmployeeRole>,
    /// Who work there today, or who do not.
    pub current: Option<bool>,
    /// Today, in the merchant's time zone.
    pub today: Date,
}

/// A company for which a customer works, or did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmployerOf {
    /// What the company is called.
    pub name: Personal<Label>,
    /// The employment.
    pub employee: Employee,
}

/// The employees of one merchant's companies, as they are read.
#[async_trait]
pub trait EmployeeReads: Send {
    /// The employee of that company, as of that day.
    async fn find_employee(
        &mut self,
        company: CompanyId,
        customer: CustomerId,
        today: Date,
    ) -> Result<Option<Employee>, StoreError>;
    /// The employees of a company, in the order in which they became customers.
    async fn list_employees(
        &mut self,
        query: EmployeeQuery,
        page: PageRequest<CustomerId>,
    ) -> Result<Page<Employee, CustomerId>, StoreError>;
}

/// The employees of one merchant's companies.
#[async_trait]
pub trait EmployeeStore: EmployeeReads + AuditTrail {
    /// Holds a customer until this transaction ends. False when there is none with that id.
    async fn hold_customer_of_employment(&mut self, customer: CustomerId) -> Result<bool, StoreError>;
    /// Holds a company until this transaction ends. False when there is none with that id.
    async fn hold_company(&mut self, company: CompanyId) -> Result<bool, StoreError>;
    /// The employment, whose customer is held.
    async fn find_employment(
        &mut self,
        company: CompanyId,
        customer: CustomerId,
    ) -> Result<Option<Employment>, StoreError>;
    /// How many employees the company has. It is held.
    async fn count_employees(&mut self, company: CompanyId) -> Result<i64, StoreError>;
    /// Adds an employment.
    async fn insert_employment(&mut self, employment: &Employment) -> Result<(), StoreError>;
    /// Writes an employment.
    async fn update_employment(&mut self, employment: &Employment) -> Result<(), StoreError>;
    /// Deletes an employment.
    async fn delete_employment(&mut self, company: CompanyId, customer: CustomerId)
    -> Result<(), StoreError>;
}

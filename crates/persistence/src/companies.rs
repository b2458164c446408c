//! Companies, and the customers who work for them: the store traits, spread over one file per matter.

mod company_row;
mod document_row;
mod documents;
mod employee_row;
mod employees;
pub(crate) mod erase;
mod key;
pub(crate) mod offers;
pub(crate) mod period;
mod prices;
mod read;
mod write;

pub(crate) use employees::{EMPLOYERS, EmployerRow};

use async_trait::async_trait;
use regulars_companies::{
    Company, CompanyFigures, CompanyQuery, CompanyReads, CompanyStore, Employee, EmployeeQuery,
    EmployeeReads, EmployeeStore, Employment, TaxNumber,
};
use regulars_kernel::{CompanyId, CustomerId, Date, Page, PageRequest, StoreError, UsedBy};

use crate::idempotency::forget_answers;
use regulars_service::HoldsCustomers;

use crate::wall::{ReadTx, WriteTx, in_reads_and_writes};

#[in_reads_and_writes]
#[async_trait]
impl CompanyReads for ReadTx {
    async fn find_company(&mut self, id: CompanyId) -> Result<Option<Company>, StoreError> {
        read::find(self, id).await
    }

    async fn company_of_tax_number(&mut self, number: &TaxNumber) -> Result<Option<CompanyId>, StoreError> {
        read::of_tax_number(self, number).await
    }

    async fn list_companies(
        &mut self,
        query: &CompanyQuery,
        page: PageRequest<CompanyId>,
    ) -> Result<Page<Company, CompanyId>, StoreError> {
        read::list(self, query, page).await
    }

    async fn company_figures(&mut self, id: CompanyId, today: Date) -> Result<CompanyFigures, StoreError> {
        read::figures(self, id, today).await
    }

    async fn users_of_company(&mut self, id: CompanyId) -> Result<Vec<UsedBy>, StoreError> {
        read::users(self, id).await
    }
}

#[async_trait]
impl CompanyStore for WriteTx {
    async fn insert_company(&mut self, company: &Company) -> Result<(), StoreError> {
        write::insert(self, company).await
    }

    async fn update_company(&mut self, company: &Company) -> Result<(), StoreError> {
        write::update(self, company).await
    }

    async fn delete_company(&mut self, id: CompanyId) -> Result<(), StoreError> {
        forget_answers(self, id.value()).await?;
        write::delete(self, id).await
    }
}

#[in_reads_and_writes]
#[async_trait]
impl EmployeeReads for ReadTx {
    async fn find_employee(
        &mut self,
        company: CompanyId,
        customer: CustomerId,
        today: Date,
    ) -> Result<Option<Employee>, StoreError> {
        employees::find(self, company, customer, today).await
    }

    async fn list_employees(
        &mut self,
        query: EmployeeQuery,
        page: PageRequest<CustomerId>,
    ) -> Result<Page<Employee, CustomerId>, StoreError> {
        employees::list(self, query, page).await
    }
}

#[async_trait]
impl EmployeeStore for WriteTx {
    async fn hold_customer_of_employment(&mut self, customer: CustomerId) -> Result<bool, StoreError> {
        self.hold_customer(customer).await
    }

    async fn hold_company(&mut self, company: CompanyId) -> Result<bool, StoreError> {
        write::hold(self, company).await
    }

    async fn find_employment(
        &mut self,
        company: CompanyId,
        customer: CustomerId,
    ) -> Result<Option<Employment>, StoreError> {
        write::find_employment(self, company, customer).await
    }

    async fn count_employees(&mut self, company: CompanyId) -> Result<i64, StoreError> {
        employees::count(self, company).await
    }

    async fn insert_employment(&mut self, employment: &Employment) -> Result<(), StoreError> {
        write::insert_employment(self, employment).await
    }

    async fn update_employment(&mut self, employment: &Employment) -> Result<(), StoreError> {
        write::update_employment(self, employment).await
    }

    async fn delete_employment(
        &mut self,
        company: CompanyId,
        customer: CustomerId,
    ) -> Result<(), StoreError> {
        write::delete_employment(self, company, customer).await
    }
}

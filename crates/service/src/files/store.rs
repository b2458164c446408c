//! What the use cases of files need from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{
    CustomerFileId, CustomerId, Environment, Page, PageRequest, SealedContent, StoreError,
};

use super::file::CustomerFile;
use crate::held_customer::HoldsCustomers;

/// How many files a customer has, and how many bytes together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileTotals {
    /// How many there are.
    pub count: u64,
    /// How many bytes they have.
    pub bytes: u64,
}

/// The files of one merchant's customers, as they are read.
#[async_trait]
pub trait CustomerFileReads: Send {
    /// The file of that customer. Inside a write nobody else changes it until that write ends.
    async fn find_customer_file(
        &mut self,
        customer: CustomerId,
        id: CustomerFileId,
    ) -> Result<Option<CustomerFile>, StoreError>;
    /// A customer's files, the newest first.
    async fn list_customer_files(
        &mut self,
        customer: CustomerId,
        page: PageRequest<CustomerFileId>,
    ) -> Result<Page<CustomerFile, CustomerFileId>, StoreError>;
    /// The content of a file. Nothing where there is no such file any more.
    async fn read_customer_file(&mut self, file: &CustomerFile) -> Result<Option<Vec<u8>>, StoreError>;
}

/// The files of one merchant's customers.
#[async_trait]
pub trait CustomerFileStore: CustomerFileReads + AuditTrail + HoldsCustomers {
    /// What a customer has already. The customer is held.
    async fn customer_file_totals(&mut self, customer: CustomerId) -> Result<FileTotals, StoreError>;
    /// Adds a file with its content, whose key is sealed with the customer's.
    async fn insert_customer_file(
        &mut self,
        environment: &Environment,
        file: &CustomerFile,
        content: &SealedContent,
    ) -> Result<(), StoreError>;
    /// Writes what a file is called.
    async fn rename_customer_file(&mut self, file: &CustomerFile) -> Result<(), StoreError>;
    /// Deletes a file with its content.
    async fn delete_customer_file(&mut self, id: CustomerFileId) -> Result<(), StoreError>;
}

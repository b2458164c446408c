//! The store trait of duplicates.

use async_trait::async_trait;
use regulars_customers::{CustomerPair, Dismissal, DuplicateReads, DuplicateStore};
use regulars_kernel::{CustomerId, DismissalId, Page, PageRequest, StoreError};

use super::{candidates, dismissals};
use crate::wall::{ReadTx, WriteTx, in_reads_and_writes};

#[in_reads_and_writes]
#[async_trait]
impl DuplicateReads for ReadTx {
    async fn candidate_pairs(
        &mut self,
        page: PageRequest<CustomerPair>,
    ) -> Result<Page<CustomerPair, CustomerPair>, StoreError> {
        candidates::page(self, page).await
    }

    async fn candidates_of(
        &mut self,
        customer: CustomerId,
        at_most: u16,
    ) -> Result<Vec<CustomerPair>, StoreError> {
        candidates::of(self, customer, at_most).await
    }

    async fn find_dismissal(&mut self, id: DismissalId) -> Result<Option<Dismissal>, StoreError> {
        dismissals::find(self, id).await
    }

    async fn list_dismissals(
        &mut self,
        page: PageRequest<DismissalId>,
    ) -> Result<Page<Dismissal, DismissalId>, StoreError> {
        dismissals::list(self, page).await
    }
}

#[async_trait]
impl DuplicateStore for WriteTx {
    async fn insert_dismissal(&mut self, dismissal: &Dismissal) -> Result<(), StoreError> {
        dismissals::insert(self, dismissal).await
    }

    async fn delete_dismissal(&mut self, id: DismissalId) -> Result<bool, StoreError> {
        dismissals::delete(self, id).await
    }
}

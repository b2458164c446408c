//! What finding duplicates needs from a store.

use async_trait::async_trait;
use regulars_kernel::{CustomerId, DismissalId, Instant, Page, PageRequest, StoreError};

use crate::CustomerReads;

/// Two customers, the one with the smaller id first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CustomerPair {
    /// The one with the smaller id.
    pub one: CustomerId,
    /// The other.
    pub other: CustomerId,
}

impl CustomerPair {
    /// The pair of two customers. None of one customer.
    pub fn of(one: CustomerId, other: CustomerId) -> Option<Self> {
        (one != other).then(|| Self { one: one.min(other), other: one.max(other) })
    }
}

/// A statement that customers are not the same person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dismissal {
    /// Its id.
    pub id: DismissalId,
    /// Of these no two are one person.
    pub customers: Vec<CustomerId>,
    /// When it was said.
    pub dismissed_at: Instant,
}

impl Dismissal {
    /// The most customers that it is said of at a time.
    pub const MOST: usize = 10;
}

/// Which customers may be one person, as it is read.
#[async_trait]
pub trait DuplicateReads: CustomerReads {
    /// Pairs that have something in common by which a person is looked for, and were not dismissed, in the order of their
    /// ids. A bounded number of customers is looked at: a page may hold fewer pairs than it has room for, even none, and
    /// still have a next one.
    async fn candidate_pairs(
        &mut self,
        page: PageRequest<CustomerPair>,
    ) -> Result<Page<CustomerPair, CustomerPair>, StoreError>;
    /// Such pairs of one customer, at most so many.
    async fn candidates_of(
        &mut self,
        customer: CustomerId,
        at_most: u16,
    ) -> Result<Vec<CustomerPair>, StoreError>;
    /// The dismissal with that id.
    async fn find_dismissal(&mut self, id: DismissalId) -> Result<Option<Dismissal>, StoreError>;
    /// Dismissals, the newest first.
    async fn list_dismissals(
        &mut self,
        page: PageRequest<DismissalId>,
    ) -> Result<Page<Dismissal, DismissalId>, StoreError>;
}

/// Which customers may be one person.
#[async_trait]
pub trait DuplicateStore: DuplicateReads {
    /// Remembers that no two of the customers are one person. What was said before of two of them is part of this from
    /// now on.
    async fn insert_dismissal(&mut self, dismissal: &Dismissal) -> Result<(), StoreError>;
    /// Forgets a dismissal. False when there is none with that id.
    async fn delete_dismissal(&mut self, id: DismissalId) -> Result<bool, StoreError>;
}
